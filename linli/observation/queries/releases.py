"""Who is to be released, and what is missing: the last day comes to the list by itself."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.queries import unexplained
from linli.observation.models import Alert, Observation
from linli.observation.rules import State, is_over
from linli.referrals.queries import open_referrals_of
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Missing:
    """What stands between somebody and the release; nothing when all is zero or False."""

    period: bool  # the last day has not passed
    slots: int  # neither answered nor explained
    alerts: int  # not reviewed
    referral: bool  # on the way to a clinic or at it

    @property
    def anything(self) -> bool:
        """Say whether the release must wait."""
        return self.period or bool(self.slots) or bool(self.alerts) or self.referral


@dataclass(frozen=True)
class ToRelease:
    """An observation whose last day has come, with what is missing."""

    observation: Observation
    missing: Missing


def missing_for_release(*, observations: list[Observation], now: datetime) -> list[Missing]:
    """Return what each observation lacks for its release, in order. Three statements a county."""
    ids = [observation.pk for observation in observations]
    slots: dict[object, int] = {}
    for county in {observation.county for observation in observations}:
        rows = (
            unexplained(county=county, subjects=ids, now=now).values_list("subject").annotate(n=Count("id"))
        )
        slots |= dict(rows)
    alerts = dict(
        Alert.objects.filter(observation__in=ids, reviewed_at=None)
        .values_list("observation_id")
        .annotate(n=Count("pk"))
    )
    referred = open_referrals_of(subjects=ids)
    return [
        Missing(
            period=not is_over(last_on=o.last_on, today=day_of(now)),
            slots=slots.get(o.pk, 0),
            alerts=alerts.get(o.pk, 0),
            referral=o.pk in referred,
        )
        for o in observations
    ]


def to_release(*, viewer: Viewer | None, today: date, now: datetime) -> list[ToRelease]:
    """List the open observations whose last day is today or has passed, the longest waiting first."""
    observations = list(
        Observation.objects.filter(
            in_scope(viewer=viewer, action=Action.SEE_PERSON), state=State.OBSERVING, last_on__lte=today
        )
        .select_related("person", "person__household")
        .order_by("last_on", "area", "person__household__walk_order", "pk")
    )
    missing = missing_for_release(observations=observations, now=now)
    return [ToRelease(o, lacks) for o, lacks in zip(observations, missing, strict=True)]


def slots_to_explain(*, observation: Observation, now: datetime) -> list[Duty]:
    """Return the slots that were neither answered nor explained, in order."""
    rows = unexplained(county=observation.county, subjects=[observation.pk], now=now)
    return list(rows.order_by("due_at"))


def to_release_count(*, viewer: Viewer | None, today: date) -> int:
    """Count the open observations whose last day has passed."""
    return Observation.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), state=State.OBSERVING, last_on__lt=today
    ).count()
