"""Recording of checks: by the hundred from a phone, one at a time from a page. The same rules for both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of, is_in_future
from linli.observation.commands.answers import answer_duties
from linli.observation.commands.check_duties import follow_answer
from linli.observation.commands.disagreements import disagreeing
from linli.observation.commands.new_check import SAID
from linli.observation.commands.new_check import (
    CheckBeforeObservation as CheckBeforeObservation,
)
from linli.observation.commands.new_check import (
    CheckIdReused as CheckIdReused,
)
from linli.observation.commands.new_check import (
    CheckInFuture as CheckInFuture,
)
from linli.observation.commands.new_check import (
    NewCheck as NewCheck,
)
from linli.observation.commands.new_check import (
    NotAsked as NotAsked,
)
from linli.observation.commands.new_check import (
    ObservationClosed as ObservationClosed,
)
from linli.observation.commands.new_check import (
    Recorded as Recorded,
)
from linli.observation.commands.prior import Prior, read_prior, slot_of
from linli.observation.commands.rows import going_on, put_in_rows
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import (
    REFERRED,
    Cause,
    Channel,
    State,
    UnbelievableTemperature,
    cause_of,
)
from linli.people.models import Person
from linli.protocols.questions import unanswerable, written
from linli.protocols.versions import rules_of, version_or_none
from linli.referrals.commands import NewReferral, open_referrals
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows

REFUSALS = (
    NotAsked,
    CheckIdReused,
    ObservationClosed,
    CheckInFuture,
    CheckBeforeObservation,
    UnbelievableTemperature,
)


def record_check(*, new: NewCheck, by: Viewer, now: datetime) -> Recorded:
    """Record one check, with its duty, alert and referral.

    The same check sent again is returned as it stands, so a sender may always retry.
    Raises UnbelievableTemperature, NotAsked, CheckIdReused, ObservationClosed, CheckInFuture, CheckBeforeObservation.
    """
    recorded = record_checks(county=new.observation.county, new=[new], by=by, now=now)[0]
    if recorded.refused:
        raise recorded.refused
    return recorded


@transaction.atomic(savepoint=False)
def record_checks(*, county: str, new: Sequence[NewCheck], by: Viewer, now: datetime) -> list[Recorded]:
    """Record a batch of checks of one county, answered item by item in order; a refused one never stops the rest.

    A handful of statements however many checks. Fever (37.3 °C and above) or a listed symptom raises an alert that
    stays until a person reviews it, and opens a referral where none is open; a later normal reading hides neither.
    What was done before an observation was closed belongs to it, however late it is told.
    """
    new = put_in_rows(new=new)
    # Asked anew: what the caller holds may have been closed since it was read.
    closed: dict[UUID, datetime | None] = dict(
        Observation.objects.filter(pk__in={item.observation.pk for item in new})
        .exclude(state=State.OBSERVING)
        .values_list("pk", "closed_at")
    )
    return _record(county, new, closed, by, now)


@transaction.atomic(savepoint=False)
def record_checks_of_read(
    *, county: str, new: Sequence[NewCheck], by: Viewer, now: datetime
) -> list[Recorded]:
    """Do as `record_checks` for observations that the caller read in this very transaction: they are not asked anew."""
    new = put_in_rows(new=new)
    read = {item.observation.pk: item.observation for item in new}
    closed = {pk: one.closed_at for pk, one in read.items() if one.state != State.OBSERVING}
    return _record(county, new, closed, by, now)


def _record(
    county: str, new: Sequence[NewCheck], closed: Mapping[UUID, datetime | None], by: Viewer, now: datetime
) -> list[Recorded]:
    """Judge and write checks; `closed` gives the observations that are over and since when."""
    prior = read_prior(county=county, new=new)
    known = dict(prior.same)
    answers: list[Recorded] = []
    made: list[tuple[NewCheck, Check, Cause | None]] = []
    for item in new:
        try:
            over_at = closed.get(item.observation.pk)
            if item.id not in known and over_at and item.claimed_at >= over_at:
                raise ObservationClosed(item.observation.pk)
            check, cause = _judge(item, known.get(item.id), by, now)
        except REFUSALS as refusal:
            answers.append(Recorded(check=None, cause=None, refused=refusal))
            continue
        answers.append(Recorded(check=check, cause=cause, refused=None, known=item.id in known))
        if item.id not in known:
            known[item.id] = check
            made.append((item, check, cause))
    if not made:
        return answers
    contradicting = disagreeing(
        checks=[check for _, check, _ in made],
        prior=prior.compared(),
        protocol_of={item.observation.pk: item.observation.protocol_id for item, _, _ in made},
    )
    later = going_on(new=[item for item, _, _ in made], closed=closed)
    unanswering = _write(county, made, contradicting, prior, later, by, now)
    return [_told(answer, contradicting, unanswering) if answer.check else answer for answer in answers]


def _told(answer: Recorded, contradicting: Sequence[Check], unanswering: frozenset[UUID]) -> Recorded:
    """Return the answer of a check with what the others of its session made of it."""
    assert answer.check is not None  # noqa: S101 (asked by the caller)
    session = _session_of(answer.check)
    disagrees = any(_session_of(check) == session for check in contradicting)
    return replace(
        answer,
        cause=answer.cause or (Cause.DISAGREES if disagrees else None),
        answers=answer.check.id not in unanswering,
    )


def _session_of(check: Check) -> tuple[UUID, date, str]:
    return check.observation_id, check.slot_on, check.session


def _judge(item: NewCheck, known: Check | None, by: Viewer, now: datetime) -> tuple[Check, Cause | None]:
    """Return the row that a check becomes and why it alerts, or raise why it is refused."""
    observation = item.observation
    rules = rules_of(observation.protocol_id)
    cause = cause_of(
        protocol=rules,
        temperature_tenths=item.temperature_tenths,
        symptoms=item.symptoms,
        antipyretic=item.antipyretic,
    )
    slot_on, session = slot_of(item)
    said = {name: getattr(item, name) for name in SAID} | {
        "observation_id": observation.pk,
        "symptoms": list(item.symptoms),
        "basis": dict(item.basis),
        "answers": written(item.answers),
    }
    if known is not None:
        # The skew is measured at each attempt; what the sender's clock showed is the same each time.
        told_at = known.claimed_at - timedelta(seconds=known.skew_seconds)
        same_moment = told_at == item.claimed_at - timedelta(seconds=item.skew_seconds)
        if not same_moment or any(getattr(known, name) != value for name, value in said.items()):
            raise CheckIdReused(item.id)
        return known, cause
    _answers_what_was_asked(item)
    if is_in_future(at=item.claimed_at, now=now):
        raise CheckInFuture(item.claimed_at)
    # A list tells of its own day, which may lie before the registration.
    if slot_on < day_of(observation.opened_at) and item.channel != Channel.ROSTER:
        raise CheckBeforeObservation(item.claimed_at)
    check = Check(
        county=observation.county,
        id=item.id,
        community=observation.community,
        area=observation.area,
        slot_on=slot_on,
        session=session,
        claimed_at=item.claimed_at,
        skew_seconds=item.skew_seconds,
        time_from=item.time_from,
        received_at=now,
        by=by.user_id,
        **said,
    )
    return check, cause


def _answers_what_was_asked(item: NewCheck) -> None:
    """Hold answers against the version that asked, whatever version the person is under by now. Raises NotAsked."""
    if not item.answers:
        return
    version = version_or_none(item.asked_under)
    wrong = unanswerable(questions=version.questions if version else (), said=item.answers)
    if wrong:
        raise NotAsked(wrong)


def _write(
    county: str,
    made: Sequence[tuple[NewCheck, Check, Cause | None]],
    contradicting: Sequence[Check],
    prior: Prior,
    later: Mapping[UUID, Observation],
    by: Viewer,
    now: datetime,
) -> frozenset[UUID]:
    """Write the rows and what follows; return the ids of calls after which a visit is still needed.

    later: of closed rows the one that goes on now: there alerts and the referral wait, and what was answered is not asked.
    """
    insert_rows(check for _, check, _ in made)
    unanswering = answer_duties(county=county, checks=[check for _, check, _ in made], prior=prior, now=now)
    for _, check, _ in made:
        if check.observation_id in later:
            now_on = later[check.observation_id]
            follow_answer(
                observation=now_on, slot_on=check.slot_on, session=check.session, waived_from=now_on.opened_at
            )
    alerting = [(check, cause) for _, check, cause in made if cause]
    alerting += [(check, Cause.DISAGREES) for check in contradicting]
    if alerting:
        Alert.objects.bulk_create(
            _alert(check, cause, later.get(check.observation_id), now) for check, cause in alerting
        )
        ill = [(item, check) for item, check, cause in made if cause in REFERRED]
        _refer([(later.get(item.observation.pk, item.observation), check) for item, check in ill], by, now)
    write_event(
        action="check.recorded",
        area=made[0][1].area if len(made) == 1 else made[0][1].community,
        by=by.user_id,
        now=now,
        subject=made[0][1].observation_id if len(made) == 1 else None,
        changed={"checks": [str(check.id) for _, check, _ in made]},
    )
    return unanswering


def _alert(check: Check, cause: Cause, goes_on: Observation | None, now: datetime) -> Alert:
    return Alert(
        county=check.county,
        community=check.community,
        area=(goes_on or check).area,
        observation_id=goes_on.pk if goes_on else check.observation_id,
        check_id=check.id,
        cause=cause,
        temperature_tenths=check.temperature_tenths,
        symptoms=check.symptoms,
        raised_at=now,
    )


def _refer(ill: Sequence[tuple[Observation, Check]], by: Viewer, now: datetime) -> None:
    """Open a referral for each who has none open."""
    if not ill:
        return
    people = Person.objects.in_bulk({row.person_id for row, _ in ill})
    wanted = [
        NewReferral(people[row.person_id], row.pk, check.id, limits=rules_of(row.protocol_id).step_limits)
        for row, check in ill
    ]
    open_referrals(wanted=wanted, by=by, now=now)
