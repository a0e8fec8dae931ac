"""Writing down who read a person's record, and who searched among people."""

from collections.abc import Collection
from datetime import datetime

from linli.audit.commands import write_read
from linli.people.models import Person
from linli.people.queries.found import people_found
from linli.people.rules.reveals import ONE_READ
from linli.staff.commands import note_search
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


def note_read(*, person: Person, by: Viewer, now: datetime) -> None:
    """Write down that somebody opened a visible person's page; once an hour for one reader and one person."""
    _note("person.read", person, person.area, by, now)


def note_recognised(*, people: Collection[Person], by: Viewer, now: datetime) -> None:
    """Write down that somebody was told in which community these people are; once an hour for one reader and one person."""
    for person in people:
        _note("person.recognised", person, person.community, by, now)


def note_guardians_read(*, person: Person, by: Viewer, now: datetime) -> None:
    """Write down that somebody read of a child's guardian; once an hour for one reader and one person."""
    _note("guardian.read", person, person.area, by, now)


def note_looks_read(*, person: Person, by: Viewer, now: datetime) -> None:
    """Write down that somebody asked who looked at a person; once an hour for one reader and one person."""
    _note("person.looks_read", person, person.area, by, now)


def note_patient_read(*, person: Person, by: Viewer, now: datetime) -> None:
    """Write down that a clinic opened the page of somebody sent to it; once an hour for one reader and one person."""
    _note("clinic.patient_read", person, person.area, by, now)


def _note(action: str, person: Person, area: str, by: Viewer, now: datetime) -> None:
    write_read(action=action, area=area, by=by.user_id, now=now, subject=person.pk, since=now - ONE_READ)


def note_people_searched(*, words: str, hits: int, by: Viewer, now: datetime) -> None:
    """Write down a search among people, at the first of the areas where the viewer sees them; nothing without one."""
    areas = scope(viewer=by, action=Action.SEE_PERSON).areas
    if not areas or not words:
        return
    found = list(people_found(viewer=by, words=words).values_list("pk", flat=True)) if hits == 1 else []
    note_search(action="person.searched", area=areas[0], words=words, hits=hits, found=found, by=by, now=now)
