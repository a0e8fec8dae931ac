"""Words for what the desk counts over all apps."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What the list of the day may be narrowed to.
SHOWN: Final[dict[str, str | Promise]] = {
    "all": _("全部"),
    "action": _("现在要查"),
    "open": _("待查"),
    "overdue": _("超时未查"),
    "tried": _("去过未见"),
    "refused": _("拒绝"),
    "done": _("已查"),
    "over": _("期满待解除"),
}
# What was put right about a clinic; the codes are referrals.models.ClinicChange.Kind.
CLINIC_CHANGES: Final[dict[str, str | Promise]] = {
    "CORRECTED": _("更正"),
    "CLOSED": _("停用"),
    "REOPENED": _("重新启用"),
}
# The first day, step by step: what it is called, why, and what its button says. The codes are desk.rules.first_day.
STEPS_SAID: Final[dict[str, tuple[str | Promise, str | Promise, str | Promise]]] = {
    "GRIDS": (_("划分网格"), _("一个网格一名网格员；以后可以改名、调整。"), _("划分网格")),
    "COLLEAGUES": (
        _("添加网格员和医生"),
        _("没有医生，预警就没有人复核；添加后请系统管理员给本人密码。"),
        _("添加人员"),
    ),
    "CLINIC": (_("登记发热门诊"), _("有人发热时从名单里选；区县已登记的不用再加。"), _("登记门诊")),
    "DOORS": (_("摸清住户底数"), _("导入住户名单，或填写每个网格有多少户。"), _("登记住户")),
    "ROSTER": (
        _("登记从外地来的人"),
        _("导入花名册，或一个一个登记；登记后每天的排查自动排好。"),
        _("导入花名册"),
    ),
    "CHECKS": (_("第一次查体温"), _("上午、下午各一次，登记体温。"), _("登记体温")),
    "REPORT": (_("上报日报"), _("傍晚核对后封存上报；没有新情况就零报告。"), _("看日报")),
}
COUNTED: Final[dict[str, str | Promise]] = {
    "GRIDS": _("网格"),
    "WORKERS": _("网格员"),
    "DOCTORS": _("医生"),
    "CLINICS": _("本县门诊"),
    "DOORS": _("册上住户"),
    "GRIDS_COUNTED": _("报了户数的网格"),
    "OBSERVED": _("登记过的人"),
    "CHECKS": _("体温登记"),
    "REPORTS": _("已上报"),
}
