"""The register narrowed and sorted: by how people are observed, from where they came, and what is not known of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.models import Person
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer

# "Soon" is within so many days after today.
SOON_DAYS: Final = 3
NOT_OBSERVED: Final = "NONE"


class Left(StrEnum):
    """How many days are left of an observation that goes on."""

    OVER = "OVER"
    TODAY = "TODAY"
    SOON = "SOON"


class Missing(StrEnum):
    """What is not known of somebody."""

    PAPER = "PAPER"
    PHONE = "PHONE"
    BIRTH = "BIRTH"
    DOOR = "DOOR"
    GRID = "GRID"


class Order(StrEnum):
    """In which order."""

    WALK = "WALK"
    LAST = "LAST"
    NEW = "NEW"


@dataclass(frozen=True)
class Narrowed:
    """What is asked of the register; '' asks for nothing. state: a State or NOT_OBSERVED. origin: an origin class."""

    state: str = ""
    grid: str = ""
    origin: str = ""
    left: str = ""
    missing: str = ""
    order: str = Order.WALK


def narrowed(*, viewer: Viewer, people: QuerySet[Person], asked: Narrowed, today: date) -> QuerySet[Person]:
    """Return those of visible people whom the register shows as it is asked. No statement of its own."""
    seen = Observation.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON))
    if asked.grid:
        people = people.filter(area=asked.grid)
    if asked.state == NOT_OBSERVED:
        people = people.exclude(pk__in=_of(seen))
    elif asked.state:
        people = people.filter(pk__in=_of(_newest(seen).filter(state=asked.state)))
    if asked.origin:
        people = people.filter(pk__in=_of(_newest(seen).filter(arrival__origin_class=asked.origin)))
    if asked.left:
        people = people.filter(pk__in=_of(_ending(seen, Left(asked.left), today)))
    if asked.missing:
        people = _lacking(people, Missing(asked.missing))
    return _ordered(people, Order(asked.order))


def _newest(seen: QuerySet[Observation]) -> QuerySet[Observation]:
    """Return each entry's newest of some observations."""
    return seen.filter(~Exists(seen.filter(person=OuterRef("person"), opened_at__gt=OuterRef("opened_at"))))


def _of(rows: QuerySet[Observation]) -> QuerySet[Observation, Any]:
    """Return whose observations some are: where an entry was joined to another, the person who stayed."""
    return rows.order_by().values(whose=Coalesce(F("person__joined_to"), F("person")))


def _ending(seen: QuerySet[Observation], left: Left, today: date) -> QuerySet[Observation]:
    going_on = seen.filter(state=State.OBSERVING)
    if left is Left.OVER:
        return going_on.filter(last_on__lt=today)
    until = today if left is Left.TODAY else today + timedelta(days=SOON_DAYS)
    return going_on.filter(last_on__gte=today, last_on__lte=until)


def _lacking(people: QuerySet[Person], missing: Missing) -> QuerySet[Person]:
    """Return those of whom neither their own entry nor one joined to it tells something."""
    told = Person.objects.filter(joined_to=OuterRef("pk"))
    match missing:
        case Missing.PAPER:
            return people.filter(~Exists(told.filter(id_digest__gt="")), id_digest="")
        case Missing.PHONE:
            return people.filter(~Exists(told.filter(phone_digest__gt="")), phone_digest="")
        case Missing.BIRTH:
            return people.filter(~Exists(told.filter(born_on__isnull=False)), born_on=None)
        case Missing.DOOR:
            return people.filter(household__address_key="")
        case Missing.GRID:
            return people.filter(area=F("community"))


def _ordered(people: QuerySet[Person], order: Order) -> QuerySet[Person]:
    if order is Order.NEW:
        return people.order_by("-registered_at", "pk")
    if order is Order.LAST:
        going_on = Observation.objects.filter(person=OuterRef("pk"), state=State.OBSERVING)
        ends = Subquery(going_on.order_by("-last_on").values("last_on")[:1])
        return people.annotate(ends=ends).order_by(F("ends").asc(nulls_last=True), "name", "pk")
    return people
