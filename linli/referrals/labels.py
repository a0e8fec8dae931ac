"""Words for stored codes of referrals."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.referrals.rules import Guard

Label = str | Promise

STATES: Final[dict[str, Label]] = {
    "RAISED": _("系统建议，等医生接手"),
    "ACCEPTED": _("医生接手"),
    "TRANSPORT": _("交通已安排"),
    "ARRIVED": _("到达门诊"),
    "RESULT": _("已有结果"),
    "RETURNED": _("已回家"),
    "ADMITTED": _("已住院"),
    "NOT_NEEDED": _("不需送医"),
    "BETTER": _("已好转，不再送医"),
    "DECLINED": _("本人不去"),
    "NO_TRANSPORT": _("没有车，等安排"),
    "REFUSED": _("门诊不收"),
    "SENT_ON": _("转往别家门诊"),
    "DIED": _("本人去世，送医结束"),
    "STRUCK": _("依据已划掉或更正，不再送医"),
}
STEPS: Final[dict[str, Label]] = {
    "ACCEPTED": _("接手"),
    "NOT_NEEDED": _("判断不需送医"),
    "TRANSPORT": _("登记交通安排"),
    "ARRIVED": _("登记到达门诊"),
    "RESULT": _("登记诊断结果"),
    "RETURNED": _("登记回家，继续观察"),
    "ADMITTED": _("登记住院"),
    "BETTER": _("已好转，不用再去"),
    "DECLINED": _("本人不去"),
    "NO_TRANSPORT": _("没有车"),
    "REFUSED": _("门诊不收"),
    "SENT_ON": _("改送别家门诊"),
}
# What follows of a step that leaves the usual way, said before it is taken.
FOLLOWS: Final[dict[str, Label]] = {
    "NOT_NEEDED": _("送医结束，人在家，照常每日排查；同一件事的预警一起办结。"),
    "BETTER": _("送医结束，人在家，照常每日排查；同一件事的预警一起办结。"),
    "DECLINED": _(
        "送医结束，人在家，照常每日排查；预警留给医生，不会消失。以后排查时再拒绝的，在“逐日登记表”里按“处理拒绝”办理。"
    ),
    "NO_TRANSPORT": _("送医还开着，人在家，照常每日排查；时限重新计算，等派车。"),
    "REFUSED": _("送医还开着，人在外，暂不排查；接着登记改送哪家，或先回家另行安排。"),
    "SENT_ON": _("送医还开着，人在外，暂不排查；新的门诊马上能看到这个人。"),
    "ACCEPTED": _("人先回家，照常每日排查；时限重新计算，另找门诊。"),
}
TRANSPORTS: Final[list[tuple[str, Label]]] = [
    ("AMBULANCE", _("120 急救车")),
    ("DEDICATED", _("专用车辆")),
    ("APPROVED", _("其他经批准的车辆")),
]
RESULTS: Final[list[tuple[str, Label]]] = [
    ("UNDER_WATCH", _("留观，等核酸")),
    ("EXCLUDED", _("排除")),
    ("SUSPECTED", _("疑似")),
    ("CONFIRMED", _("确诊")),
    ("OTHER_ILLNESS", _("其他疾病")),
]
# In the place of one that was taken back.
NO_RESULT_SAID: Final = _("没有结果（报告不是此人的）")
# What a step must be told: the field at fault and the sentence for it.
ITEMS: Final[list[tuple[str, Label]]] = [
    ("PROTECTIVE_MASK", _("医用防护口罩")),
    ("SURGICAL_MASK", _("医用外科口罩")),
    ("CAP", _("帽子")),
    ("GLOVES", _("手套")),
    ("GOWN", _("隔离衣")),
    ("GOGGLES", _("护目镜")),
    ("APRON", _("防水围裙")),
    ("BOOTS", _("胶靴")),
]
JOURNEY_FAULTS: Final[dict[str, Label]] = {
    "departed_at": _("出发时间在将来，或早于发现发热、症状的时间，请改正。"),
    "arrived_at": _("到达时间在将来，或早于出发、早于发现发热或症状的时间，请改正。"),
    "at": _("消毒时间在将来，或早于提出的时间，请改正。"),
}
GUARDS: Final[dict[Guard, tuple[str, Label]]] = {
    Guard.REASON: ("reason", _("请写明原因。")),
    Guard.TRANSPORT: ("transport", _("请选择交通；不能乘坐公共交通，也不能自行前往。")),
    Guard.ESCORT: ("escort", _("不是 120 急救车的，请填写谁陪同；不能让病人独自前往。")),
    Guard.CLINIC: ("clinic", _("请填写发热门诊名称。")),
    Guard.OTHER_CLINIC: ("clinic", _("请选择或填写另一家门诊。")),
    Guard.RESULT: ("result", _("请选择诊断结果。")),
    Guard.RESULT_ALLOWS_HOME: ("result", _("留观、疑似或确诊的人不能回家；请等进一步的结果，或登记住院。")),
    Guard.RESULT_ALLOWS_BED: ("result", _("结果为“排除”，请登记回家。")),
}
# What is said most often of a step; a button fills it in.
PHRASES: Final[dict[str, list[Label]]] = {
    "NOT_NEEDED": [_("复测体温正常，无症状，继续居家观察。"), _("电话问诊：原有慢性病，与平时一样。")],
    "BETTER": [_("复测体温正常，症状消失，继续居家观察。")],
    "DECLINED": [_("已当面说明要求，本人仍不愿去。"), _("老人行动不便，家属不同意去。")],
    "NO_TRANSPORT": [_("120 占线，排队等车。"), _("街道专用车都在外。")],
    "REFUSED": [_("没有床位。"), _("不属于本院范围。"), _("没有核酸条件。")],
    "ACCEPTED": [_("门诊都不收，先回家隔离等床位。")],
}
