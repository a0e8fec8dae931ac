"""Filters that turn stored codes of referrals into words on a page."""

from typing import Final

from django import template
from django.forms import BoundField, Form

from linli.referrals import labels
from linli.referrals.labels import Label
from linli.referrals.rules import Guard

register = template.Library()

TABLES: Final[dict[str, dict[str, Label]]] = {
    "state": labels.STATES,
    "step": labels.STEPS,
    "transport": dict(labels.TRANSPORTS),
    "result": dict(labels.RESULTS),
}


@register.filter
def referral_word(code: str, table: str) -> Label:
    """Return the word for a code: {{ referral.state|referral_word:"state" }}."""
    return TABLES[table][code]


FIELDS: Final = {
    Guard.TRANSPORT: "transport",
    Guard.CLINIC: "clinic",
    Guard.RESULT: "result",
    Guard.REASON: "reason",
}


@register.filter
def asked(form: Form, guard: Guard) -> BoundField | None:
    """Return the field that a step must be told, or None: {{ step_form|asked:step.guard }}."""
    return form[FIELDS[guard]] if guard in FIELDS else None
