"""Words for what the audit tells of tracing."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "lead.phone_revealed": _("查看线索的电话"),
        "lead.received": _("收到线索"),
        "lead.completed": _("补全线索的证件号码或出生日期"),
        "lead.rows_read": _("打开线索有误的行"),
        "lead.rows_parked": _("线索有待更正的行"),
        "lead.row_dropped": _("丢弃线索的一行"),
        "lead.assign": _("分派线索"),
        "lead.find": _("线索找到人"),
        "lead.hand_on": _("移交线索"),
        "lead.withdraw": _("撤回线索移交"),
        "lead.accept": _("接收线索"),
        "lead.refuse": _("退回线索"),
        "lead.say_not_existing": _("线索查无此人"),
        "lead.give_up": _("线索找不到人"),
        "lead.reopen": _("重新核查线索"),
        "lead.correct": _("登记的人更正线索"),
        "lead.redirect": _("登记的人改交线索"),
        "lead.take_back": _("登记的人撤回线索"),
        "lead.told_read": _("打开自己登记的线索"),
    },
    looks={"lead.phone_revealed": "reason"},
)
