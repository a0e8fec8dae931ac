"""What the page of a person shows of who they are and how they are known."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.people.labels import REVEAL_REASONS
from linli.people.queries import PersonFile, masked_of, sources_of
from linli.people.queries.corrections import corrections_of, told_again_of
from linli.people.queries.duplicates import joins_of
from linli.people.queries.guardians import guardians_told
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff.sections import Section, Shown


def _identity(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {
        "identity": masked_of(entries=file.entries),
        "reveal_reasons": REVEAL_REASONS,
        "may_reveal": may_at(viewer=viewer, action=Action.REVEAL_IDENTITY, area=file.person.area),
    }


def _sources(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {
        "sources": sources_of(entries=file.ids),
        "joins": joins_of(file=file),
        "may_join": may_at(viewer=viewer, action=Action.JOIN_PEOPLE, area=file.person.community),
    }


def _guardians(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {
        "person": file.person,
        "guardians": guardians_told(file=file),
        "may_tell": may_at(viewer=viewer, action=Action.REGISTER_PERSON, area=file.person.area),
    }


def _told_again(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {
        "tellings": list(told_again_of(entries=file.ids)),
        "may_decide": may_at(viewer=viewer, action=Action.REGISTER_PERSON, area=file.person.area),
    }


def _corrections(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {
        "corrections": corrections_of(entries=file.ids, household=file.person.household_id),
        "may_correct": may_at(viewer=viewer, action=Action.REGISTER_PERSON, area=file.person.area),
    }


TOLD_AGAIN: Final = Section("told-again", _("又报来的不同情况"), "people/told_again_banner.html", _told_again)
CORRECTIONS: Final = Section(
    "corrections", _("更正记录"), "people/corrections.html", _corrections, Shown.OPENED
)
IDENTITY: Final = Section("identity", _("身份和联系"), "people/identity.html", _identity)
GUARDIANS: Final = Section("guardians", _("监护人"), "people/guardians.html", _guardians, Shown.IN_SIGHT)
SOURCES: Final = Section("sources", _("怎么得知"), "people/sources.html", _sources, Shown.OPENED)
