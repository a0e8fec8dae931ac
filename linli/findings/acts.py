"""Words for what the audit tells of findings."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "finding.answered": _("答复核对"),
        "finding.answer_corrected": _("更正核对的答复"),
        "finding.found_enough": _("核对了结"),
        "finding.sent_back": _("退回核对的答复"),
        "finding.judgement_taken_back": _("撤回对核对的判断"),
    },
)
