"""Whom a leak concerns: the persons of a copy that was taken, or whom an account looked at within some days.

Source: 个人信息保护法 art. 57 (general knowledge of the text).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from linli.areas.rules import AreaCode
from linli.audit.models import AuditAbout, AuditEvent
from linli.clock import start_of
from linli.desk.queries.chains import chains
from linli.desk.registers import LOOKS
from linli.exports.labels import COLUMNS
from linli.exports.models import ExportCopy
from linli.observation.models import Observation
from linli.people.models import Person
from linli.people.queries import people_visible
from linli.staff.labels import Label
from linli.staff.models import User
from linli.staff.rights import Action
from linli.staff.rules import Viewer, day_after, username_of

LONGEST_DAYS: Final = 31


@dataclass(frozen=True)
class Leak:
    """What leaked, and whom it concerns.

    subject: the export or the account. persons: how many, each once. people: those of them whom the viewer may see.
    others: what stood in it and is nobody on the register: leads, rows of a list that were not read. columns: what was
    told of each, where a list says so.
    """

    subject: UUID
    area: AreaCode
    acts: int
    persons: int
    others: int
    people: QuerySet[Person]
    columns: tuple[Label, ...] = ()


def leak_of_copy(*, viewer: Viewer, label: str) -> Leak | None:
    """Return whom a copy held; None for a number that no copy of the viewer's areas bears. Six statements."""
    own = chains(viewer=viewer, action=Action.FOLLOW_LEAK)
    copies = ExportCopy.objects.select_related("export").filter(own.condition, county__in=own.keys)
    copy = copies.filter(label=label.strip().upper()).first()
    if copy is None:
        return None
    taken = AuditEvent.objects.filter(county=copy.county, area=copy.area, at=copy.taken_at)
    events = [event.id for event in taken if event.changed.get("copy") == copy.label]
    about = _about(county=[copy.county], events=events)
    persons, people = _persons(viewer, about, [copy.county])
    # A list of rows that were not read names nobody of the register: what it held is its number of rows.
    others = max(len(about), copy.export.persons) - len(persons)
    columns = tuple(COLUMNS[column] for column in copy.export.columns)
    return Leak(
        copy.export_id, AreaCode(copy.area), len(events), len(set(persons.values())), others, people, columns
    )


def leak_of_account(*, viewer: Viewer, username: str, from_on: date, until_on: date) -> Leak | None:
    """Return whom an account looked at on some days, ends included, in the viewer's areas; None where it looked at nobody.

    What the audit writes down as a look counts: lists that were only shown on a screen are none. Six statements.
    """
    user = User.objects.filter(username=username_of(typed=username)).first()
    if user is None:
        return None
    own = chains(viewer=viewer, action=Action.FOLLOW_LEAK)
    looks = list(
        AuditEvent.objects.filter(
            own.condition,
            county__in=own.keys,
            actor_id=user.pk,
            action__in=list(LOOKS),
            at__gte=start_of(from_on),
            at__lt=start_of(day_after(until_on)),
        ).values_list("id", "subject")
    )
    if not looks:
        return None
    about = _about(county=own.keys, events=[event for event, _subject in looks])
    alone = {subject for _id, subject in looks if subject}
    persons, people = _persons(viewer, about | alone, own.keys)
    others = len(about - persons.keys())
    return Leak(user.pk, AreaCode(own.areas[0]), len(looks), len(set(persons.values())), others, people)


def _about(*, county: Collection[str], events: Sequence[UUID]) -> set[UUID]:
    rows = AuditAbout.objects.filter(county__in=county, event__in=events)
    return set(rows.values_list("subject", flat=True))


def _persons(
    viewer: Viewer, subjects: Collection[UUID], counties: Collection[str]
) -> tuple[dict[UUID, UUID], QuerySet[Person]]:
    """Return the person behind each subject that stands for one, joined entries as one; and those whom the viewer may see."""
    observed = Observation.objects.filter(county__in=counties, pk__in=subjects)
    behind = dict(observed.values_list("pk", "person"))
    entries = {
        pk: joined or pk
        for pk, joined in Person.objects.filter(pk__in={*subjects, *behind.values()}).values_list(
            "pk", "joined_to"
        )
    }
    persons = {
        subject: entries[behind.get(subject, subject)]
        for subject in subjects
        if behind.get(subject, subject) in entries
    }
    return persons, people_visible(viewer=viewer).filter(pk__in=set(persons.values()))


def last_day(*, from_on: date) -> date:
    """Return the last day that may be asked together with a first."""
    return from_on + timedelta(days=LONGEST_DAYS - 1)
