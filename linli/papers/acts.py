"""Words for what the audit tells of papers."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "paper.printed": _("打印文书"),
        "papers.day_printed": _("打印当日名单"),
        "papers.periods_printed": _("打印逐日登记表"),
        "paper.run_printed": _("打印一批文书"),
        "paper.issued": _("出具文书"),
        "paper.revoked": _("作废文书"),
        "paper.run_started": _("开始出具一批文书"),
        "paper.text_changed": _("修改文书文本"),
        "paper.office_changed": _("修改文书落款"),
    },
    looks=dict.fromkeys(
        (
            "paper.printed",
            "papers.day_printed",
            "papers.periods_printed",
            "paper.run_printed",
            "paper.issued",
        ),
        "",
    ),
)
