"""Rights: one table, role x action -> which areas or rows in relation to the post. What is not in it is not allowed.

Sources: domain table of actors (who does and sees what). Counts go up; persons stay in the community.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from linli.areas.rules import Level
from linli.staff.relations import Relation as Relation
from linli.staff.worded import Worded, _


class Role(Worded):
    """What somebody is at an area."""

    SECRETARY = "SECRETARY", _("社区书记")
    GRID_WORKER = "GRID_WORKER", _("网格员")
    DOCTOR = "DOCTOR", _("社区医生")
    TOWNSHIP_OFFICER = "TOWNSHIP_OFFICER", _("街道（乡镇）工作人员")
    COUNTY_OFFICER = "COUNTY_OFFICER", _("县（区）工作人员")
    CITY_OFFICER = "CITY_OFFICER", _("市工作人员")
    PROVINCE_OFFICER = "PROVINCE_OFFICER", _("省工作人员")
    ADMINISTRATOR = "ADMINISTRATOR", _("系统管理员")  # accounts, and no posts
    SECURITY_ADMINISTRATOR = "SECURITY_ADMINISTRATOR", _("安全管理员")  # posts, and no accounts
    CLINIC = "CLINIC", _("发热门诊")  # of a fever clinic, at its county
    AUDITOR = "AUDITOR", _("审计员")  # sees what was done by whom, and no person
    POLICE = "POLICE", _("民警")  # of the station of a township
    STOREKEEPER = "STOREKEEPER", _("物资保管员")  # sees how much is needed where, and no person
    # Each sees only what was assigned to them by name.
    CLEANER = "CLEANER", _("消毒员")
    PSYCH_WORKER = "PSYCH_WORKER", _("心理服务人员")
    PUBLICITY = "PUBLICITY", _("宣传员")
    TREASURER = "TREASURER", _("经费管理员")
    HELPER = "HELPER", _("志愿者")  # without a password: comes in by a link


class Action(Worded):
    """What somebody may do within the areas of a post."""

    SEE_PERSON = "SEE_PERSON", _("看到人员，号码隐藏")
    REVEAL_IDENTITY = "REVEAL_IDENTITY", _("说明原因后看完整号码")
    RING_HOUSEHOLD = "RING_HOUSEHOLD", _("有事要办时看这户的电话，拨打")  # each showing is a look
    REGISTER_PERSON = "REGISTER_PERSON", _("登记人员")
    JOIN_PEOPLE = "JOIN_PEOPLE", _("合并重复的人员")
    ASSIGN_GRID = "ASSIGN_GRID", _("划分网格")
    IMPORT_ROSTER = "IMPORT_ROSTER", _("导入花名册")
    RECORD_CHECK = "RECORD_CHECK", _("记录排查")
    SEE_OVERDUE = "SEE_OVERDUE", _("看超时（社区以上只看数字）")
    REVIEW_ALERT = "REVIEW_ALERT", _("复核预警")
    CLOSE_OBSERVATION = "CLOSE_OBSERVATION", _("提前结束观察")
    RELEASE_PERSON = "RELEASE_PERSON", _("签字解除观察")
    SEE_REFERRAL = "SEE_REFERRAL", _("看送医")
    JUDGE_REFERRAL = "JUDGE_REFERRAL", _("判断是否送医")
    MOVE_REFERRAL = "MOVE_REFERRAL", _("推进送医")
    ANSWER_REFERRAL = "ANSWER_REFERRAL", _("门诊答复")
    KEEP_CLINICS = "KEEP_CLINICS", _("维护门诊名单")
    STAFF_CLINICS = "STAFF_CLINICS", _("登记谁在哪家门诊工作")
    TRACE_LEADS = "TRACE_LEADS", _("核查线索")
    DIRECT_LEADS = "DIRECT_LEADS", _("分派线索")
    HAND_DOWN_LEADS = "HAND_DOWN_LEADS", _("下发线索")
    ANSWER_FINDING = "ANSWER_FINDING", _("答复核对")  # say what is behind what does not fit
    JUDGE_FINDING = "JUDGE_FINDING", _("判断下级对核对的答复够不够")
    RAISE_EMERGENCY = "RAISE_EMERGENCY", _("紧急报告")
    ANSWER_EMERGENCY = "ANSWER_EMERGENCY", _("处置紧急报告")  # for one's level
    HEAR_EMERGENCY = "HEAR_EMERGENCY", _("知悉紧急报告（只看种类、县区和人数）")  # for one's level
    ISSUE_SIGN_IN_CODE = "ISSUE_SIGN_IN_CODE", _("给现场人员发一次性登录码")
    KEEP_PHONES = "KEEP_PHONES", _("管理工作手机")  # which ones workers carry, what a revoked one still had
    SEE_REPORT = "SEE_REPORT", _("看日报")
    SEAL_REPORT = "SEAL_REPORT", _("上报封存日报")
    RECEIVE_REPORT = "RECEIVE_REPORT", _("签收、退回下级日报")
    SET_REPORT_HOURS = "SET_REPORT_HOURS", _("规定上报时间")  # by when each level reports, days of rest
    SET_COUNTY_HOURS = "SET_COUNTY_HOURS", _("规定本县乡镇、社区的上报时间")
    SET_PARTICIPATION = "SET_PARTICIPATION", _("规定哪些社区启用、要上报")
    KEEP_FORMS = "KEEP_FORMS", _("填上级表格")  # what superiors ask of one's own area, in their own files
    SET_PROTOCOL = "SET_PROTOCOL", _("规定观察方案")
    KEEP_ACCOUNTS = "KEEP_ACCOUNTS", _("添加账号，更正姓名")  # an account without a post opens nothing
    GIVE_POSTS = "GIVE_POSTS", _("给岗位、结束岗位")
    SET_SECOND_FACTORS = "SET_SECOND_FACTORS", _("规定哪些岗位要两步验证")  # at the province
    ISSUE_PAPER = "ISSUE_PAPER", _("出具文书")
    EDIT_PAPER_TEXTS = "EDIT_PAPER_TEXTS", _("修改文书文本")
    EDIT_PAPER_OFFICE = "EDIT_PAPER_OFFICE", _("填写文书落款")
    SEE_TEAMS = "SEE_TEAMS", _("看责任组")  # who is in a team, by name
    FILL_TEAMS = "FILL_TEAMS", _("安排责任组、代班、交接")  # seats, substitutions, hand-overs
    EDIT_TEAMS = "EDIT_TEAMS", _("规定责任组的岗位")  # what seats a team has
    KEEP_RETENTION = "KEEP_RETENTION", _("看身份销毁的预告，暂缓销毁")
    SEE_RETENTION = "SEE_RETENTION", _("看身份销毁的数字")  # how many below
    FOLLOW_LEAK = "FOLLOW_LEAK", _("看一次泄露涉及哪些人（看不到的人只看数字）")
    SEE_AUDIT = "SEE_AUDIT", _("看留痕")  # who did what, without the persons it was done to
    HAND_OVER_TO_POLICE = "HAND_OVER_TO_POLICE", _("把拒绝的人移交民警")
    ANSWER_HAND_OVER = "ANSWER_HAND_OVER", _("民警答复移交")  # what the police did about somebody handed over
    SEE_HEADCOUNTS = "SEE_HEADCOUNTS", _("看人数（只看数字）")  # doors, people and workers, by community
    EXPORT_PEOPLE = "EXPORT_PEOPLE", _("说明原因后导出人员名单")  # take a list of persons away, for a reason
    APPROVE_EXPORT = "APPROVE_EXPORT", _("批准别人的导出（只看人数）")
    SEE_ASSIGNED = "SEE_ASSIGNED", _("看分派给本人的事")
    KEEP_HELPERS = "KEEP_HELPERS", _("给志愿者发链接、收回链接")
    HAND_OVER_SHIFT = "HAND_OVER_SHIFT", _("交班、接班")
    KEEP_COLLEAGUES = "KEEP_COLLEAGUES", _("添加本社区的网格员和医生、结束和更正他们的岗位")
    SCREEN_DOORS = "SCREEN_DOORS", _("逐户排查")
    KEEP_DOORS = "KEEP_DOORS", _("维护住户底册和户数，开始新一轮排查")
    ANSWER_REQUESTS = "ANSWER_REQUESTS", _("答复本人对自己数据的要求")
    LOCK_PERSON = "LOCK_PERSON", _("停用账号，让人退出登录")  # of those all of whose posts lie in reach
    UNLOCK_PERSON = "UNLOCK_PERSON", _("恢复停用的账号")
    RESET_PASSWORD = "RESET_PASSWORD", _("为他人重设密码")
    CONFIRM_POST = "CONFIRM_POST", _("确认别人任命的岗位")  # linli.staff.confirming
    KEEP_CHANNELS = "KEEP_CHANNELS", _("设置对外通知渠道，看发出的消息")  # of the own office
    SEE_WORK_PHONES = "SEE_WORK_PHONES", _("看上下级同事的工作电话")


# At which levels a post of a role stands.
LEVELS: Final[dict[Role, frozenset[Level]]] = {
    Role.SECRETARY: frozenset({Level.COMMUNITY}),
    Role.GRID_WORKER: frozenset({Level.COMMUNITY, Level.GRID}),
    Role.DOCTOR: frozenset({Level.COMMUNITY}),
    Role.TOWNSHIP_OFFICER: frozenset({Level.TOWNSHIP}),
    Role.COUNTY_OFFICER: frozenset({Level.COUNTY}),
    Role.CITY_OFFICER: frozenset({Level.CITY}),
    Role.PROVINCE_OFFICER: frozenset({Level.PROVINCE}),
    Role.CLINIC: frozenset({Level.COUNTY}),
    Role.AUDITOR: frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY}),  # where chains of events are
    Role.POLICE: frozenset({Level.TOWNSHIP}),
    Role.STOREKEEPER: frozenset({Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY}),
    Role.CLEANER: frozenset({Level.TOWNSHIP, Level.COMMUNITY}),
    Role.PSYCH_WORKER: frozenset({Level.TOWNSHIP, Level.COMMUNITY}),
    Role.PUBLICITY: frozenset({Level.TOWNSHIP, Level.COMMUNITY}),
    Role.TREASURER: frozenset({Level.TOWNSHIP, Level.COMMUNITY}),
    Role.HELPER: frozenset({Level.COMMUNITY}),
    Role.ADMINISTRATOR: frozenset(Level) - {Level.GRID},
    Role.SECURITY_ADMINISTRATOR: frozenset(Level) - {Level.GRID},
}

# What whoever runs a community gives within it, and nothing else: never her own role, never one of another level.
COLLEAGUE_ROLES: Final = (Role.GRID_WORKER, Role.DOCTOR)


def _all(relation: Relation, *actions: Action) -> dict[Action, Relation]:
    return dict.fromkeys(actions, relation)


def _above(*actions: Action) -> dict[Action, Relation]:
    """Return what every officer above the community may do, and more; the word of an office is its own."""
    # Received is what the next level below sealed, and by that office alone: nobody acts over the head of the level between.
    own = _all(
        Relation.OWN_OFFICE,
        Action.SEAL_REPORT,
        Action.RECEIVE_REPORT,
        Action.KEEP_FORMS,
        Action.KEEP_CHANNELS,
        Action.ANSWER_FINDING,
    )
    next_below = _all(Relation.OWN_AND_NEXT, Action.CONFIRM_POST, Action.JUDGE_FINDING)
    chain = _all(Relation.CHAIN, Action.SEE_WORK_PHONES)
    below = _all(Relation.BELOW, Action.SEE_REPORT, *actions)
    return own | next_below | chain | below


RIGHTS: Final[Mapping[Role, Mapping[Action, Relation]]] = {
    Role.SECRETARY: _all(
        Relation.OWN_COMMUNITY,
        Action.SEE_PERSON,
        Action.REVEAL_IDENTITY,
        Action.RING_HOUSEHOLD,
        Action.REGISTER_PERSON,
        Action.JOIN_PEOPLE,
        Action.ASSIGN_GRID,
        Action.IMPORT_ROSTER,
        Action.RECORD_CHECK,
        Action.SEE_OVERDUE,
        Action.CLOSE_OBSERVATION,
        Action.RELEASE_PERSON,  # where the protocol names the secretary to sign
        Action.SEE_REFERRAL,
        Action.MOVE_REFERRAL,
        Action.TRACE_LEADS,
        Action.DIRECT_LEADS,
        Action.ANSWER_FINDING,
        Action.RAISE_EMERGENCY,
        Action.ANSWER_EMERGENCY,
        Action.ISSUE_SIGN_IN_CODE,
        Action.KEEP_PHONES,
        Action.SEE_REPORT,
        Action.ISSUE_PAPER,
        Action.EDIT_PAPER_OFFICE,
        Action.SEE_TEAMS,
        Action.FILL_TEAMS,
        Action.EDIT_TEAMS,
        Action.KEEP_RETENTION,
        Action.HAND_OVER_TO_POLICE,
        Action.EXPORT_PEOPLE,
        Action.APPROVE_EXPORT,  # of the doctor, of another secretary
        Action.KEEP_HELPERS,
        Action.HAND_OVER_SHIFT,
        Action.KEEP_COLLEAGUES,
        Action.KEEP_CLINICS,  # those that her community put on the county's list
        Action.SCREEN_DOORS,
        Action.KEEP_DOORS,
        Action.LOCK_PERSON,
        Action.UNLOCK_PERSON,
        Action.RESET_PASSWORD,
        Action.CONFIRM_POST,
        Action.FOLLOW_LEAK,
        Action.ANSWER_REQUESTS,
    )
    | _all(Relation.OWN_OFFICE, Action.SEAL_REPORT, Action.KEEP_FORMS, Action.KEEP_CHANNELS)
    | _all(Relation.CHAIN, Action.SEE_WORK_PHONES),
    Role.GRID_WORKER: _all(
        Relation.OWN_GRID,
        Action.SEE_PERSON,
        Action.RING_HOUSEHOLD,
        Action.REGISTER_PERSON,
        Action.RECORD_CHECK,
        Action.SEE_OVERDUE,
        Action.SEE_REFERRAL,
        Action.ISSUE_PAPER,
        Action.SEE_TEAMS,
        Action.TRACE_LEADS,
        Action.RAISE_EMERGENCY,
        Action.HAND_OVER_SHIFT,
        Action.SCREEN_DOORS,
    )
    | _all(Relation.CHAIN, Action.SEE_WORK_PHONES),
    Role.DOCTOR: _all(
        Relation.OWN_COMMUNITY,
        Action.SEE_PERSON,
        Action.REVEAL_IDENTITY,
        Action.RING_HOUSEHOLD,
        Action.RECORD_CHECK,
        Action.SEE_OVERDUE,
        Action.REVIEW_ALERT,
        Action.RELEASE_PERSON,
        Action.SEE_REFERRAL,
        Action.JUDGE_REFERRAL,
        Action.MOVE_REFERRAL,
        Action.ISSUE_PAPER,
        Action.SEE_TEAMS,
        Action.RAISE_EMERGENCY,
        Action.EXPORT_PEOPLE,
        Action.HAND_OVER_SHIFT,
    )
    | _all(Relation.CHAIN, Action.SEE_WORK_PHONES),
    # A list handed down reaches the township first; it may put it into a community, and sees counts from then on.
    Role.TOWNSHIP_OFFICER: _above(
        Action.IMPORT_ROSTER,
        Action.SEE_OVERDUE,
        Action.EDIT_TEAMS,
        Action.SET_PARTICIPATION,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_EMERGENCY,
        Action.APPROVE_EXPORT,
    ),
    Role.COUNTY_OFFICER: _above(
        Action.SEE_OVERDUE,
        Action.SET_PROTOCOL,
        Action.EDIT_PAPER_TEXTS,
        Action.KEEP_CLINICS,
        Action.STAFF_CLINICS,
        Action.SET_COUNTY_HOURS,
        Action.SET_PARTICIPATION,
        Action.SEE_RETENTION,
        Action.EDIT_TEAMS,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_EMERGENCY,
    ),
    Role.CITY_OFFICER: _above(Action.HEAR_EMERGENCY, Action.SEE_OVERDUE),
    Role.PROVINCE_OFFICER: _above(Action.HEAR_EMERGENCY, Action.SEE_OVERDUE, Action.SET_REPORT_HOURS),
    # Either may lock, for that takes nothing but access; what lets somebody in is the other's.
    Role.ADMINISTRATOR: _all(Relation.BELOW, Action.KEEP_ACCOUNTS, Action.RESET_PASSWORD, Action.LOCK_PERSON)
    | _all(Relation.OWN_OFFICE, Action.KEEP_CHANNELS),
    Role.SECURITY_ADMINISTRATOR: _all(
        Relation.BELOW,
        Action.GIVE_POSTS,
        Action.SET_SECOND_FACTORS,
        Action.LOCK_PERSON,
        Action.UNLOCK_PERSON,
        Action.CONFIRM_POST,
    ),
    # Sees only what was sent to its own clinic: linli.referrals.queries.
    Role.CLINIC: _all(Relation.HANDED_OVER, Action.ANSWER_REFERRAL),
    Role.AUDITOR: _all(Relation.OWN_CHAIN, Action.SEE_AUDIT, Action.FOLLOW_LEAK),
    # Sees only what a secretary handed over to its station: linli.police.queries.
    Role.POLICE: _all(Relation.HANDED_OVER, Action.ANSWER_HAND_OVER),
    Role.STOREKEEPER: _all(Relation.BELOW, Action.SEE_HEADCOUNTS),
    # These see only what was assigned to them: linli.staff.queries.assignments.
    **dict.fromkeys(
        (Role.CLEANER, Role.PSYCH_WORKER, Role.PUBLICITY, Role.TREASURER, Role.HELPER),
        _all(Relation.ASSIGNED, Action.SEE_ASSIGNED),
    ),
}


def roles_with(*, action: Action) -> list[Role]:
    """Return the roles that may do an action somewhere."""
    return [role for role, actions in RIGHTS.items() if action in actions]


def may_with(*, roles: Iterable[Role], action: Action) -> bool:
    """Say whether one of some roles may do an action anywhere."""
    return any(action in RIGHTS[role] for role in roles)
