"""The last step of a clinic's own, which it takes back like a community does its own."""

from uuid import UUID

from linli.referrals.models import Clinic, ClinicStaff, Referral, ReferralStep
from linli.referrals.queries import StepTaken
from linli.referrals.rules import State
from linli.staff.rights import Action
from linli.staff.rules import Viewer, offices_of_hand_over

# What a clinic does itself; of a result it corrects the word.
BY_CLINIC = (State.ARRIVED, State.REFUSED, State.SENT_ON)


def clinic_of(*, viewer: Viewer | None) -> Clinic | None:
    """Return the clinic where the viewer works, with a post of the role in its county; None for none."""
    counties = offices_of_hand_over(viewer=viewer, action=Action.ANSWER_REFERRAL)
    if viewer is None or not counties:
        return None
    return Clinic.objects.filter(staff__user=viewer.user_id, county__in=counties).first()


def own_step(*, viewer: Viewer, referral: Referral) -> StepTaken | None:
    """Return the last step of a referral where somebody of the viewer's clinic took it there; else None."""
    clinic = clinic_of(viewer=viewer)
    last = ReferralStep.objects.filter(referral=referral, undone_at=None).order_by("at", "pk").last()
    if clinic is None or last is None or last.to != referral.state or last.to not in BY_CLINIC:
        return None
    led_there = last.before.get("sent_to_id") if last.to == State.SENT_ON else str(referral.sent_to_id)
    is_own = last.by is not None and last.by in _colleagues(clinic)
    if not is_own or led_there != str(clinic.pk):
        return None
    return StepTaken(State(last.to), last.at, "", last.note, last.result)


def sent_on_from_here(*, viewer: Viewer | None) -> list[Referral]:
    """Return whom the viewer's clinic sent on and no other clinic has received yet, the first sent first."""
    clinic = clinic_of(viewer=viewer)
    if viewer is None or clinic is None:
        return []
    steps = ReferralStep.objects.filter(
        to=State.SENT_ON,
        undone_at=None,
        by__in=_colleagues(clinic),
        before__sent_to_id=str(clinic.pk),
        referral__county=clinic.county,
        referral__state=State.SENT_ON,
        referral__person__identity_removed_at=None,
    )
    rows = Referral.objects.filter(pk__in=steps.values("referral")).select_related("person")
    return [row for row in rows.order_by("raised_at", "pk") if own_step(viewer=viewer, referral=row)]


def _colleagues(clinic: Clinic) -> set[UUID]:
    return set(ClinicStaff.objects.filter(clinic=clinic).values_list("user", flat=True))
