"""Faults that go around Linli's commands, or that somebody other than the worker has a hand in."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from linli.areas.rules import AreaCode
from linli.census.queries.counts import checks_behind
from linli.clock import moment, start_of
from linli.ids import new_id
from linli.lab.simulate.living import Community
from linli.lab.simulate.rules.faults import Fault, FaultKind
from linli.lab.simulate.stage import Cast
from linli.observation.commands import NewCheck, record_checks
from linli.observation.models import Alert, Observation
from linli.observation.queries.standing import all_checks
from linli.observation.rules import Channel, CheckOutcome, State
from linli.referrals.commands import NewVisit, tell_visit
from linli.reports.commands import correct_report
from linli.reports.models import Report
from linli.reports.rules.forms import FORM
from linli.sealing.seals import unseal
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.rules import Source


def act_in_the_morning(*, fault: Fault, rng: Random, community: Community, on: date, cast: Cast) -> None:
    """Let happen what happens beside the worker's round: a walk into the clinic, a list of leads."""
    if fault.kind is FaultKind.HIDDEN_FEVER:
        at = moment(on, time(13))
        patient = _somebody(rng, community, opened_before=start_of(on) - timedelta(days=1))
        new = NewVisit(community.code, patient.person.name, unseal(patient.person.phone_sealed), 385, at)
        tell_visit(new=new, by=cast.clinics[community.code.county], now=at + timedelta(minutes=20))
    if fault.kind is FaultKind.LEADS:
        # Due a day later: it is the day on which nobody has answered.
        entries = [NewLead(name=f"线索{n}", origin="武汉") for n in range(3)]
        receive_leads(
            community=community.code,
            source=Source.UPPER_LIST,
            list_name=f"下发名单{on.isoformat()}",
            entries=entries,
            by=cast.secretaries[community.code],
            now=moment(on - timedelta(days=1), time(10)),
        )


def act_in_the_evening(*, fault: Fault, rng: Random, community: Community, on: date, cast: Cast) -> None:
    """Let happen what happens after the report is sealed."""
    if fault.kind is FaultKind.SELF_REPORT:
        patient = _somebody(rng, community, opened_before=start_of(on))
        check = NewCheck(
            new_id(), patient, CheckOutcome.DONE, Channel.SELF, moment(on, time(15)), temperature_tenths=384
        )
        now = moment(on, time(20))
        record_checks(county=community.code.county, new=[check], by=cast.workers[community.code], now=now)
    if fault.kind is FaultKind.CORRECTED_DOWN:
        Alert.objects.filter(community=community.code, raised_at__range=_window(community.code, on)).delete()
        correct_report(
            area=community.code,
            day=on,
            reason="登记有误",
            by=cast.secretaries[community.code],
            now=moment(on, time(20, 30)),
        )


def act_at_the_end(*, fault: Fault, community: Community, on: date) -> None:
    """Change what was sealed, or what stands behind it, without a command."""
    report = Report.objects.filter(form=FORM, day=on)
    if fault.kind is FaultKind.EDITED:
        sealed = report.get(area=community.code)
        report.filter(pk=sealed.pk).update(figures=_more(sealed.figures, "checks_done"))
    if fault.kind is FaultKind.SUM:
        told = report.get(area=community.code.township)
        report.filter(pk=told.pk).update(figures=_more(told.figures, "persons_seen"))
    if fault.kind is FaultKind.ROWS_DELETED:
        from_, until = _window(community.code, on)
        behind = checks_behind(community=community.code, from_=from_, until=until).order_by("claimed_at")
        ids = list(behind.values_list("id", flat=True)[:5])
        all_checks(county=community.code.county, id__in=ids).delete()


def _more(figures: Mapping[str, int | None], key: str) -> dict[str, int | None]:
    return {**figures, key: (figures[key] or 0) + 7}


def _window(area: AreaCode, on: date) -> tuple[datetime, datetime]:
    return (
        Report.objects.filter(area=area, form=FORM, day=on).values_list("from_at", "as_of").latest("version")
    )


def _somebody(rng: Random, community: Community, *, opened_before: datetime) -> Observation:
    rows = Observation.objects.filter(
        community=community.code, state=State.OBSERVING, opened_at__lt=opened_before, alerts=None
    )
    return rng.choice(
        list(rows.select_related("person").order_by("person__household__address", "person__name", "pk"))
    )
