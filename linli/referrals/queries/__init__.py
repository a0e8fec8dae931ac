"""Reads of referrals, within the viewer's scope."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from linli.referrals.models import Clinic as Clinic
from linli.referrals.models import ClinicChange, ClinicStaff, ClinicVisit, ReferralStep
from linli.referrals.models import Referral as Referral  # pages may name the type of a row
from linli.referrals.rules import AWAY as AWAY  # whoever asks who is at home
from linli.referrals.rules import (
    CLINIC_KEEPS,
    CLOSED,
    STEPS,
    TAKEN_BACK,
    USUAL,
    State,
    Step,
    Who,
    next_steps,
    result_allows,
)
from linli.referrals.rules.results import OPEN_RESULTS
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, offices_of_hand_over, scope

_RIGHT_OF = {Who.JUDGE: Action.JUDGE_REFERRAL, Who.MOVE: Action.MOVE_REFERRAL}


def referrals_visible(*, viewer: Viewer | None) -> QuerySet[Referral]:
    """Referrals that the viewer may see, open ones first, the oldest first among them."""
    return (
        Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL))
        .select_related("person", "person__household")
        .annotate(over=Count("pk", filter=Q(state__in=CLOSED)))
        .order_by("over", "raised_at", "pk")
    )


def referrals_under_way(*, viewer: Viewer | None) -> QuerySet[Referral]:
    """Referrals that the viewer takes on and that are not over, to be counted; in no order."""
    mine = in_scope(viewer=viewer, action=Action.JUDGE_REFERRAL) | in_scope(
        viewer=viewer, action=Action.MOVE_REFERRAL
    )
    return Referral.objects.filter(mine).exclude(state__in=CLOSED)


def disinfections_due(*, viewer: Viewer | None) -> QuerySet[Referral]:
    """Referrals of homes that are to be disinfected, over or not, where the viewer writes that down; in no order."""
    mine = in_scope(viewer=viewer, action=Action.RECORD_CHECK)
    return Referral.objects.filter(mine, disinfection_due_at__isnull=False)


def referrals_open(*, viewer: Viewer | None, people: Collection[UUID]) -> QuerySet[Referral]:
    """Open referrals of some people that the viewer may see, the oldest first."""
    mine = Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL), person__in=people)
    return mine.exclude(state__in=CLOSED).order_by("raised_at", "pk")


def referrals_of(*, viewer: Viewer | None, people: Collection[UUID]) -> QuerySet[Referral]:
    """Referrals of some people that the viewer may see, open and over, the newest first."""
    mine = Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL), person__in=people)
    return mine.order_by("-raised_at", "-pk")


def clinics_of(*, county: str) -> list[tuple[UUID, str]]:
    """Return the open clinics of a county as (id, name), by name."""
    rows = Clinic.objects.filter(county=county, closed_at=None).order_by("name")
    return list(rows.values_list("pk", "name"))


def clinic_in(*, county: str, id: UUID | None) -> Clinic | None:
    """Return an open clinic of a county by its id; None for none."""
    return Clinic.objects.filter(county=county, closed_at=None, pk=id).first() if id else None


def clinics_kept(*, viewer: Viewer | None) -> QuerySet[Clinic]:
    """Clinics that the viewer keeps: a county those of all its list, a community those it put there; open ones first, by name."""
    return _listed(Clinic.objects.filter(in_scope(viewer=viewer, action=Action.KEEP_CLINICS)))


def clinics_staffed(*, viewer: Viewer | None) -> QuerySet[Clinic]:
    """Clinics of which the viewer says who works there."""
    return Clinic.objects.filter(in_scope(viewer=viewer, action=Action.STAFF_CLINICS))


def clinics_beside(*, viewer: Viewer | None) -> QuerySet[Clinic]:
    """Open clinics of the same counties that somebody else keeps, by name."""
    counties = scope(viewer=viewer, action=Action.KEEP_CLINICS).counties
    beside = Clinic.objects.filter(county__in=counties, closed_at=None)
    return beside.exclude(in_scope(viewer=viewer, action=Action.KEEP_CLINICS)).order_by("name")


def changes_of_clinics(*, clinics: Iterable[Clinic]) -> dict[UUID, list[ClinicChange]]:
    """Return what was put right about some clinics, the newest first."""
    found: dict[UUID, list[ClinicChange]] = {}
    for row in ClinicChange.objects.filter(clinic__in=list(clinics)).order_by("-at", "pk"):
        found.setdefault(row.clinic_id, []).append(row)
    return found


def _listed(clinics: QuerySet[Clinic]) -> QuerySet[Clinic]:
    return clinics.order_by(F("closed_at").asc(nulls_first=True), "name")


def staff_of(*, clinics: Iterable[Clinic]) -> dict[UUID, list[str]]:
    """Return the names of who works at which clinic."""
    rows = list(ClinicStaff.objects.filter(clinic__in=list(clinics)).values_list("clinic_id", "user"))
    names = names_of(ids={user for _, user in rows})
    found: dict[UUID, list[str]] = {}
    for clinic, user in rows:
        found.setdefault(clinic, []).append(names.get(user, ""))
    return found


def sent_here(*, viewer: Viewer | None, now: datetime) -> QuerySet[Referral]:
    """Referrals sent to the clinic where the viewer works, open ones first; closed ones for CLINIC_KEEPS more.

    Whoever is under watch or suspected stays until the last word is told.
    """
    return (
        _sent_here(viewer)
        .select_related("person", "sent_to")
        .annotate(over=Count("pk", filter=Q(state__in=CLOSED), distinct=True), last_step_at=Max("steps__at"))
        .exclude(
            ~Q(result__in=sorted(OPEN_RESULTS)) & (Q(result_at=None) | Q(result_at__lt=now - CLINIC_KEEPS)),
            state__in=CLOSED,
            last_step_at__lt=now - CLINIC_KEEPS,
        )
        .order_by("over", "raised_at", "pk")
    )


def waiting_here(*, viewer: Viewer | None) -> QuerySet[Referral]:
    """Return those of them that are not over; in no order."""
    return _sent_here(viewer).exclude(state__in=CLOSED)


def _sent_here(viewer: Viewer | None) -> QuerySet[Referral]:
    """Return all that was ever sent to the clinic where the viewer works, of whom identity is kept.

    Nothing without a post of the role in the clinic's county, whatever the list of its staff says.
    """
    counties = offices_of_hand_over(viewer=viewer, action=Action.ANSWER_REFERRAL)
    if viewer is None or not counties:
        return Referral.objects.none()
    return Referral.objects.filter(sent_to__staff__user=viewer.user_id, sent_to__county__in=counties).filter(
        person__identity_removed_at=None
    )


def visits_told(*, viewer: Viewer | None, now: datetime) -> QuerySet[ClinicVisit]:
    """Return the patients whom the viewer's clinic told of in the last CLINIC_KEEPS, the newest first."""
    counties = offices_of_hand_over(viewer=viewer, action=Action.ANSWER_REFERRAL)
    if viewer is None or not counties:
        return ClinicVisit.objects.none()
    return ClinicVisit.objects.filter(
        clinic__staff__user=viewer.user_id, clinic__county__in=counties, told_at__gte=now - CLINIC_KEEPS
    ).order_by("-seen_at", "pk")


