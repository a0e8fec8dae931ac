"""What the app of tests/new_app/venues changes outside its own folder: the nine files of CONTRIBUTING, "A new app".

Each edit is a line after another one; where a list collects what apps declare, the line that imports it goes with it.
"""

from typing import Final, NamedTuple


class Edit(NamedTuple):
    """A line put behind a line of a file."""

    file: str
    after: str
    line: str


EDITS: Final = (
    Edit("linli/config/settings.py", '    "linli.papers",', '    "linli.venues",'),
    Edit(
        "linli/config/urls.py",
        '    addresses_of("linli.papers.urls"),',
        '    addresses_of("linli.venues.urls"),',
    ),
    Edit("pyproject.toml", '    "papers",', '    "venues",'),
    Edit(
        "linli/staff/rights.py",
        '    KEEP_HELPERS = "KEEP_HELPERS", _("给志愿者发链接、收回链接")',
        '    INSPECT_VENUE = "INSPECT_VENUE", _("查看停业场所")',
    ),
    Edit("linli/staff/rights.py", "        Action.KEEP_HELPERS,", "        Action.INSPECT_VENUE,"),
    Edit("linli/staff/rights.py", "        Relation.OWN_GRID,", "        Action.INSPECT_VENUE,"),
    Edit(
        "linli/worklist/kinds.py",
        "from linli.tracing.duties import LEAD",
        "from linli.venues.duties import VENUE",
    ),
    Edit("linli/worklist/kinds.py", "    LEAD,", "    VENUE,"),
    Edit(
        "linli/reports/registers.py",
        "from linli.reports.unrecorded import REGISTER as UNRECORDED",
        "from linli.venues.indicators import REGISTER as VENUES",
    ),
    Edit("linli/reports/registers.py", "    REFERRALS,", "    VENUES,"),
    Edit(
        "linli/retention/registers.py",
        "from linli.tracing.retention import RETENTION as TRACING",
        "from linli.venues.retention import RETENTION as VENUES",
    ),
    Edit("linli/retention/registers.py", "    AREAS,", "    VENUES,"),
    Edit(
        "linli/desk/registers.py",
        "from linli.tracing.menu import DOORS as TRACING_DOORS",
        "from linli.venues import acts as venues_acts, menu as venues_menu",
    ),
    Edit("linli/desk/registers.py", "    TRACING_ACTS,", "    venues_acts.ACTS,"),
    Edit("linli/desk/registers.py", "    TRACING_DOORS,", "    venues_menu.DOORS,"),
    Edit(
        "linli/phone/kinds.py",
        "from linli.people.phone import CALL, PERSON_CARD",
        "from linli.venues.phone import VENUE",
    ),
    Edit("linli/phone/kinds.py", "    EMERGENCY,", "    VENUE,"),
)
