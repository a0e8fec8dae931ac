"""What is wrong with a field of a message, in words for the worker who must mend it: a shape's own never reach a phone."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_FIXED: Final[Mapping[str, Promise]] = {
    "missing": gettext_lazy("没有填。"),
    "extra_forbidden": gettext_lazy("服务器不认识这一项；请更新手机页面。"),
    "literal_error": gettext_lazy("请从列出的里面选一个。"),
    "enum": gettext_lazy("请从列出的里面选一个。"),
    "string_pattern_mismatch": gettext_lazy("格式不对，请核对。"),
    "string_type": gettext_lazy("应该是文字。"),
    "int_type": gettext_lazy("应该是整数。"),
    "int_parsing": gettext_lazy("应该是整数。"),
    "int_from_float": gettext_lazy("应该是整数。"),
    "bool_type": gettext_lazy("应该是“是”或“否”。"),
    "bool_parsing": gettext_lazy("应该是“是”或“否”。"),
    "timezone_aware": gettext_lazy("时间没有写明时区；请更新手机页面。"),
}
_DAY_OR_MOMENT: Final = ("date", "datetime", "time")
OTHER: Final = gettext_lazy("这一项填得不对，请核对。")

_LIMITS: Final[Mapping[str, tuple[str, Callable[[Any], str]]]] = {
    "string_too_long": ("max_length", lambda n: _("最多 %(n)s 个字。") % {"n": n}),
    "string_too_short": ("min_length", lambda n: _("最少 %(n)s 个字。") % {"n": n}),
    "too_long": ("max_length", lambda n: _("最多 %(n)s 项。") % {"n": n}),
    "too_short": ("min_length", lambda n: _("最少 %(n)s 项。") % {"n": n}),
    "greater_than_equal": ("ge", lambda n: _("不能小于 %(n)s。") % {"n": n}),
    "less_than_equal": ("le", lambda n: _("不能大于 %(n)s。") % {"n": n}),
}


def fault_words(*, error: Mapping[str, Any]) -> str:
    """Return the words of an error as pydantic tells it (`type`, `ctx`), in the language of the request."""
    code = str(error["type"])
    if code in _LIMITS:
        name, words = _LIMITS[code]
        return words(error.get("ctx", {}).get(name, ""))
    if code in _FIXED:
        return str(_FIXED[code])
    if code.split("_")[0] in _DAY_OR_MOMENT:
        return _("日期或时间不对，请核对。")
    return str(OTHER)
