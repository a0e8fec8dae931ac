"""Referrals as givings of somebody's data: to the clinic that is named, and to those that were before it sent on or refused."""

from typing import Final

from django.db.models import CharField, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.rules import State

# Steps by which a referral leaves the clinic that it named.
LEAVES: Final = (State.SENT_ON, State.ACCEPTED)


def _named() -> QuerySet[Referral]:
    return Referral.objects.exclude(clinic="").annotate(given_at=Coalesce("departed_at", "raised_at"))


def _named_before() -> QuerySet[ReferralStep]:
    left = Cast(KeyTextTransform("clinic", "before"), CharField(max_length=80))
    rows = ReferralStep.objects.filter(to__in=LEAVES, undone_at=None)
    return rows.annotate(left=left).filter(left__gt="")


NAMED: Final = HandedOn(Kind.CLINIC, _named, person="person", recipient="clinic", at="given_at")
# When it was left is the latest moment at which it had been given.
NAMED_BEFORE: Final = HandedOn(
    Kind.CLINIC,
    _named_before,
    person="referral__person",
    recipient="left",
    at="at",
    about="referral",
)
