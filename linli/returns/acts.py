"""Words for what the audit tells of returns."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "form.brought": _("添加上级表格"),
        "form.layout_brought": _("更换上级表格的版式"),
        "form.pointed": _("对应上级表格的项目"),
        "form.pointed_again": _("重新核对上级表格的项目"),
        "form.rows_said": _("认上级表格的行"),
        "form.layout_taken_back": _("收回上级表格的版式"),
        "form.layout_used_again": _("重新起用上级表格的版式"),
        "form.typed": _("填上级表格"),
        "form.handed_in": _("上级表格已交"),
        "form.hand_in_taken_back": _("收回已交的上级表格"),
        "form.excused": _("上级表格这一天不用交"),
        "form.asked_after_all": _("上级表格这一天还是要交"),
        "form.layout_dropped": _("丢弃还没有核对的版式"),
        "form.ended": _("停用上级表格"),
        "form.reopened": _("恢复填报上级表格"),
    },
)
