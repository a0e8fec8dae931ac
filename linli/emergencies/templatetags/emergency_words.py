"""Words for codes of emergencies on a page, and the button that raises one from a row."""

from typing import Any
from uuid import UUID

from django import template

from linli.emergencies.labels import EMERGENCY_KINDS, LEVELS, STEP_KINDS
from linli.emergencies.rules import EmergencyKind, id_of
from linli.spans import span_words
from linli.staff.labels import Label

register = template.Library()


@register.filter
def emergency_kind(code: str) -> Label:
    """Return the words of a kind of emergency."""
    return dict(EMERGENCY_KINDS)[code]


@register.filter
def emergency_step(code: str) -> Label:
    """Return the words of what was done about an emergency."""
    return STEP_KINDS[code]


@register.filter
def emergency_level(code: str) -> Label:
    """Return the words of a level that is asked."""
    return LEVELS[code]


@register.filter
def hiding_name(words: str, name: str) -> str:
    """Return words with a name hidden; as they are where there is none to hide."""
    return words.replace(name, "＊") if name else words


@register.filter
def span_told(minutes: int) -> str:
    """Return how long something lasts, above two hours in hours."""
    return span_words(minutes=minutes)


@register.inclusion_tag("emergencies/one_tap.html", takes_context=True)
def raise_in_one_tap(context: Any, kind: str, person: UUID, subject: UUID) -> dict[str, object]:
    """Draw the button that raises an emergency about somebody; words may be typed beside it. Once raised, lead to it.

    subject: the row from which it is raised, such as an alert or an observation; of one row and kind there is one emergency.
    The page gives what was raised about its people as `raised` (`queries.raised_about`).
    """
    raised_id = id_of(kind=EmergencyKind(kind), subject=subject)
    return {
        "csrf_token": context.get("csrf_token"),
        "kind": kind,
        "person": person,
        "id": raised_id,
        "known": context["raised"].get(raised_id),
    }


@register.filter
def at_level(told: dict[str, list[Any]], level: str) -> list[Any]:
    """Return what is told of a level."""
    return told.get(level, [])
