"""Words for what the audit tells of reports."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "report.sums_made": _("重新汇总日报"),
        "report.exported": _("导出日报"),
        "report.sealed": _("上报封存日报"),
        "report.received": _("签收日报"),
        "report.returned": _("退回日报"),
        "report.receipt_taken_back": _("收回签收"),
        "report.return_withdrawn": _("撤回退回"),
        "report.return_answered": _("答复退回的日报"),
        "report.answer_corrected": _("改正对退回的答复"),
        "report.corrected": _("更正日报"),
        "report.withdrawn": _("撤回上报的日报"),
        "report.hours_set": _("规定上报时间"),
        "report.county_hours_set": _("规定本县乡镇、社区的上报时间"),
        "report.rest_day_set": _("规定休息日"),
        "report.hours_withdrawn": _("收回还没有开始的上报时间"),
        "report.county_hours_withdrawn": _("收回还没有开始的本县上报时间"),
        "report.rest_day_withdrawn": _("收回还没有到的休息日"),
        "report.late_announced": _("预告迟报"),
        "report.late_put_right": _("改正迟报说明"),
        "report.late_taken_back": _("撤回迟报说明"),
        "report.figures_typed": _("填写没有台账的数字"),
        "report.column_left_out": _("标记不适用的项目"),
        "report.column_taken_in": _("恢复项目"),
        "report.participation_begun": _("启用社区，要上报"),
        "report.participation_stopped": _("停用社区，不用上报"),
        "report.participation_corrected": _("更正社区启用的日子"),
        "report.participation_struck": _("撤销社区启用的规定"),
        "report.rung": _("记下已联系下级报日报"),
        "report.rung_struck": _("撤销“已联系”"),
    },
)
