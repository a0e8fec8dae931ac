"""Words for what the audit tells of people."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "identity.revealed": _("查看完整号码"),
        "phone.shown": _("看这户的电话，准备拨打"),
        "person.read": _("打开人员页面"),
        "person.searched": _("在台账里查找"),
        "person.looks_read": _("查看谁看过此人"),
        "person.recognised": _("按号码查到此人（登记、线索或名单里），没有打开"),
        "guardian.read": _("打开监护人页面"),
        "guardian.recorded": _("记下监护人和是否同意"),
        "guardian.done": _("记下监护人不同意以后怎么办的"),
        "person.changed": _("修改人员卡片"),
        "person.completed": _("补全人员的证件号码、出生日期、性别或电话"),
        "person.taken_back": _("撤回名单，人员退出台账"),
        "person.taken_in_again": _("取消撤回名单，人员回到台账"),
        "person.joined": _("合并重复的人员"),
        "person.join_undone": _("撤销合并"),
        "person.named_to_care": _("把人员告诉关爱"),
        "person.taken_from_care": _("撤回关爱"),
        "person.corrected": _("更正人员信息"),
        "person.correction_undone": _("撤销对人员信息的更正"),
        "household.corrected": _("更正住户"),
        "household.correction_undone": _("撤销对住户的更正"),
        "arrival.corrected": _("更正到达情况"),
        "arrival.correction_undone": _("撤销对到达情况的更正"),
        "observation.corrected": _("更正观察地点"),
        "observation.correction_undone": _("撤销对观察地点的更正"),
        "told_again.decided": _("核对又报来的不同情况"),
        "duplicate.told_apart": _("判定不是同一人"),
        "household.assigned": _("划入网格"),
        "household.changed": _("修改住户卡片"),
        "household.observed": _("整户开始观察"),
        "household.member": _("添加同住的人"),
        "card.looked_at": _("看过被覆盖的修改"),
        "call.logged": _("记录联系"),
        "call.plan_changed": _("规定由谁联系"),
    },
    looks={
        "identity.revealed": "reason",
        "phone.shown": "",
        "person.read": "",
        "guardian.read": "",
        "guardian.recorded": "",
        "guardian.done": "",
        "person.searched": "",
        "person.recognised": "",
        "person.looks_read": "",
    },
)
