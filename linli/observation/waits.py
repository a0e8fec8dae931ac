"""Observations that are over and wait for a signature."""

from datetime import timedelta
from typing import Final

from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.observation.queries.releases import over_before_for, period_over_for
from linli.staff.rights import Action
from linli.staff.waits import WaitKind, Waits, WaitSum

# The end of a day in Shanghai, counted from the moment at which the day begins in UTC.
_END_OF_DAY: Final = timedelta(hours=16)
WAITS: Final[tuple[Waits, ...]] = (
    WaitSum(
        "RELEASE",
        _("观察期满，签字解除"),
        frozenset({Action.RELEASE_PERSON}),
        rows=lambda viewer: period_over_for(viewer=viewer, today=day_of(timezone.now())),
        since=ExpressionWrapper(Cast("last_on", DateTimeField()) + _END_OF_DAY, output_field=DateTimeField()),
        page="observation:releases",
        door="observation:releases",
    ),
    WaitKind(
        "OVER_BEFORE",
        _("登记时已满期，请核实"),
        frozenset({Action.CLOSE_OBSERVATION}),
        rows=lambda viewer: over_before_for(viewer=viewer, today=day_of(timezone.now())),
        since=Coalesce("began_at", "opened_at"),
        title="person__name",
        page="observation:releases",
        args=("pk",),
        anchor="over-",
        door="observation:releases",
        acts=frozenset({"observation:confirm_over_before"}),
    ),
)
