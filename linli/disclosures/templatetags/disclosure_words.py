"""Filters that turn stored codes of disclosures into words on a page."""

from typing import Final

from django import template
from django.utils.translation import gettext as _

from linli.disclosures.labels import REASONS, TO, WAYS, WHAT, WHY, Label
from linli.disclosures.queries import GivenTold
from linli.disclosures.rules import Kind

register = template.Library()
_WORDS: Final = {"to": TO, "what": WHAT, "way": dict(WAYS), "because": dict(REASONS)}


@register.filter
def disclosure_word(code: str, of: str) -> Label:
    """Return the word for a code; of: to, what, way, because."""
    return _WORDS[of].get(code, "—")


@register.filter
def to_tell(told: GivenTold) -> str:
    """Return what the person is told of one giving, in one sentence."""
    kind = told.given.kind
    to = _("%(place)s派出所") % {"place": told.to} if kind is Kind.POLICE else told.to
    return _(
        "为了%(why)s，我们把您的%(what)s告诉了%(to)s；对方只能用在这件事上，您可以向对方或我们要求查看、更正、删除。"
    ) % {"why": WHY[kind], "what": WHAT[told.what], "to": to}
