"""Words for what the audit tells of telling people to whom their data went."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "disclosure.told": _("记下已告诉本人数据给了谁"),
        "disclosure.not_yet": _("记下为什么还没告诉本人"),
        "disclosure.struck": _("撤下告知记录"),
    },
)
