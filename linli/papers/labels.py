"""Words for stored codes of papers: screens never show a code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.papers.rules import Kind

Label = str | Promise

KINDS: Final[dict[str, Label]] = {
    Kind.NOTICE: _("居家医学观察告知书"),
    Kind.COMMITMENT: _("居家医学观察承诺书"),
    Kind.RELEASE: _("解除医学观察告知单"),
    Kind.COMPLETION: _("居家观察期满证明"),
    Kind.RESIDENCE: _("居住证明"),
}
# When a paper may be issued, said to whoever asks too early or too late.
WHEN: Final[dict[str, Label]] = {
    Kind.NOTICE: _("只发给正在观察、登记时没有满期的人"),
    Kind.COMMITMENT: _("只发给正在观察、登记时没有满期的人"),
    Kind.RELEASE: _("只在医生解除观察以后出具"),
    Kind.COMPLETION: _("只在医生解除观察以后出具"),
    Kind.RESIDENCE: _("只发给正在本社区观察或已解除的人"),
}
PLACEHOLDERS: Final[list[tuple[str, Label]]] = [
    ("name", _("姓名")),
    ("sex", _("性别")),
    ("id_last4", _("证件号码后四位")),
    ("address", _("住址")),
    ("community", _("社区全称")),
    ("number", _("编号")),
    ("issued_day", _("出具日期")),
    ("anchor_day", _("起算日期")),
    ("anchor", _("从哪天起算，例如 离开当天")),
    ("first_day", _("在本系统开始观察的日期")),
    ("last_day", _("观察最后一天")),
    ("release_day", _("解除日期")),
    ("fever", _("发热界限，例如 37.3 ℃")),
    ("symptoms", _("要报告的症状")),
    ("worker", _("网格员姓名")),
    ("phone", _("社区值班电话")),
    ("doctor", _("社区医生姓名")),
    ("health_unit", _("卫生机构名称")),
    ("doctor_phone", _("社区医生电话")),
]
RUN_STATES: Final[dict[str, Label]] = {"OPEN": _("正在出具"), "DONE": _("已完成")}
# Who signs beneath, in order. A paper is always Chinese, whatever language its issuer reads.
SIGNATURES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    Kind.NOTICE: (("被观察人（签字）", ""), ("送达人（签字）", "")),
    Kind.COMMITMENT: (("承诺人（签字）", ""), ("家属见证（签字）", ""), ("网格员（签字）", "worker")),
    Kind.RELEASE: (("社区医生（签字）", "doctor"), ("被观察人（签收）", "")),
    Kind.COMPLETION: (("社区医生（签字）", "doctor"), ("经办人（签字）", "")),
    Kind.RESIDENCE: (("经办人（签字）", ""),),
}
REPLACED: Final = _("已由新的一张代替")
OBSERVED_AGAIN: Final = _("家里有人住院，本人重新观察，这张作废")
OVERTAKEN: Final = _("登记的情况已更正，这张作废")
LAST_DAY_MOVED: Final = _("观察的最后一天改了，这张作废")
