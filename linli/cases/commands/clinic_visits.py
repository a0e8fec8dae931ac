"""Whoever walked into a clinic with a fever: of who is observed the doctor is told at once, of others once they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from linli.observation.commands.alerts import NewAlert, raise_alerts, strike_alerts
from linli.observation.models import Alert, Observation
from linli.observation.rules import Cause, State
from linli.people.models import Person
from linli.referrals import commands
from linli.referrals.commands import NewVisit
from linli.referrals.models import ClinicVisit
from linli.sealing.seals import digests_of
from linli.staff.rules import Viewer

# A visit told of this long ago is still told to the doctor of who is registered only now: the longest period of 2020.
TOLD_FOR: Final = timedelta(days=14)
# What stands where a doctor's review would.
CLOSED_BY_CLINIC: Final = "门诊已撤回这次就诊："


@transaction.atomic
def tell_visit(*, new: NewVisit, by: Viewer, now: datetime) -> tuple[ClinicVisit, Observation | None]:
    """Keep that a clinic saw somebody, and alert where the same name and telephone are observed in the county.

    Returns the visit and that observation. The doctor is asked: nobody is referred who is at a clinic. Raises NotYourClinic,
    NotACommunity.
    """
    visit = commands.tell_visit(new=new, by=by, now=now)
    phones = digests_of(stored=visit.phone_digest, sealed=visit.phone_sealed)
    rows = Observation.objects.filter(
        county=visit.county,
        state=State.OBSERVING,
        person__name=visit.name,
        person__phone_digest__in=phones,
    )
    observed = rows.order_by("-opened_at", "pk").first()
    if observed:
        _alert([(visit, observed)], now)
    return visit, observed


def alert_of_earlier_visits(*, observations: Sequence[Observation], now: datetime) -> None:
    """Alert of visits that a clinic told of before these people were observed; two statements where there are any, else one.

    Call it inside the transaction that opens the observations.
    """
    by_name: dict[str, list[Observation]] = {}
    for row in observations:
        by_name.setdefault(row.person.name, []).append(row)
    visits = ClinicVisit.objects.filter(
        county__in={row.county for row in observations},
        name__in=list(by_name),
        told_at__gte=now - TOLD_FOR,
        taken_back_at=None,
    )
    found = [
        (visit, row)
        for visit in visits.order_by("seen_at", "pk")
        for row in by_name[visit.name]
        if _is_same(visit, row.person)
    ]
    _alert(found, now)


@transaction.atomic
def take_back_visit(*, visit: ClinicVisit, reason: str, by: Viewer, now: datetime) -> None:
    """Take a visit back that was told by mistake; its alert closes with words that say so, and is counted no more.

    Raises VisitNeedsReason, VisitTakenBack.
    """
    commands.take_back_visit(visit=visit, reason=reason, by=by, now=now)
    alerts = Alert.objects.filter(cause=Cause.CLINIC, check_id=visit.pk)
    strike_alerts(alerts=alerts, words=f"{CLOSED_BY_CLINIC}{reason.strip()}", by=by, now=now)


def _is_same(visit: ClinicVisit, person: Person) -> bool:
    mine = digests_of(stored=person.phone_digest, sealed=person.phone_sealed)
    told = digests_of(stored=visit.phone_digest, sealed=visit.phone_sealed)
    return bool(set(mine) & set(told))


def _alert(found: Sequence[tuple[ClinicVisit, Observation]], now: datetime) -> None:
    """Write an alert for each visit, once: of an entry beside another of the same person the first alone."""
    told = set(
        Alert.objects.filter(check_id__in=[visit.pk for visit, _row in found]).values_list(
            "check_id", flat=True
        )
        if found
        else ()
    )
    first: dict[object, tuple[ClinicVisit, Observation]] = {}
    for visit, row in found:
        if visit.pk not in told:
            first.setdefault(visit.pk, (visit, row))
    new = [NewAlert(row, visit.pk, Cause.CLINIC, visit.temperature_tenths) for visit, row in first.values()]
    raise_alerts(new=new, now=now)
