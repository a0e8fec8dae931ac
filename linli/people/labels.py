"""Words for stored codes of people."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REVEAL_REASONS: Final[list[tuple[str, str | Promise]]] = [
    ("CALL", _("打电话联系")),
    ("REFERRAL", _("送医转运")),
    ("CORRECTION", _("核对更正")),
    ("PAPER", _("填写文书")),
]
