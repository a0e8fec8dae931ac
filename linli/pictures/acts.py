"""Words for what the audit tells of pictures."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "picture.kept": _("收到照片"),
        "picture.struck": _("作废照片"),
        "picture.seen": _("看照片"),
    },
    looks={"picture.seen": ""},
)
