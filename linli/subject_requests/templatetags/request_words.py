"""Filters that turn stored codes of requests into words on a page."""

from typing import Final

from django import template

from linli.subject_requests.labels import ASKERS, SHOWN, STATES, STEPS, WANTED, WAYS, Label

register = template.Library()
_WORDS: Final = {
    "wanted": dict(WANTED),
    "asker": dict(ASKERS),
    "shown": dict(SHOWN),
    "way": dict(WAYS),
    "state": STATES,
    "step": STEPS,
}


@register.filter
def request_word(code: str, of: str) -> Label:
    """Return the word for a code; of: wanted, asker, shown, way, state, step."""
    return _WORDS[of][code]
