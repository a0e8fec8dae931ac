"""What the pages of a person and of a household show that comes from several apps at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.desk.call_context import agreement_context, calls_context
from linli.desk.queries.access_log import looks_of
from linli.observation import sections as observation
from linli.people.queries import Household, PersonFile
from linli.people.queries.care import care_of
from linli.police.queries import asked_about
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff.sections import Section, Shown

LOOKS_SHOWN: Final = 8


def _agreement(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    return agreement_context(viewer=viewer, file=file, now=now)


def _calls(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    return {**calls_context(viewer=viewer, file=file, now=now), "calls_shown": ":8"}


def _sheets(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    """Return the days of observations, and about which the police may not be asked since they were."""
    removed = file.person.identity_removed_at is not None
    may = not removed and may_at(viewer=viewer, action=Action.HAND_OVER_TO_POLICE, area=file.person.area)
    return {
        **observation.SHEETS.context(viewer, file, now),
        "may_hand_over": may,
        "asks_police": asked_about(people=file.ids) if may else frozenset(),
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
SHEETS: Final = replace(observation.SHEETS, context=_sheets)
LOOKS: Final = Section("looks", _("谁看过"), "desk/access_log.html", _looks, Shown.OPENED)
# Of somebody whose identity was removed, who has no page of looks.
ALL_LOOKS: Final = Section("looks", _("谁看过"), "desk/access_log.html", _all_looks, Shown.OPENED)
CARE: Final = Section("care", _("关爱"), "desk/care.html", _care)
