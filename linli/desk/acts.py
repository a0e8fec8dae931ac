"""Words for what the audit tells of searches in it and of the machine's keys."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "audit.searched": _("查找留痕"),
        "leak.followed": _("查看泄露涉及哪些人"),
        "keys.added": _("加入新密钥"),
        "keys.rotated": _("换用新密钥"),
        "keys.dropped": _("停用旧密钥"),
    },
    looks={"leak.followed": ""},
)
