"""Words for stored codes of people."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REVEAL_REASONS: Final[list[tuple[str, str | Promise]]] = [
    ("CALL", _("打电话联系")),
    ("REFERRAL", _("送医转运")),
    ("CORRECTION", _("核对更正")),
    ("PAPER", _("填写文书")),
]
# What a list of persons was taken away for; a page asks with REVEAL_REASONS.
EXPORT_PURPOSES: Final[list[tuple[str, str | Promise]]] = [
    ("DOOR_WORK", _("上门排查")),
    ("SUPPLIES", _("送生活物资")),
    ("HEALTH", _("健康随访、送医")),
    ("SUPERIOR", _("上级书面要求")),
    ("CORRECTION", _("核对更正")),
    ("OTHER", _("其他")),
]
NUMBERS_TAKEN: Final[dict[str, str | Promise]] = {
    "CLEAR": _("名单，完整号码"),
    "MASKED": _("名单，号码隐藏"),
    "": _("名单，没有号码"),
}
SOURCES: Final[list[tuple[str, str | Promise]]] = [
    ("RESIDENT", _("本人或家人申报")),
    ("NEIGHBOUR", _("邻居反映")),
    ("GATE", _("卡口登记")),
    ("LANDLORD", _("房东报告")),
    ("UPPER_LIST", _("上级下发名单")),
    ("WORKER", _("网格员排查")),
    ("ROSTER", _("花名册导入")),
]
# What is typed at the desk; a roster tells of itself.
SOURCES_AT_DESK: Final = [choice for choice in SOURCES if choice[0] != "ROSTER"]
CONSENTS: Final[dict[str, str | Promise]] = {
    "YES": _("同意"),
    "NO": _("不同意"),
    "UNKNOWN": _("还不知道"),
}
CARD_FIELDS: Final[dict[str, str | Promise]] = {
    "name": _("姓名"),
    "phone": _("联系电话"),
    "note": _("门口备注"),
    "walk_order": _("走访顺序"),
    "apart": _("能不能分开住（各住一间、不共用卫生间）"),
}
# What may be told of somebody, and put right.
FACTS: Final = {
    "arrived_on": _("到达日期"),
    "left_on": _("离开日期"),
    "exposed_on": _("最后接触日期"),
    "origin": _("来源地"),
    "origin_class": _("来源地归类"),
    "category": _("类别"),
    "contact_history": _("接触史"),
    "transport": _("交通方式"),
    "vehicle": _("车次/航班/车牌"),
    "seat": _("座位"),
    "companions": _("同行人"),
    "note": _("备注"),
    "name": _("姓名"),
    "sex": _("性别"),
    "born_on": _("出生日期"),
    "id_type": _("证件类型"),
    "id_number": _("证件号码"),
    "phone": _("联系电话"),
    "address": _("现住址"),
    "moved_on": _("从哪天起住在这里"),
    "grid": _("网格"),
    "place": _("观察地点"),
    "channel": _("方式"),
    "temperature": _("体温（℃）"),
    "symptoms": _("症状"),
}
FACT_WORDS: Final[dict[str, dict[str, str | Promise]]] = {
    "sex": {"M": _("男"), "F": _("女")},
    "contact_history": {"YES": _("有"), "NO": _("没有"), "UNKNOWN": _("不清楚")},
    "category": {
        "EPIDEMIC_AREA": _("来自疫情发生地区"),
        "ELSEWHERE": _("其他地区返回"),
        "LOCAL": _("没有外出（本地接触者）"),
        "UNKNOWN": _("类别待核"),
    },
    "origin_class": {
        "WUHAN": _("武汉"),
        "HUBEI": _("湖北其他地方"),
        "ELSEWHERE": _("其他地区"),
        "ABROAD": _("境外"),
        "LOCAL": _("没有外出（本地）"),
        "UNKNOWN": _("不清楚"),
    },
    "id_type": {
        "ID_CARD": _("身份证"),
        "PASSPORT": _("护照"),
        "HK_MACAO_PASS": _("港澳居民来往内地通行证"),
        "TAIWAN_PASS": _("台湾居民来往大陆通行证"),
        "HK_MACAO_RESIDENCE": _("港澳居民居住证"),
        "TAIWAN_RESIDENCE": _("台湾居民居住证"),
        "EXIT_ENTRY_PERMIT": _("出入境通行证"),
        "OFFICER_CARD": _("军人、警官证件"),
        "OTHER": _("其他证件"),
    },
    "place": {"HOME": _("居家观察"), "CENTRAL": _("集中观察")},
}
SEXES: Final = [*FACT_WORDS["sex"].items()]
PAPERS: Final = [*FACT_WORDS["id_type"].items()]
ORIGIN_CLASSES: Final = [*FACT_WORDS["origin_class"].items()]
CORRECTED_BY_RULE: Final[dict[str, str | Promise]] = {"TOLD_AGAIN": _("后来又报来时第一次说到")}
VERDICTS: Final[list[tuple[str, str | Promise]]] = [
    ("KEPT", _("原来登记的对，不改")),
    ("TAKEN", _("新说的对，按新说的更正")),
    ("JOURNEY", _("两次都对，是又一次来")),
]
APART: Final[dict[str, str | Promise]] = {"yes": _("能分开"), "no": _("不能分开"), "": _("没有问")}
WAYS: Final[list[tuple[str, str | Promise]]] = [
    ("CALL", _("打电话")),
    ("VISIT", _("上门")),
    ("MESSAGE", _("发信息")),
]
PURPOSES: Final[list[tuple[str, str | Promise]]] = [
    ("TRACE", _("核实行程")),
    ("HEALTH", _("询问健康")),
    ("INFORM", _("告知政策")),
    ("SUPPLIES", _("生活保障")),
    ("VERIFY", _("核对信息")),
    ("CARE", _("关爱走访")),
    ("OTHER", _("其他")),
]
CALL_OUTCOMES: Final[list[tuple[str, str | Promise]]] = [
    ("REACHED", _("联系到")),
    ("NOT_REACHED", _("没有联系到")),
    ("ASKED_NOT_TO_CALL", _("要求不再打扰")),
]
GROUNDS: Final[dict[str, str | Promise]] = {
    "SAME_ID": _("证件号码相同"),
    "PHONE_AND_NAME": _("电话和姓名相同"),
    "BIRTH_AND_NAME": _("出生日期和姓名相同"),
    "SOUND_AND_HOUSEHOLD": _("同一住户，姓名读音相同"),
    "SOUND_AND_PLACE": _("同一住址，姓名读音相同，有一方没有号码"),
    "PHONE_OTHER_NAME": _("电话相同，姓名不同"),
    "PHONE_NO_NAME": _("电话相同，有一方没有姓名"),
}
CERTAINTIES: Final[dict[str, str | Promise]] = {"CERTAIN": _("确定"), "DOUBTFUL": _("存疑")}
DECISIONS: Final[dict[str, str | Promise]] = {"SAME": _("是同一人"), "DIFFERENT": _("不是同一人")}
