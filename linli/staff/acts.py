"""Words for what the audit tells of staff."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "user.added": _("添加人员账号"),
        "user.renamed": _("更正姓名"),
        "user.phone_set": _("填写、更正工作电话"),
        "post.given": _("任命岗位"),
        "post.confirmed": _("确认别人任命、结束的岗位"),
        "post.declined": _("不同意别人任命、结束的岗位"),
        "post.declined_known": _("知道了自己提出的岗位有人不同意"),
        "post.taken_back": _("收回等人确认的岗位"),
        "post.end_asked": _("请人确认结束审计员的岗位"),
        "post.waits_again": _("新密码后岗位重新等人确认"),
        "post.ended": _("结束岗位"),
        "post.goes_on": _("恢复当天结束的岗位"),
        "colleague.corrected": _("更正、结束本社区人员的岗位"),
        "post.offered": _("邀请有账号的人任职"),
        "post.offer_taken": _("接受任职邀请"),
        "post.offer_declined": _("不接受任职邀请"),
        "post.offer_withdrawn": _("收回任职邀请"),
        "assignment.given": _("指名分派"),
        "assignment.taken_back": _("收回分派"),
        "substitution.set": _("安排代班"),
        "substitution.ended": _("结束代班"),
        "hand_over.given": _("移交网格"),
        "hand_over.confirmed": _("确认接收网格"),
        "hand_over.refused": _("不接手网格"),
        "hand_over.withdrawn": _("撤回移交"),
        "team.filled": _("安排责任组"),
        "team.pattern_set": _("规定责任组的岗位"),
    },
)
