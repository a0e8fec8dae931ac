"""Words for what the audit tells of emergencies."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "emergency.raised": _("紧急报告"),
        "emergency.acknowledged": _("知悉紧急报告"),
        "emergency.followed_up": _("续报"),
        "emergency.closed": _("办结紧急报告"),
        "emergency.taken_back": _("撤回知悉紧急报告"),
        "emergency.withdrawn": _("撤回紧急报告"),
        "emergency.reopened": _("重新打开紧急报告"),
        "emergency.corrected": _("更正紧急报告的简要情况"),
    },
)
