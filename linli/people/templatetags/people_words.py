"""Filters that turn stored codes of people into words on a page."""

from collections.abc import Iterable
from typing import Final

from django import template
from django.utils.functional import Promise

from linli.people import labels
from linli.people.rules.numbers_in_words import without_numbers

register = template.Library()

TABLES: Final[dict[str, dict[str, str | Promise]]] = {
    "reveal_reason": dict(labels.REVEAL_REASONS),
    "export_purpose": dict(labels.EXPORT_PURPOSES),
    "numbers_taken": labels.NUMBERS_TAKEN,
    "source": dict(labels.SOURCES),
    "way": dict(labels.WAYS),
    "purpose": dict(labels.PURPOSES),
    "outcome": dict(labels.CALL_OUTCOMES),
    "consent": labels.CONSENTS,
    "certainty": labels.CERTAINTIES,
    "decision": labels.DECISIONS,
    "card_field": labels.CARD_FIELDS,
    "fact": {**labels.FACTS},
    "verdict": dict(labels.VERDICTS),
}


@register.filter
def people_word(code: str, table: str) -> str | Promise:
    """Return the word for a code: {{ entry.way|people_word:"way" }}."""
    return TABLES[table][code]


@register.filter
def look_reason(reason: str) -> str | Promise:
    """Return the words for why somebody looked: those of a code, else as it was typed."""
    return (TABLES["export_purpose"] | TABLES["reveal_reason"]).get(reason, reason)


@register.filter
def fact_value(text: str, field: str) -> str | Promise:
    """Return a fact as people say it, a dash for what is unknown: {{ text|fact_value:"sex" }}."""
    return labels.FACT_WORDS.get(field, {}).get(text, text) or "—"


@register.filter
def corrected_why(reason: str) -> str | Promise:
    """Return why something was put right: as it was typed, or the words for what the product did by a rule."""
    return labels.CORRECTED_BY_RULE.get(reason, reason)


@register.filter
def hiding_numbers(words: str) -> str:
    """Return a free text with the numbers of telephones and certificates hidden that stand in it."""
    return without_numbers(words=words)


@register.filter
def ground_words(codes: Iterable[str]) -> str:
    """Return the grounds of a suspicion as one line."""
    return "；".join(str(labels.GROUNDS[code]) for code in codes)


@register.filter
def card_value(value: str, field: str) -> str | Promise:
    """Return the value of a card's field as people say it: {{ value|card_value:"apart" }}."""
    return labels.APART[value] if field == "apart" else value
