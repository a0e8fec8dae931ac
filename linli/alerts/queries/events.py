"""Events that wait for a doctor: each person once, with what alerts and how far the way to the clinic is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from linli.alerts.queries.grounds import Ground, grounds_of
from linli.alerts.rules import SEVERITY
from linli.observation.models import Alert, Check, Observation
from linli.observation.queries.cases import alerts_visible, observations_on_file
from linli.observation.queries.questions import Question, questions_of
from linli.observation.queries.readings import readings_of
from linli.observation.rules import Cause
from linli.people.rules.ages import age_on
from linli.referrals.queries import Referral, referrals_visible
from linli.referrals.rules import CLOSED, CONTAGIOUS
from linli.referrals.rules import State as Way
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

# So far back readings are told beside an alert, today included.
DAYS_SHOWN: Final = 3


@dataclass(frozen=True)
class Event:
    """One person's event. alerts: waiting ones, the oldest first; referral: the open one, ground: why; may_*: this viewer."""

    observation: Observation
    age: int | None
    alerts: tuple[Alert, ...]
    referral: Referral | None
    ground: Ground | None
    questions: tuple[Question, ...]  # corrections that a worker asks for
    readings: tuple[Check, ...]
    declined: Referral | None  # the last one, of whoever would not go
    may_review: bool
    may_refer: bool

    @property
    def fever(self) -> Alert | None:
        """The oldest alert of a fever, measured or seen by a clinic, among those that wait."""
        return next((alert for alert in self.alerts if alert.cause in {Cause.FEVER, Cause.CLINIC}), None)

    @property
    def is_case(self) -> bool:
        """Whether the clinic says of whoever is on the way that it is suspected or confirmed, as the referral's page has it."""
        return self.referral is not None and self.referral.result in CONTAGIOUS


def events_waiting(*, viewer: Viewer, on: date) -> list[Event]:
    """Return what waits for a doctor within the viewer's scope, the most severe first, the oldest of equals.

    Six statements, eight where a worker asks for a correction.
    """
    alerts: dict[UUID, list[Alert]] = defaultdict(list)
    for alert in alerts_visible(viewer=viewer).filter(reviewed_at=None):
        alerts[alert.observation_id].append(alert)
    open_ = referrals_visible(viewer=viewer).exclude(state__in=CLOSED)
    referrals = {referral.subject: referral for referral in open_}
    on_file = observations_on_file(viewer=viewer, action=Action.SEE_PERSON)
    observations = list(on_file.filter(pk__in={*alerts, *referrals}))
    readings = (
        readings_of(observations=observations, since=on - timedelta(days=DAYS_SHOWN - 1))
        if observations
        else {}
    )
    asked = questions_of(alerts=[alert for waiting in alerts.values() for alert in waiting])
    grounds = grounds_of(referrals=list(referrals.values()))
    subjects = [observation.pk for observation in observations]
    unwilling = referrals_visible(viewer=viewer).filter(subject__in=subjects, state=Way.DECLINED)
    declined = {row.subject: row for row in unwilling.order_by("raised_at")} if subjects else {}
    events = []
    for observation in observations:
        referral = referrals.get(observation.pk)
        events.append(
            _event(
                viewer,
                observation,
                alerts.get(observation.pk, ()),
                referral,
                grounds.get(referral.pk) if referral else None,
                asked,
                readings,
                declined.get(observation.pk),
                on,
            )
        )
    return sorted(events, key=lambda event: (_severity(event), _since(event), event.observation.pk))


def _event(
    viewer: Viewer,
    observation: Observation,
    alerts: Sequence[Alert],
    referral: Referral | None,
    ground: Ground | None,
    asked: dict[UUID, Question],
    readings: dict[UUID, tuple[Check, ...]],
    declined: Referral | None,
    on: date,
) -> Event:
    """Put one together; what is on its way to a clinic is closed there, and nobody is referred twice."""
    may_review = bool(alerts) and referral is None
    area = observation.area
    return Event(
        observation,
        age_on(observation.person.born_on, on),
        tuple(alerts),
        referral,
        ground,
        tuple(asked[alert.pk] for alert in alerts if alert.pk in asked),
        readings.get(observation.pk, ())[:6],
        declined if referral is None else None,
        may_review and may_at(viewer=viewer, action=Action.REVIEW_ALERT, area=area),
        may_review
        and observation.closed_at is None
        and may_at(viewer=viewer, action=Action.JUDGE_REFERRAL, area=area),
    )


def _severity(event: Event) -> tuple[int, int]:
    """Return what puts one before another: the most severe cause that waits, then the warmest reading."""
    order = [alert.cause for alert in event.alerts]
    worst = min((SEVERITY.index(Cause(cause)) for cause in order), default=len(SEVERITY))
    return worst, -max((alert.temperature_tenths or 0 for alert in event.alerts), default=0)


def _since(event: Event) -> object:
    moments = [alert.raised_at for alert in event.alerts]
    return min([*moments, event.referral.raised_at] if event.referral else moments)
