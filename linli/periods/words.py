"""A session of a period in a word: a reading, or what came instead. The same on the screen, on paper and in a file."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.periods.queries import Mark

MARKS: Final[dict[str, str | Promise]] = {
    "NOBODY_HOME": _("无人"),
    "REFUSED": _("拒"),
    "MISSED": _("漏"),
    "OVERDUE": _("未查"),
    "NOT_NEEDED": _("免"),
    "EXPLAINED": _("已说明"),
}
# Seen or asked, and nobody measured.
WELL: Final = _("好")
ILL: Final = _("症")


def mark_words(*, mark: Mark) -> str:
    """Return 36.5; 37.8! and 症! for who is ill; 好 for somebody seen or asked without a reading; else what came instead."""
    if mark.state != "DONE":
        return str(MARKS[mark.state])
    if mark.temperature_tenths is None:
        return f"{ILL}!" if mark.ill else str(WELL)
    return f"{mark.temperature_tenths / 10:.1f}" + ("!" if mark.ill else "")
