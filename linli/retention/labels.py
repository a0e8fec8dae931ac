"""Words for why somebody is kept, and what the days run from."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.retention.registers import APPS
from linli.staff.labels import Label

WHY: Final[dict[str, Label]] = {
    "OBSERVED": _("正在观察"),
    "HOUSEHOLD": _("同住的人正在观察"),
    "REFERRAL": _("送医还没有办结，或办结不久"),
    **{why: words for app in APPS for why, words in app.why.items()},
    "PHONE": _("停用手机上的记录等待处理"),
    "HELD_BACK": _("书记暂缓"),
    "TERM": _("保存期没有满"),
    "NOTICE": _("预告不满 7 天"),
}
SINCE: Final[dict[str, Label]] = {
    "OBSERVATION": _("观察结束"),
    "HOUSEHOLD": _("没有被观察：同住人观察结束"),
    "TOLD": _("没有被观察：登记"),
}
