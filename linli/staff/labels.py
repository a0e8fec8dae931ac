"""Words for roles, their areas, actions and seats."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise

ROLES: Final[dict[str, Label]] = {
    "SECRETARY": _("社区书记"),
    "GRID_WORKER": _("网格员"),
    "DOCTOR": _("社区医生"),
    "TOWNSHIP_OFFICER": _("街道（乡镇）工作人员"),
    "COUNTY_OFFICER": _("县（区）工作人员"),
    "CITY_OFFICER": _("市工作人员"),
    "PROVINCE_OFFICER": _("省工作人员"),
    "ADMINISTRATOR": _("系统管理员"),
    "CLINIC": _("发热门诊"),
    "AUDITOR": _("审计员"),
    "POLICE": _("民警"),
    "STOREKEEPER": _("物资保管员"),
}

# How far a right reaches, seen from the post.
RELATIONS: Final[dict[str, Label]] = {
    "OWN_GRID": _("本网格"),
    "OWN_COMMUNITY": _("本社区"),
    "OWN_OFFICE": _("本级"),
    "BELOW": _("本级及以下"),
    "HANDED_OVER": _("只限移交来的"),
}

EXPLAINED: Final[dict[str, Label]] = {
    "OWN_GRID": _("岗位所在的网格；岗位在社区的，社区里的各网格"),
    "OWN_COMMUNITY": _("岗位所在的社区和它的网格"),
    "OWN_OFFICE": _("只有岗位所在的那一级本身，不含下级"),
    "BELOW": _("岗位所在的地区和它的所有下级"),
    "HANDED_OVER": _("只有送到或移交给本单位的人和事"),
}

ACTIONS: Final[dict[str, Label]] = {
    "SEE_PERSON": _("看到人员，号码隐藏"),
    "REVEAL_IDENTITY": _("说明原因后看完整号码"),
    "REGISTER_PERSON": _("登记人员"),
    "JOIN_PEOPLE": _("合并重复的人员"),
    "ASSIGN_GRID": _("划分网格"),
    "IMPORT_ROSTER": _("导入花名册"),
    "RECORD_CHECK": _("记录排查"),
    "SEE_OVERDUE": _("看超时（社区以上只看数字）"),
    "REVIEW_ALERT": _("复核预警"),
    "CLOSE_OBSERVATION": _("提前结束观察"),
    "RELEASE_PERSON": _("签字解除观察"),
    "SEE_REFERRAL": _("看送医"),
    "JUDGE_REFERRAL": _("判断是否送医"),
    "MOVE_REFERRAL": _("推进送医"),
    "ANSWER_REFERRAL": _("门诊答复"),
    "KEEP_CLINICS": _("维护门诊名单"),
    "TRACE_LEADS": _("核查线索"),
    "DIRECT_LEADS": _("分派线索"),
    "HAND_DOWN_LEADS": _("下发线索"),
    "ANSWER_FINDING": _("答复核对"),
    "RAISE_EMERGENCY": _("紧急报告"),
    "ANSWER_EMERGENCY": _("处置紧急报告"),
    "ISSUE_SIGN_IN_CODE": _("给现场人员发一次性登录码"),
    "KEEP_PHONES": _("管理工作手机"),
    "SEE_REPORT": _("看日报"),
    "SEAL_REPORT": _("上报封存日报"),
    "RECEIVE_REPORT": _("签收、退回下级日报"),
    "SET_REPORT_HOURS": _("规定上报时间"),
    "KEEP_FORMS": _("填上级表格"),
    "SET_PROTOCOL": _("规定观察方案"),
    "MANAGE_STAFF": _("管理人员与岗位"),
    "ISSUE_PAPER": _("出具文书"),
    "EDIT_PAPER_TEXTS": _("修改文书文本"),
    "EDIT_PAPER_OFFICE": _("填写文书落款"),
    "SEE_TEAMS": _("看责任组"),
    "FILL_TEAMS": _("安排责任组、代班、交接"),
    "EDIT_TEAMS": _("规定责任组的岗位"),
    "KEEP_RETENTION": _("看身份销毁的预告，暂缓销毁"),
    "SEE_RETENTION": _("看身份销毁的数字"),
    "SEE_AUDIT": _("看留痕"),
    "HAND_OVER_TO_POLICE": _("把拒绝的人移交民警"),
    "ANSWER_HAND_OVER": _("民警答复移交"),
    "SEE_HEADCOUNTS": _("看人数（只看数字）"),
    "EXPORT_PEOPLE": _("说明原因后导出人员名单"),
    "APPROVE_EXPORT": _("批准别人的导出（只看人数）"),
}

SEATS: Final[dict[str, Label]] = {
    "TOWNSHIP_CADRE": _("街道（乡镇）干部"),
    "COMMUNITY_CADRE": _("社区（村）干部"),
    "POLICE": _("民警"),
    "DOCTOR": _("医生"),
    "GRID_WORKER": _("网格员"),
    "DEPUTY_WORKER": _("副网格员"),
    "VOLUNTEER": _("志愿者"),
    "MILITIA": _("民兵"),
}
