"""Words for what the audit tells of exports."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "export.asked": _("申请导出名单"),
        "export.approved": _("批准导出名单"),
        "export.refused": _("不批准导出名单"),
        "export.made": _("生成导出名单"),
        "export.taken": _("下载导出名单"),
        "export.leak_traced": _("追查外泄的名单"),
        "export.swept": _("删除过期的导出名单"),
    },
    looks={"export.taken": "reason"},
)
