"""One person's weeks in two communities, and what must hold through all of them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import transaction

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.cases.commands import take_referral_step
from linli.clock import SHANGHAI, day_of, moment
from linli.duties.models import Duty
from linli.duties.queries import unexplained
from linli.ids import new_id
from linli.observation import commands
from linli.observation.models import Alert, Check, Observation
from linli.observation.queries.releases import slots_to_explain
from linli.observation.rules import KIND_CHECK, REFERRED, Channel, CheckOutcome, State, cause_of
from linli.observation.rules.refusals import LADDER
from linli.people.commands import PersonCard
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of, slots_of
from linli.referrals.models import Referral
from linli.referrals.queries import steps_allowed
from linli.referrals.rules import Result
from linli.referrals.rules import State as Step
from linli.reports.queries.daily import draft_of_community
from linli.reports.rules import balance_holds
from linli.shortening.commands import answer_asking, ask_for_shorter
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, SIBLING, look_for

COMMUNITIES: Final = (COMMUNITY, SIBLING)
HALF_DAYS: Final = 40  # twenty days: the period, its end, and what comes after
REFUSED: Final = (
    commands.AlertStillOpen,
    commands.AlreadyThere,
    commands.CheckBeforeObservation,
    commands.NothingToExplain,
    commands.ObservationClosed,
    commands.NobodyRefuses,
    commands.NotTheNextStep,
    commands.PeriodNotOver,
    commands.ReferralStillOpen,
    commands.SampleMissing,
    commands.SlotsUnanswered,
    commands.StillIll,
    commands.TooFewTries,
)


@dataclass
class Life:
    """One person's weeks in two communities, lived through the product's own commands."""

    secretaries: dict[str, Viewer]
    doctors: dict[str, Viewer]
    now: datetime = field(default_factory=lambda: moment(FIRST_DAY, time(8)))

    def live(self, half_days: list[list[tuple[str, int]]]) -> None:
        """Let the half days pass, an act an hour from 08:00 and from 14:00; look after each half day."""
        self.arrive(0)
        for number, acts in enumerate(half_days):
            begins = time(14) if number % 2 else time(8)
            for order, (kind, much) in enumerate(acts, start=1):
                self.now = moment(FIRST_DAY + timedelta(days=number // 2), begins) + timedelta(hours=order)
                try:
                    with transaction.atomic():
                        getattr(self, kind)(much)
                except REFUSED:
                    continue
            self.now = moment(FIRST_DAY + timedelta(days=number // 2), begins) + timedelta(hours=5)
            self.look()
        self._the_period_ends()

    def _the_period_ends(self) -> None:
        """Try to release on the day after, whatever happened; then once more with everything explained."""
        if observation := self._open():
            self.now = max(self.now, moment(observation.last_on + timedelta(days=1), time(9)))
            for act in (self.release, self.explain, self.review, self.release):
                try:
                    with transaction.atomic():
                        act(0)
                except REFUSED:
                    continue
            self.look()

    def look(self) -> None:
        """Check what must always hold."""
        assert Observation.objects.filter(state=State.OBSERVING).count() <= 1
        for observation in Observation.objects.all():
            _no_slot_is_lost(observation, self.now)
            _no_fever_is_forgotten(observation)
        for community in COMMUNITIES:
            draft = draft_of_community(area=community, day=day_of(self.now), now=self.now)
            assert balance_holds(draft.figures)

    def _open(self) -> Observation | None:
        return Observation.objects.select_related("person").filter(state=State.OBSERVING).first()

    def arrive(self, much: int) -> None:
        """Register the person once more, here or there."""
        community = COMMUNITIES[much % 2]
        card = PersonCard(name="王芳", id_number="110105194912310011", address="1栋1单元101室")
        day: date = day_of(self.now) - timedelta(days=much)
        arrival = NewArrival(card=card, arrived_on=day, origin_class="WUHAN")
        by = self.secretaries[community]
        register_arrivals(community=community, arrivals=[arrival], by=by, now=self.now)

    def _check(self, channel: Channel, tenths: int | None, claimed_at: datetime) -> None:
        if observation := self._open():
            new = commands.NewCheck(
                id=new_id(),
                observation=observation,
                outcome=CheckOutcome.NOBODY_HOME if tenths is None else CheckOutcome.DONE,
                channel=channel,
                claimed_at=claimed_at,
                temperature_tenths=tenths,
            )
            by = self.secretaries[observation.community]
            commands.record_check(new=new, by=by, now=self.now)

    def visit(self, much: int) -> None:
        """Measure at the door: now and then a fever."""
        self._check(Channel.VISIT, 381 if much == 0 else 360 + much, self.now)

    def call(self, much: int) -> None:
        """Ask by telephone."""
        self._check(Channel.PHONE, 375 if much == 0 else 360 + much, self.now)

    def report(self, much: int) -> None:
        """Let the person tell."""
        self._check(Channel.SELF, 375 if much == 0 else 350 + 2 * much, self.now)

    def nobody(self, much: int) -> None:
        """Find nobody home."""
        self._check(Channel.VISIT, None, self.now)

    def late(self, much: int) -> None:
        """Receive a message that a phone has kept for hours."""
        self._check(Channel.VISIT, 360 + much, self.now - timedelta(hours=6 * much))

    def review(self, much: int) -> None:
        """Let the doctor review the oldest alert."""
        if alert := Alert.objects.filter(reviewed_at=None).order_by("raised_at").first():
            commands.review_alert(
                alert=alert, reason="已复测", by=self.doctors[alert.community], now=self.now
            )

    def step(self, much: int) -> None:
        """Take the open referral on."""
        for referral in Referral.objects.all():
            doctor = self.doctors[referral.community]
            if steps := steps_allowed(viewer=doctor, referral=referral):
                to = steps[much % len(steps)].to
                take_referral_step(
                    referral=referral,
                    to=to,
                    by=doctor,
                    now=self.now,
                    reason="不需要",
                    transport="AMBULANCE",
                    clinic="区医院",
                    result=list(Result)[much % 4] if to == Step.RESULT else "",
                )
                return

    def explain(self, much: int) -> None:
        """Say why slots were not answered."""
        if observation := self._open():
            slots = [(d.slot_on, d.session) for d in slots_to_explain(observation=observation, now=self.now)]
            by = self.secretaries[observation.community]
            commands.explain_slots(observation=observation, slots=slots, reason="外出", by=by, now=self.now)

    def release(self, much: int) -> None:
        """Try to release; whoever is released has every slot answered or explained."""
        if observation := self._open():
            by = self.doctors[observation.community]
            commands.release(observation=observation, by=by, now=self.now)
            assert not unexplained(
                counties=[observation.county], kind=KIND_CHECK, subjects=[observation.pk], now=self.now
            ).exists()
            assert not Alert.objects.filter(observation=observation, reviewed_at=None).exists()

    def move(self, much: int) -> None:
        """Move to the other community."""
        if observation := self._open():
            there = COMMUNITIES[observation.community == COMMUNITY]
            by = self.secretaries[observation.community]
            commands.move_to_community(
                observation=observation, community=there, address="2栋", by=by, now=self.now
            )

    def end(self, much: int) -> None:
        """End the observation with a reason, seldom."""
        if (observation := self._open()) and much < 3:
            state = [State.LOST, State.STRUCK_OFF, State.DIED][much]
            by = self.secretaries[observation.community]
            commands.end_with_reason(observation=observation, state=state, reason="查实", by=by, now=self.now)

    def extend(self, much: int) -> None:
        """Observe longer, by a few days."""
        if (observation := self._open()) and len(observation.decisions.all()) < 3:
            commands.extend_observation(
                observation=observation,
                last_on=observation.last_on + timedelta(days=1 + much % 4),
                reason="又有接触",
                by=self.doctors[observation.community],
                now=self.now,
            )

    def refuse(self, much: int) -> None:
        """Refuse to be seen; the ladder is climbed, not always in order."""
        if observation := self._open():
            by = self.secretaries[observation.community]
            refused = commands.NewCheck(new_id(), observation, CheckOutcome.REFUSED, Channel.VISIT, self.now)
            commands.record_check(new=refused, by=by, now=self.now)
            step = LADDER[much % 3]
            commands.take_refusal_step(observation=observation, step=step, reason="说明", by=by, now=self.now)

    def protocol(self, much: int) -> None:
        """Move to another version of seven days more; back takes two, who agree."""
        if observation := self._open():
            other = {"P2020-01": "P2021-05", "P2021-05": "P2020-01"}[observation.protocol_id]
            said: dict[str, Any] = {
                "observation": observation,
                "protocol": Protocol.objects.get(pk=other),
                "now": self.now,
            }
            by = self.doctors[observation.community]
            if other == "P2021-05":
                commands.move_to_protocol(reason="改用", by=by, **said)
                return
            asker = self.secretaries[observation.community]
            asking = ask_for_shorter(ground="改回首版", by=asker, **said)
            answer_asking(asking=asking, is_granted=True, words="改用", by=by, now=self.now)

    def seek(self, much: int) -> None:
        """Look for somebody in vain."""
        if observation := self._open():
            look_for(observation=observation, by=self.secretaries[observation.community], until=self.now)


def _no_slot_is_lost(observation: Observation, now: datetime) -> None:
    """Every slot of the period stands as one duty; what has passed is answered, tried, waived, missed or explained."""
    wanted = {
        (slot.slot_on, slot.session)
        for slot in slots_of(
            rules=rules_of(observation.protocol_id),
            from_=observation.opened_at,
            first=observation.opened_at.astimezone(SHANGHAI).date(),
            last=observation.last_on,
        )
    }
    duties = Duty.objects.filter(county=observation.county, subject=observation.pk)
    there = {(duty.slot_on, duty.session): duty for duty in duties}
    assert wanted <= set(there)
    assert len(there) == len(duties)
    for slot in set(there) - wanted:  # of a period that was longer for a while
        assert there[slot].outcome in {"DONE", "NOT_NEEDED"} or there[slot].due_at <= now
    if observation.closed_at is not None:
        ahead = duties.filter(due_at__gt=observation.closed_at).exclude(outcome__in=["DONE", "NOT_NEEDED"])
        assert not ahead.exists()


def _no_fever_is_forgotten(observation: Observation) -> None:
    """Every check that must alert has its alert, and only a review has closed it."""
    protocol = rules_of(observation.protocol_id)
    for check in Check.objects.filter(county=observation.county, observation=observation):
        cause = cause_of(
            protocol=protocol, temperature_tenths=check.temperature_tenths, symptoms=check.symptoms
        )
        if cause in REFERRED:
            alert = Alert.objects.get(check_id=check.id)
            assert (alert.reviewed_at is None) == (not alert.review_reason)
