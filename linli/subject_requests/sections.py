"""What the page of a person shows of what was asked about their data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.people.queries import PersonFile
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff.sections import Section, Shown
from linli.subject_requests.queries import requests_of


def _requests(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    person = file.person
    may_open = may_at(viewer=viewer, action=Action.REGISTER_PERSON, area=person.area)
    return {
        "person": person,
        "requests": requests_of(file=file),
        "may_open": may_open,
        "may_take_in": may_open and person.identity_removed_at is None,
    }


REQUESTS: Final = Section(
    "requests", _("此人提出的要求"), "subject_requests/section.html", _requests, Shown.OPENED
)
