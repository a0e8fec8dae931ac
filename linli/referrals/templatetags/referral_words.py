"""Filters that turn stored codes of referrals into words on a page."""

from typing import Final

from django import template
from django.forms import BoundField, Form

from linli.referrals import labels
from linli.referrals.labels import Label
from linli.referrals.rules import Guard, State, Step
from linli.referrals.rules.results import NO_RESULT

register = template.Library()

TABLES: Final[dict[str, dict[str, Label]]] = {
    "state": labels.STATES,
    "step": labels.STEPS,
    "transport": dict(labels.TRANSPORTS),
    "result": {**dict(labels.RESULTS), NO_RESULT: labels.NO_RESULT_SAID},
    "item": dict(labels.ITEMS),
}


@register.filter
def referral_word(code: str, table: str) -> Label:
    """Return the word for a code: {{ referral.state|referral_word:"state" }}."""
    return TABLES[table][code]


FIELDS: Final = {
    Guard.TRANSPORT: ("transport", "sent_to", "escort", "vehicle", "protection", "told"),
    Guard.CLINIC: ("sent_to", "clinic", "departed_at", "arrived_at", "told"),
    Guard.OTHER_CLINIC: ("sent_to", "clinic", "reason", "told"),
    Guard.RESULT: ("result", "test_note"),
    Guard.REASON: ("reason",),
}


@register.filter
def follows(step: Step) -> Label:
    """Return what follows of a step, '' where it goes the usual way: {{ step|follows }}."""
    return "" if _is_first_word(step) else labels.FOLLOWS.get(step.to, "")


@register.filter
def step_phrases(step: Step) -> list[Label]:
    """Return what is said most often of a step, [] where nothing is asked: {{ step|step_phrases }}."""
    return [] if _is_first_word(step) else labels.PHRASES.get(step.to, [])


def _is_first_word(step: Step) -> bool:
    # A doctor takes over what was raised; words of taking over are those of whom a clinic sent away.
    return (step.from_, step.to) == (State.RAISED, State.ACCEPTED)


@register.filter
def asked(form: Form, guard: Guard) -> list[BoundField]:
    """Return the fields of what a step may be told: {% for field in step_form|asked:step.guard %}."""
    return [form[name] for name in FIELDS.get(guard, ()) if name in form.fields]
