"""Words for stored codes: screens never show a code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOVES: Final[dict[str, str | Promise]] = {
    "ASKED": _("等对方答复"),
    "ACCEPTED": _("对方已接收"),
    "REFUSED": _("对方已退回"),
    "WITHDRAWN": _("已撤回"),
}
