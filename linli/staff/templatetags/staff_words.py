"""Words of staff for templates."""

from django import template

from linli.staff.confirming import RUNS
from linli.staff.labels import ROLES, SEATS, Label

register = template.Library()


@register.filter
def seat_word(code: str) -> Label:
    """Return the word for a seat of a team."""
    return SEATS[code]


@register.filter
def role_word(code: str) -> Label:
    """Return the word for a role."""
    return ROLES[code]


@register.filter
def runs_a_place(role: str) -> bool:
    """Say whether a role runs an area, so that where nobody holds it nobody reports."""
    return role in RUNS.values()
