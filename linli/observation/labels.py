"""Words for stored codes: screens never show a code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.people.labels import FACT_WORDS

Label = str | Promise

OUTCOMES: Final[list[tuple[str, Label]]] = [
    ("DONE", _("见到或联系到")),
    ("NOBODY_HOME", _("无人在家")),
    ("REFUSED", _("拒绝")),
]
CHANNELS: Final[list[tuple[str, Label]]] = [
    ("VISIT", _("上门")),
    ("PHONE", _("电话")),
    ("PROXY", _("家人代报")),
]
STATES: Final[dict[str, Label]] = {
    "OBSERVING": _("观察中"),
    "RELEASED": _("已解除"),
    "OVER_BEFORE": _("登记时已满期"),
    "REFERRED": _("住院"),
    "MOVED_OUT": _("已转出"),
    "LOST": _("失联"),
    "STRUCK_OFF": _("已注销"),
    "DIED": _("死亡"),
}
SLOT_STATES: Final[dict[str, Label]] = {
    "LATER": _("未到时间"),
    "OPEN": _("待查"),
    "OVERDUE": _("超时未查"),
    "DONE": _("已查"),
    "NOBODY_HOME": _("无人在家"),
    "REFUSED": _("拒绝"),
    "NOT_NEEDED": _("免查"),
    "MISSED": _("漏查"),
}
# Whom the delay of an overdue duty has reached.
LEVELS: Final[dict[str, Label]] = {
    "WORKER": _("网格员补办"),
    "SECRETARY": _("书记督办"),
    "TOWNSHIP": _("已计入街道"),
}
SEXES: Final[dict[str, Label]] = {"M": _("男"), "F": _("女"), "": _("性别未登记")}
CAUSES: Final[dict[str, Label]] = {
    "FEVER": _("发热"),
    "SYMPTOM": _("有症状"),
    "TEST": _("核酸阳性"),
    "CLINIC": _("自己去了发热门诊"),
    "ANTIPYRETIC": _("服过退烧药"),
    "DISAGREES": _("自报与上门不一致"),
    "STRUCK": _("送医依据的登记已划掉"),
    "ASKED": _("请核对登记"),
    "WITHDRAWN": _("门诊撤回了结果，人已在家"),
}
SITES: Final[list[tuple[str, Label]]] = [
    ("AXILLA", _("腋下")),
    ("FOREHEAD", _("额头")),
    ("WRIST", _("手腕")),
    ("EAR", _("耳道")),
]
BASES: Final[list[tuple[str, Label]]] = [
    ("SEEN", _("看到")),
    ("TOLD", _("听说")),
    ("NOT_ASSESSED", _("没有判断")),
]
ALL_BASES: Final[dict[str, Label]] = {**dict(BASES), "MEASURED": _("测到")}
JUDGEMENTS: Final[list[tuple[str, Label]]] = [
    ("NOTHING", _("未见异常")),
    ("WATCH", _("继续留意")),
    ("SUSPECT", _("怀疑患病")),
]
CATEGORIES: Final[dict[str, Label]] = {**FACT_WORDS["category"]}
ALL_CHANNELS: Final[dict[str, Label]] = {**dict(CHANNELS), "SELF": _("本人填报"), "ROSTER": _("花名册所写")}
DECISIONS: Final[dict[str, Label]] = {
    "PROTOCOL": _("改用方案"),
    "SHORTER_ASKED": _("请求改用较短的方案"),
    "SHORTER_DECLINED": _("不同意改用较短的方案"),
    "SHORTER_BACK": _("撤回改用较短方案的请求"),
    "EXTENDED": _("延长观察"),
    "UNEXTENDED": _("撤回延长观察"),
    "TEST": _("核酸检测"),
    "CATEGORY": _("核实类别"),
    "LEFT": _("转出到系统以外"),
    "PLACE": _("改变观察地点"),
    "DIED": _("去世"),
    "SEARCH": _("失联查找"),
    "REOPENED": _("恢复观察"),
    "REFITTED": _("重算最后一天"),
    "REFUSAL": _("拒绝配合"),
    "TAKEN_BACK": _("撤回登记"),
    "ASKED": _("请医生更正登记"),
    "EXPLAINED_AGAIN": _("更正漏查的说明"),
    "UNEXPLAINED": _("撤回漏查的说明"),
    "CASE_AT_HOME": _("家里有病人，医生判断可以解除"),
}
# What somebody of the household has, said to whoever goes to the others.
FAMILY_ILL: Final[dict[str, Label]] = {
    "CONFIRMED": _("家里有人确诊"),
    "SUSPECTED": _("家里有人疑似"),
    "TEST": _("家里有人核酸阳性"),
    "FEVER": _("家里有人发热"),
    "CLINIC": _("家里有人去了发热门诊"),
    "SYMPTOM": _("家里有人有症状"),
}
CASES_AT_HOME: Final[dict[str, Label]] = {
    "SUSPECTED": _("疑似"),
    "CONFIRMED": _("确诊"),
    "TEST": _("核酸阳性"),
}
PLACES: Final[list[tuple[str, Label]]] = [("HOME", _("居家观察")), ("CENTRAL", _("集中观察"))]
TAGS: Final[dict[str, Label]] = {"FAMILY_OF_PATIENT": _("隔离治疗者家庭，需关爱")}
# Reasons of decisions that follow from a rule, where nobody typed any.
DECIDED_BY_RULE: Final[dict[str, Label]] = {
    "TOGETHER": _("同住不能分开，一起观察"),
    "FAMILY": _("家人在医院隔离治疗"),
    "TOLD_AGAIN": _("后来又报来的情况不同，核对前按较晚的一天"),
    "CASE_FELL": _("家人的结果或收治已更正，不再因此观察"),
}
# What happened to somebody of the household that a rule followed.
EVENTS: Final[dict[str, Label]] = {
    "ADMITTED": _("家人收治住院"),
    "RESULT": _("登记家人的结果"),
    "CORRECTED": _("更正家人的结果"),
    "UNDONE": _("撤回家人的收治"),
}
LAB_RESULTS: Final[list[tuple[str, Label]]] = [("NEGATIVE", _("阴性")), ("POSITIVE", _("阳性"))]
REFUSAL_STEPS: Final[dict[str, Label]] = {
    "REMINDED": _("提醒：当面或电话说明要求和理由"),
    "RECORDED": _("记录：写明拒绝的经过"),
    "TOLD": _("报告：告知居（村）委会和民警"),
}
CONTACT_HISTORY: Final = [*FACT_WORDS["contact_history"].items()]
CONTACTS: Final[dict[str, Label]] = {**FACT_WORDS["contact_history"]}
# Why an observation cannot go on, as it is.
UNOPENED: Final[dict[str, Label]] = {
    "GOES_ON": _("这次观察正在进行，没有结束，不用恢复。"),
    "RELEASED": _("已经按期满解除，不能恢复；又有新的接触或到达，请重新登记，从新的日期起观察。"),
    "TAKEN_BACK": _("此人的登记已撤回，不能恢复观察；先恢复登记。"),
    "AWAY": _("此人现在登记在别的社区，由那里办理。"),
    "LATER": _("此人已有后来的观察，请看最新的一次。"),
    "OTHERWISE": _("这样结束的观察不能恢复。"),
}
