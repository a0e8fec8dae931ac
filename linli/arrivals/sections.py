"""What the page of a person shows of arrivals."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.arrivals.queries.arrivals import arrivals_on
from linli.people.queries import PersonFile
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff.sections import Section, Shown


def _arrivals(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    """Return the arrivals; nothing is put right of whose identity was removed."""
    removed = file.person.identity_removed_at is not None
    may = not removed and may_at(viewer=viewer, action=Action.REGISTER_PERSON, area=file.person.area)
    return {"arrivals": arrivals_on(file=file), "may_correct": may}


ARRIVALS: Final = Section("arrivals", _("到达记录"), "arrivals/section.html", _arrivals, Shown.IN_SIGHT)
