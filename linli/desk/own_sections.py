"""What the pages of a person and of a household show that comes from several apps at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.desk.call_context import agreement_context, calls_context
from linli.desk.disclosures import HANDED_ON
from linli.desk.queries.access_log import looks_of
from linli.desk.queries.sheets import sheets_of
from linli.disclosures.queries import told_given
from linli.observation.queries.cases import observations_on
from linli.people.queries import Household, PersonFile
from linli.people.queries.care import care_of
from linli.police.queries import asked_about
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff.sections import Section, Shown

LOOKS_SHOWN: Final = 8


def _may(viewer: Viewer, file: PersonFile, action: Action) -> bool:
    """Say whether the viewer may do something about a person; nothing is written of whose identity was removed."""
    removed = file.person.identity_removed_at is not None
    return not removed and may_at(viewer=viewer, action=action, area=file.person.area)


def _agreement(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    return agreement_context(viewer=viewer, file=file, now=now)


def _calls(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    return {**calls_context(viewer=viewer, file=file, now=now), "calls_shown": ":8"}


def _sheets(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    """Return the days of observations, and about which the police may not be asked since they were."""
    may_hand_over = _may(viewer, file, Action.HAND_OVER_TO_POLICE)
    return {
        "sheets": sheets_of(observations=observations_on(viewer=viewer, file=file), now=now),
        "may_check": _may(viewer, file, Action.RECORD_CHECK),
        "may_strike_all": _may(viewer, file, Action.REVIEW_ALERT),
        "viewer_id": viewer.user_id,
        "may_hand_over": may_hand_over,
        "asks_police": asked_about(people=file.ids) if may_hand_over else frozenset(),
    }


def _disclosures(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {
        "given": told_given(sources=HANDED_ON, people=file.ids),
        "person": file.person,
        "may_tell": _may(viewer, file, Action.REGISTER_PERSON),
    }


def _looks(_viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {"looks": looks_of(file=file)[:LOOKS_SHOWN]}


def _all_looks(_viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {"looks": looks_of(file=file)}


def _care(viewer: Viewer, household: Household, now: datetime) -> Mapping[str, object]:
    return {
        "care": care_of(household=household, now=now),
        "may_check": may_at(viewer=viewer, action=Action.RECORD_CHECK, area=household.area),
    }


# Before anybody rings: at once, whatever else is read later.
AGREEMENT: Final = Section("agreement", _("联系安排"), "desk/agreement.html", _agreement)
CALLS: Final = Section("calls", _("联系记录"), "desk/calls.html", _calls, Shown.OPENED)
SHEETS: Final = Section("sheets", _("逐日登记"), "desk/sheets.html", _sheets, Shown.IN_SIGHT)
DISCLOSURES: Final = Section(
    "disclosures", _("给了谁"), "desk/disclosures.html", _disclosures, Shown.IN_SIGHT
)
LOOKS: Final = Section("looks", _("谁看过"), "desk/access_log.html", _looks, Shown.OPENED)
# Of somebody whose identity was removed, who has no page of looks.
ALL_LOOKS: Final = Section("looks", _("谁看过"), "desk/access_log.html", _all_looks, Shown.OPENED)
CARE: Final = Section("care", _("关爱"), "desk/care.html", _care)
