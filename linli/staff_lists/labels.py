"""Words for what becomes of the rows of a list."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.labels import Label
from linli.staff_lists.rules.rows import Fault, Question

FAULTS: Final[dict[str, Label]] = {
    Fault.NO_NAME: _("没有写姓名，补上再传。"),
    Fault.TWICE: _("和上面一行重复（同一个姓名、岗位和地区），只算一次。"),
    Fault.USERNAME_BLANK: _("用户名里不能有空格。"),
    Fault.USERNAME_TAKEN: _("这个用户名已有人使用，换一个，或者留空由系统按拼音起。"),
    Fault.NO_AREA: _("没有写地区，补上再传。"),
    Fault.UNKNOWN_AREA: _("您管理的范围里没有这个地区，请写全称或代码。"),
    Fault.ABOVE_YOURS: _("这个地区在您管理的范围以上，请写您范围里的地区。"),
    Fault.UNKNOWN_ROLE: _("没有这个岗位，或者不能用名单给；请照模板里的岗位名称写。"),
    Fault.WRONG_LEVEL: _("这个岗位不设在这一级，请核对岗位和地区。"),
    Fault.WRONG_DAY: _("日期看不懂，请写成 2020-02-01 这样。"),
    Fault.BAD_PHONE: _("电话不对：手机 11 位；座机写上区号，例如 0551-62345678。"),
}
# What nobody answered before the list was added.
UNANSWERED: Final[dict[str, Label]] = {
    Question.WHICH_AREA: _("没有答复是哪个地区。"),
    Question.SAME_PERSON: _("没有答复是不是同一个人。"),
}
WHY_LEFT: Final[dict[str, Label]] = {**FAULTS, **UNANSWERED}
# Why no post could be given for a row; the codes are commands.posts.REFUSED.
REFUSED: Final[dict[str, Label]] = {
    "LOCKED": _("账号已停用，先恢复才能给岗位。"),
    "NO_AREA": _("这个地区已撤销，请另给岗位。"),
    "LEVEL": _("这个岗位不设在这一级。"),
    "HELD": _("此人已有这个岗位。"),
    "APART": _("此人另有的岗位和这个岗位不能由同一个人担任。"),
    "OWN": _("不能给自己任职，请另一位安全管理员办。"),
    "ELSEWHERE": _("这个地区不归您管理。"),
}
