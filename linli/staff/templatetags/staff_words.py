"""Words of staff for templates."""

from django import template

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
