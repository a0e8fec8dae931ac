"""Words for what the audit tells of channels."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "channel.added": _("添加对外通知渠道"),
        "channel.corrected": _("更正对外通知渠道"),
        "channel.switched_off": _("停用对外通知渠道"),
        "channel.switched_on": _("启用对外通知渠道"),
        "channel.removed": _("删除对外通知渠道"),
        "channel.tested": _("发测试消息"),
        "message.tried_again": _("重发对外消息"),
        "message.given_up": _("不再发对外消息"),
    },
)
