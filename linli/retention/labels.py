"""Words for why somebody is kept."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.labels import Label

WHY: Final[dict[str, Label]] = {
    "OBSERVED": _("正在观察"),
    "REFERRAL": _("送医还没有办结，或办结不久"),
    "ALERT": _("预警没有复核"),
    "DUPLICATE": _("可能是重复登记，等待判定"),
    "MOVE": _("转出等对方答复"),
    "LEAD": _("有线索在找此人"),
    "POLICE": _("移交给民警还没有答复"),
    "PHONE": _("停用手机上的记录等待处理"),
    "EMERGENCY": _("紧急报告没有办结"),
    "HELD_BACK": _("书记暂缓"),
    "TERM": _("保存期没有满"),
    "NOTICE": _("预告不满 7 天"),
}
