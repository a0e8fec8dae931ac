"""What the page of a person shows of who they are and how they are known."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.people.labels import REVEAL_REASONS
from linli.people.queries import PersonFile, masked_of, sources_of
from linli.people.queries.duplicates import joins_of
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


IDENTITY: Final = Section("identity", _("身份和联系"), "people/identity.html", _identity)
SOURCES: Final = Section("sources", _("怎么得知"), "people/sources.html", _sources, Shown.OPENED)
