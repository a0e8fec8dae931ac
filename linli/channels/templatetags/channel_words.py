"""Words for codes of channels on a page."""

from typing import Final

from django import template

from linli.channels.labels import CHANNEL_KINDS, FAULTS, MESSAGE_KINDS, STATES
from linli.staff.labels import Label

WORDS: Final[dict[str, dict[str, Label]]] = {
    "kind": CHANNEL_KINDS,
    "about": MESSAGE_KINDS,
    "state": STATES,
    "fault": FAULTS,
}
register = template.Library()


@register.filter
def channel_word(code: str, of: str) -> Label:
    """Return the words of a stored code."""
    return WORDS[of][code]
