"""Referrals as givings of somebody's data: to each clinic that was named, when the step that named it was taken."""

from typing import Any, Final

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.referrals.models import Referral, ReferralStep


def _steps() -> QuerySet[Any]:
    """Return the steps that stand. left: the clinic that was named before each, by `before`; NULL where that was not kept."""
    left = Cast(KeyTextTransform("clinic", "before"), CharField(max_length=80))
    return ReferralStep.objects.filter(undone_at=None).annotate(left=left)


def _step_before() -> Subquery:
    """Return the moment of the step before one: a clinic is first left behind by the step after that which named it."""
    earlier = ReferralStep.objects.filter(
        referral=OuterRef("referral"), undone_at=None, at__lt=OuterRef("at")
    )
    return Subquery(earlier.order_by("-at").values("at")[:1])


def _named() -> QuerySet[Referral]:
    theirs = _steps().filter(referral=OuterRef("pk"))
    went_on = theirs.filter(left=OuterRef("clinic")).annotate(named_at=_step_before()).order_by("at", "pk")
    given_at = Coalesce(
        Subquery(went_on.values("named_at")[:1]),
        Subquery(theirs.exclude(left=None).order_by("-at").values("at")[:1]),  # no step followed
        F("raised_at"),
    )
    return Referral.objects.exclude(clinic="").annotate(given_at=given_at)


def _named_before() -> QuerySet[Any]:
    """Return of each clinic that is named no more the first step after that which named it: one line for each."""
    earlier = _steps().filter(referral=OuterRef("referral"), left=OuterRef("left"), at__lt=OuterRef("at"))
    rows = _steps().filter(left__gt="").exclude(left=F("referral__clinic")).filter(~Exists(earlier))
    named: QuerySet[Any] = rows.annotate(given_at=Coalesce(_step_before(), F("referral__raised_at")))
    return named


NAMED: Final = HandedOn(
    Kind.CLINIC, _named, person="person", recipient="clinic", at="given_at", giver="community"
)
NAMED_BEFORE: Final = HandedOn(
    Kind.CLINIC,
    _named_before,
    person="referral__person",
    recipient="left",
    at="given_at",
    giver="referral__community",
    about="referral",
)
