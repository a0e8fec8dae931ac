"""What was written of people removed from their referrals and a clinic's visits; steps, results and moments stay."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from linli.referrals.models import ClinicVisit, Diagnosis, Onset, Referral, ReferralStep


def forget_referrals(*, people: Sequence[UUID]) -> None:
    """Remove who went along, in which car, and all words of people's referrals; four statements."""
    Referral.objects.filter(person__in=people).update(
        escort="", vehicle="", test_note="", disinfection_called_off_reason=""
    )
    ReferralStep.objects.filter(referral__person__in=people).update(note="", undone_reason="")
    Diagnosis.objects.filter(referral__person__in=people).update(note="")
    Onset.objects.filter(referral__person__in=people).update(reason="")


def forget_visits_of(*, names: Collection[tuple[str, str]]) -> None:
    """Remove who a visit told of by clinics was, by (name, digest of the telephone) of people who are removed."""
    told = {digest for _name, digest in names if digest}
    rows = ClinicVisit.objects.filter(phone_digest__in=told).values_list("pk", "name", "phone_digest")
    _forget([pk for pk, *who in rows if tuple(who) in names])


def forget_visits_before(*, communities: Collection[str], before: datetime) -> int:
    """Remove who visits told of before a moment were; return how many."""
    rows = ClinicVisit.objects.filter(community__in=communities, told_at__lt=before).exclude(name="")
    return _forget(list(rows.values_list("pk", flat=True)))


def _forget(visits: Sequence[UUID]) -> int:
    return ClinicVisit.objects.filter(pk__in=visits).update(
        name="", phone_sealed=b"", phone_digest="", taken_back_reason=""
    )
