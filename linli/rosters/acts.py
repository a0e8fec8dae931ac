"""Words for what the audit tells of rosters."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "roster.errors_exported": _("导出花名册错误行"),
        "roster.received": _("上传花名册"),
        "roster.confirmed": _("确认花名册的列"),
        "roster.entered_elsewhere": _("花名册改为登记到别的社区"),
        "roster.cancelled": _("取消花名册"),
        "roster.imported": _("花名册导入完成"),
        "roster.taken_back": _("撤回花名册"),
        "roster.taken_in_again": _("取消撤回花名册"),
    },
)
