"""Words for what the audit tells of searches in it, of the machine's keys and its start."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "audit.searched": _("查找留痕"),
        "leak.followed": _("查看泄露涉及哪些人"),
        "machine.backed_up": _("备份数据"),
        "machine.served": _("启动服务"),
        "keys.added": _("加入新密钥"),
        "keys.rotated": _("换用新密钥"),
        "keys.dropped": _("停用旧密钥"),
    },
    looks={"leak.followed": ""},
)
