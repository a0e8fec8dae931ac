"""Words for what the audit tells of phone."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "phone.revoked": _("停用工作手机"),
        "phone.other_device": _("登录被另一部手机使用，已退出"),
        "phone.lost_records": _("手机丢了没上传的记录"),
        "operation.taken": _("采用待核对的手机记录"),
        "operation.dropped": _("不采用待核对的手机记录"),
        "operation.reopened": _("重新核对手机记录"),
        "outbox.imported": _("导入手机的记录文件"),
    },
)
