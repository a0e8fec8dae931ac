"""Words for what protocols speak of: symptoms, sessions, the day that a period is counted from."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.labels import Label

SYMPTOMS: Final[list[tuple[str, Label]]] = [
    ("FEVER", _("发热")),
    ("COUGH", _("咳嗽")),
    ("DRY_COUGH", _("干咳")),
    ("FATIGUE", _("乏力（没力气）")),
    ("SORE_THROAT", _("咽痛（嗓子疼）")),
    ("CHEST_TIGHTNESS", _("胸闷")),
    ("BREATHLESSNESS", _("气促（喘不上气）")),
    ("POOR_APPETITE", _("吃不下饭")),
    ("NAUSEA", _("恶心、呕吐")),
    ("DIARRHOEA", _("腹泻（拉肚子）")),
    ("HEADACHE", _("头痛")),
    ("PALPITATIONS", _("心慌")),
    ("CONJUNCTIVITIS", _("眼睛红")),
    ("MUSCLE_ACHE", _("肌肉酸痛")),
]


# Of later versions too; the pages of the first offer SYMPTOMS.
ALL_SYMPTOMS: Final[list[tuple[str, Label]]] = [*SYMPTOMS, ("LOSS_OF_SMELL", _("闻不到、尝不出"))]


SESSIONS: Final[dict[str, Label]] = {
    "AM": _("上午"),
    "NOON": _("中午"),
    "PM": _("下午"),
    "EVE": _("晚上"),
}


ANCHORS: Final[dict[str, Label]] = {
    "EXPOSED": _("最后接触当天"),
    "LEFT": _("离开当天"),
    "ARRIVED": _("到达当天"),
    "STARTED": _("开始观察当天"),
}
