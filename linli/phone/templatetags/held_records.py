"""Tags that tell of held records on pages of apps beneath this one, to whom their viewer may know of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from linli.clock import day_of
from linli.phone.queries.phones import alarms_near, held_waiting, told_of
from linli.staff.rights import Action
from linli.staff.rules import may

register = template.Library()


@register.inclusion_tag("phone/held_alarms.html", takes_context=True)
def held_alarms(context: Context) -> Mapping[str, Any]:
    """Draw a line for each held record near the viewer that tells a fever or an emergency."""
    viewer = context["request"].viewer
    if not may(viewer=viewer, action=Action.REVIEW_ALERT):
        return {"alarms": []}
    return {"alarms": told_of(viewer=viewer, rows=alarms_near(viewer=viewer).order_by("received_at", "pk"))}


@register.simple_tag(takes_context=True)
def held_of_day(context: Context, day: date) -> int:
    """Return how many records of a day wait for the viewer to look at them."""
    waiting = held_waiting(viewer=context["request"].viewer, on=day_of(timezone.now()))
    return waiting.filter(told_on=day).count()
