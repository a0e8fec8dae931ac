"""Words for stored codes of exports."""

from typing import Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from linli.people.labels import EXPORT_PURPOSES

Label = str | Promise

KINDS: Final[dict[str, Label]] = {
    "PEOPLE": _("观察人员名单"),
    "DAYS": _("逐日体温登记表"),
    "CHECKS": _("一段时间的排查记录"),
    "LEADS": _("待核查线索"),
    "ROSTER_ERRORS": _("花名册有误的行"),
}
# Headers of the file: roster imports know the same words.
COLUMNS: Final[dict[str, Label]] = {
    "NAME": _("姓名"),
    "SEX": _("性别"),
    "AGE": _("年龄"),
    "GRID": _("网格"),
    "ADDRESS": _("现住址"),
    "PHONE": _("联系电话"),
    "ID_NUMBER": _("身份证号"),
    "ORIGIN": _("来源地"),
    "LEFT_ON": _("离开日期"),
    "ARRIVED_ON": _("到达日期"),
    "LAST_ON": _("观察到哪天"),
    "DAY": _("日期"),
    "SESSION": _("时段"),
    "OUTCOME": _("结果"),
    "TEMPERATURE": _("体温"),
    "SYMPTOMS": _("症状"),
    "CHANNEL": _("方式"),
    "SOURCE": _("谁推送的"),
    "STATE": _("进展"),
    "DUE_AT": _("时限"),
    "KNOWN": _("已知情况"),
    "FIRST_ON": _("第1天的日期"),
    **{f"DAY_{n}": format_lazy(_("第{n}天"), n=n) for n in range(22)},
}
PURPOSES: Final = EXPORT_PURPOSES
FORMS: Final[list[tuple[str, Label]]] = [
    ("xlsx", _("Excel 表格")),
    ("pdf", _("PDF，打印用")),
]
STATES: Final[dict[str, Label]] = {
    "ASKED": _("等第二人批准"),
    "REFUSED": _("没有批准"),
    "READY": _("可以下载"),
    "LAPSED": _("没有人批准，已过期"),
    "GONE": _("文件已删除"),
}
NUMBERS: Final[dict[str, Label]] = {"MASKED": _("号码隐藏"), "CLEAR": _("完整号码")}
CERTAINTIES: Final[dict[str, Label]] = {
    "MARKED": _("单元格带有这一份的暗记"),
    "SIGNED": _("行末编号的验证码和这一份、这个人对得上"),
    "TINTED": _("字色是这一份的，人员也相同；框线换过，暗记不全"),
    "SPELLED": _("写法与这一份一致，与其他各份不同"),
    "NUMBERED": _("只有写着的编号，谁都能写上"),
    "HELD": _("只是人员相同，也可能出自别处"),
}
