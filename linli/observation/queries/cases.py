"""Reads of one observation and its facts, and of alerts; within the viewer's scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from linli.observation.duties import watched
from linli.observation.models import Alert as Alert
from linli.observation.models import Check, CheckStrike

# Pages may name the type of a row, though never reach for its table.
from linli.observation.models import Observation as Observation
from linli.observation.queries.standing import all_checks, is_struck, standing_checks, strikes_of
from linli.observation.queries.whole import whole_of
from linli.observation.rules import State
from linli.people.queries import PersonFile
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def observations_visible(
    *, viewer: Viewer | None, action: Action = Action.SEE_PERSON
) -> QuerySet[Observation]:
    """Observations, open and closed, at which the viewer may do the action; the newest first.

    Those of people whose identity was removed are left out: nothing is written of them any more.
    """
    return observations_on_file(viewer=viewer, action=action).filter(person__identity_removed_at=None)


def observations_on_file(*, viewer: Viewer | None, action: Action) -> QuerySet[Observation]:
    """Observations at which the viewer may do the action, those without identity too."""
    return (
        Observation.objects.filter(in_scope(viewer=viewer, action=action))
        .select_related("person", "person__household", "arrival", "protocol")
        .order_by("-opened_at", "-pk")
    )


def observations_open(*, viewer: Viewer | None) -> QuerySet[Observation]:
    """Open observations that the viewer may see, in walking order."""
    return (
        watched(in_scope(viewer=viewer, action=Action.SEE_PERSON))
        .select_related("person", "person__household", "arrival")
        .order_by("area", "person__household__walk_order", "person__name", "pk")
    )


def observations_on(*, viewer: Viewer | None, file: PersonFile) -> list[Observation]:
    """Return a visible person's observations that the viewer may see, the newest first, joined entries included."""
    on_file = observations_on_file(viewer=viewer, action=Action.SEE_PERSON)
    return list(on_file.filter(person__in=file.ids))


def observed_among(*, viewer: Viewer | None, people: Collection[UUID]) -> set[UUID]:
    """Return who of some people is under observation now, as far as the viewer may see it. One statement, none for nobody."""
    if not people:
        return set()
    rows = Observation.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), state=State.OBSERVING
    )
    return set(rows.filter(person__in=people).values_list("person", flat=True))


@dataclass(frozen=True)
class CheckTold:
    """A check with the name of who recorded it, and with its strike where it is struck."""

    check: Check
    by: str
    strike: CheckStrike | None = None
    struck_by: str = ""


def check_on_file(*, observation: Observation, check: UUID) -> CheckTold | None:
    """Return a check of a visible observation, struck or not; None for none."""
    row = all_checks(county=observation.county, observation=observation, id=check).first()
    return told_with_strikes(checks=[row])[0] if row else None


def told_with_strikes(*, checks: Sequence[Check]) -> list[CheckTold]:
    """Return checks of all_checks, in their order, with who recorded and who struck them. At most two statements."""
    struck = [row for row in checks if is_struck(check=row)]
    strikes = strikes_of(counties={row.county for row in struck}, checks=[row.id for row in struck])
    names = names_of(ids={row.by for row in checks} | {strike.by for strike in strikes.values()})
    return [
        CheckTold(
            row,
            names.get(row.by, ""),
            strike := strikes.get(row.id),
            names.get(strike.by, "") if strike else "",
        )
        for row in checks
    ]


def checks_of(*, observation: Observation) -> list[CheckTold]:
    """Return the standing checks of a whole observation in order of their claimed time."""
    whole = whole_of(observations=[observation])
    rows = list(
        standing_checks(county__in=whole.counties, observation__in=whole.rows).order_by(
            "claimed_at", "received_at"
        )
    )
    names = names_of(ids={row.by for row in rows})
    return [CheckTold(row, names.get(row.by, "")) for row in rows]


def latest_in_slot(*, observation: Observation, slot_on: date, session: str) -> CheckTold | None:
    """Return the check that was received last in a slot, so that a second worker sees what the first saved."""
    whole = whole_of(observations=[observation])
    rows = standing_checks(
        county__in=whole.counties, observation__in=whole.rows, slot_on=slot_on, session=session
    )
    row = rows.order_by("-received_at", "-id").first()
    return CheckTold(row, names_of(ids={row.by}).get(row.by, "")) if row else None


def alerts_waiting(*, community: str) -> int:
    """Return how many alerts of a community no doctor has reviewed yet, whenever they were raised."""
    return Alert.objects.filter(community=community, reviewed_at=None).count()


def alerts_visible(*, viewer: Viewer | None, action: Action = Action.SEE_PERSON) -> QuerySet[Alert]:
    """Alerts at which the viewer may do the action, the oldest first."""
    return (
        Alert.objects.filter(in_scope(viewer=viewer, action=action))
        .select_related("observation__person__household")
        .order_by("raised_at", "pk")
    )


def alerts_open(*, viewer: Viewer | None, file: PersonFile) -> QuerySet[Alert]:
    """Alerts of a visible person that wait for a review, the oldest first."""
    waiting = Alert.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), reviewed_at=None)
    return waiting.filter(observation__person__in=file.ids).order_by("raised_at", "pk")


def reviewer_names(*, alerts: list[Alert]) -> dict[UUID, str]:
    """Return the names of those who reviewed the alerts, by id."""
    return names_of(ids={alert.reviewed_by for alert in alerts if alert.reviewed_by})