@dataclass(frozen=True)
class StepTaken:
    """A step with the name of who took it; '' of what followed of itself from a reading, a test, a word of a clinic."""

    to: State
    at: datetime
    by: str
    note: str
    result: str
    is_undone: bool = False
    undone_why: str = ""

    @property
    def is_systems(self) -> bool:
        """Say whether nobody took it: Linli proposed the clinic by its rules."""
        return self.to == State.RAISED and not self.by


def steps_taken(*, referral: Referral) -> list[StepTaken]:
    """Return the steps of a visible referral in order of time."""
    rows = list(ReferralStep.objects.filter(referral=referral).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows if row.by})
    # Only a doctor proposes a clinic, and takes the person over with the same word.
    taken_over = {(row.at, row.by) for row in rows if row.to == State.ACCEPTED}
    return [
        StepTaken(
            State(row.to),
            row.at,
            names.get(row.by, "")
            if row.by and (row.to != State.RAISED or (row.at, row.by) in taken_over)
            else "",
            row.note,
            row.result,
            row.undone_at is not None,
            row.undone_reason,
        )
        for row in rows
    ]


def is_step_of_others(*, viewer: Viewer, referral: Referral, to: str) -> bool:
    """Say whether a step, its turn or not, is for other posts than the viewer's; one that exists nowhere is nobody's."""
    return any(step.to == to for step in STEPS) and not any(
        step.to == to and may_at(viewer=viewer, action=_RIGHT_OF[step.who], area=referral.area)
        for step in STEPS
    )


def steps_allowed(*, viewer: Viewer, referral: Referral) -> list[Step]:
    """Return the next steps that this viewer may take; none when it is over or the right is missing."""
    return [
        step
        for step in next_steps(State(referral.state))
        if may_at(viewer=viewer, action=_RIGHT_OF[step.who], area=referral.area)
        and result_allows(step=step, result=referral.result)
    ]


def waits_for_doctor(*, referral: Referral) -> bool:
    """Say whether every usual step that may follow is a doctor's alone."""
    steps = [step for step in next_steps(State(referral.state)) if step.to in USUAL]
    return bool(steps) and all(step.who == Who.JUDGE for step in steps)


def has_step_of_doctor(*, referral: Referral) -> bool:
    """Say whether a usual step that may follow is a doctor's alone."""
    return any(step.who == Who.JUDGE and step.to in USUAL for step in next_steps(State(referral.state)))


def step_to_undo(*, viewer: Viewer, referral: Referral, taken: Sequence[StepTaken]) -> StepTaken | None:
    """Return the last step where this viewer may take it back: who may take it, may."""
    last = next((step for step in reversed(taken) if not step.is_undone), None)
    if last is None or last.to != referral.state or last.to not in TAKEN_BACK:
        return None
    may = any(
        step.to == last.to and may_at(viewer=viewer, action=_RIGHT_OF[step.who], area=referral.area)
        for step in STEPS
    )
    return last if may else None


def has_open_referral(*, person: UUID) -> bool:
    """Say whether somebody is on the way to a clinic."""
    return Referral.objects.filter(person=person).exclude(state__in=CLOSED).exists()


def open_referrals_of(*, subjects: Iterable[UUID]) -> set[UUID]:
    """Return those of the subjects that have an open referral."""
    rows = Referral.objects.filter(subject__in=list(subjects)).exclude(state__in=CLOSED)
    return set(rows.values_list("subject", flat=True))


def steps_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[ReferralStep]:
    """Return the steps that a community's window counts."""
    return ReferralStep.objects.filter(community=community, at__gte=from_, at__lt=until)
