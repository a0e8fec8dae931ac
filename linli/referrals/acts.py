"""Words for what the audit tells of referrals."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "clinic.patient_read": _("门诊打开病人页面"),
        "referral.accepted": _("送医：接单"),
        "referral.transport": _("送医：出发"),
        "referral.arrived": _("送医：到达"),
        "referral.result": _("送医：有结果"),
        "referral.result_moved": _("送医：结果有进展"),
        "referral.result_corrected": _("送医：更正结果"),
        "referral.result_withdrawn": _("送医：撤回结果"),
        "referral.onset_told": _("登记发病日期"),
        "referral.onset_changed": _("更正发病日期"),
        "referral.returned": _("送医：返回"),
        "referral.admitted": _("送医：收治"),
        "referral.not_needed": _("送医：不需要"),
        "referral.better": _("送医：已好转"),
        "referral.declined": _("送医：本人不去"),
        "referral.no_transport": _("送医：没有车"),
        "referral.refused": _("送医：门诊不收"),
        "referral.sent_on": _("送医：改送别家"),
        "referral.step_undone": _("送医：撤回一步"),
        "referral.died": _("送医：本人去世，结束"),
        "referral.put_back": _("送医：去世登记撤销，继续办理"),
        "referral.struck": _("送医：依据的登记已划掉"),
        "referral.held": _("送医：改以另一次登记为依据"),
        "referral.received": _("门诊接到送医"),
        "referral.receipt_undone": _("门诊撤回接收"),
        "referral.disinfection_ordered": _("要求终末消毒"),
        "referral.disinfection_withdrawn": _("撤回终末消毒的要求"),
        "referral.disinfection_called_off": _("取消家庭消毒"),
        "referral.disinfected": _("完成终末消毒"),
        "clinic.added": _("添加发热门诊"),
        "clinic.corrected": _("更正发热门诊"),
        "clinic.closed": _("关闭发热门诊"),
        "clinic.reopened": _("重新启用发热门诊"),
        "clinic.staffed": _("安排门诊人员"),
        "clinic.visit_told": _("门诊报告自行就诊"),
        "clinic.visit_taken_back": _("门诊撤回自行就诊的报告"),
    },
    looks={"clinic.patient_read": ""},
)
