"""Words for what the audit tells of observation."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "check.recorded": _("记录排查"),
        "check.struck": _("划掉一次登记"),
        "check.put_back": _("恢复划掉的登记"),
        "slots.explained": _("说明缺的排查"),
        "alert.reviewed": _("复核预警"),
        "finding.recorded": _("记录医生检查"),
        "observation.released": _("解除观察"),
        "observation.over_before": _("核实为登记时已满期"),
        "observation.referred": _("送医住院，观察结束"),
        "observation.moved_out": _("转出"),
        "observation.moved_in": _("转入"),
        "observation.lost": _("失联"),
        "observation.struck_off": _("登记有误注销"),
        "observation.died": _("死亡"),
        "observation.opened_again": _("重新开始观察"),
        "observation.decided_protocol": _("改变观察方案"),
        "observation.decided_shorter_asked": _("请求改用较短的方案"),
        "observation.decided_shorter_declined": _("不同意改用较短的方案"),
        "observation.decided_shorter_back": _("撤回改用较短方案的请求"),
        "observation.decided_extended": _("延长观察"),
        "observation.decided_unextended": _("撤回延长观察"),
        "observation.decided_refitted": _("按更正的情况重算最后一天"),
        "observation.decided_test": _("决定检测"),
        "observation.decided_category": _("核实类别"),
        "observation.decided_left": _("转出到系统以外"),
        "observation.decided_place": _("改变观察地点"),
        "observation.decided_died": _("登记去世日期"),
        "observation.decided_search": _("结束或重新开始查找失联人员"),
        "observation.decided_reopened": _("恢复已结束的观察"),
        "observation.decided_refusal": _("处理拒绝排查"),
        "observation.decided_taken_back": _("撤回检测、判断或去世登记"),
        "observation.decided_explained_again": _("更正漏查的说明"),
        "observation.decided_unexplained": _("撤回漏查的说明"),
        "observation.decided_asked": _("请医生更正登记"),
        "observation.decided_case_at_home": _("家里有病人，判断可以解除"),
    },
)
