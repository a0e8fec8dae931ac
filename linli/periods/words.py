"""A session of a period in a word: a reading, or what came instead. The same on the screen, on paper and in a file."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.periods.queries import Mark, Source

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
LATE: Final = _("补")
# Told, and nobody was seen.
TOLD_BY: Final[dict[Source, str | Promise]] = {Source.CALL: _("电话"), Source.LIST: _("名单")}
# What stands under every sheet.
LEGEND: Final = _(
    "好：问过没有不适，没有量体温；!：发热或有症状；补：过了时限才补记；漏：漏查；未查：今天过了时限还没有查；"
    "电话、名单：只有电话或名单说的，不能代替上门；无人：去过没有见到；拒：拒绝；免：就医等免查；已说明：漏查，已写明原因。"
)


def mark_words(*, mark: Mark) -> str:
    """Return 36.5; 37.8! and 症! for who is ill; 好 for somebody seen or asked without a reading; else what came instead.

    补36.5 was told after the slot was over. 漏 电话36.5: what was told does not stand for the visit.
    """
    stands = str(MARKS[mark.state]) if mark.state in MARKS else ""
    if mark.told:
        return f"{stands} {TOLD_BY[mark.told]}{_reading(mark)}".strip()
    if mark.state != "DONE":
        return stands
    said = _reading(mark) or str(WELL)
    return f"{LATE}{said}" if mark.late else said


def _reading(mark: Mark) -> str:
    if mark.temperature_tenths is None:
        return f"{ILL}!" if mark.ill else ""
    return f"{mark.temperature_tenths / 10:.1f}" + ("!" if mark.ill else "")
