"""Words for what the audit tells of hand-overs to the police."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "police.asked": _("移交民警"),
        "police.read": _("民警打开移交的人"),
        "police.phone_revealed": _("民警查看联系电话"),
        "police.answered": _("民警答复移交"),
        "police.withdrawn": _("撤回移交民警"),
    },
    looks={
        "police.asked": "",
        "police.read": "",
        "police.phone_revealed": "",
        "police.answered": "",
        "police.withdrawn": "",
    },
)
