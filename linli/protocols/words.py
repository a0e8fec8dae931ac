"""A protocol version in words: one line of label and words for each thing that it asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.protocols.asked import choices_of, symptoms_asked, worded
from linli.protocols.labels import ANCHORS, SESSIONS
from linli.protocols.questions import Question
from linli.protocols.rules import ProtocolRules, Stage, differing
from linli.referrals.labels import STATES as REFERRAL_STATES
from linli.staff.labels import ROLES, Label

PLACES: Final[dict[str, Label]] = {"HOME": gettext_lazy("居家"), "CENTRAL": gettext_lazy("集中点")}
STATUSES: Final[dict[str, Label]] = {
    "CENTRAL_OBSERVATION": gettext_lazy("集中医学观察：不外出"),
    "HOME_OBSERVATION": gettext_lazy("居家医学观察：不外出、不接触"),
    "HOME_MONITORING": gettext_lazy("居家健康监测：非必要不外出，外出要申报"),
    "HEALTH_MONITORING": gettext_lazy("健康监测：只往返单位和住处"),
    "SELF_MONITORING": gettext_lazy("自我健康监测：做好防护可以外出"),
}
NEEDS: Final[dict[str, Label]] = {
    "PERIOD": gettext_lazy("观察期满"),
    "EVERY_SLOT": gettext_lazy("每个时段都已查或已说明"),
    "NO_OPEN_ALERT": gettext_lazy("没有待复核的预警"),
    "NO_SYMPTOM": gettext_lazy("没有症状"),
    "TEST": gettext_lazy("核酸检测阴性"),
}
# The order of the page: from when, how long, what is asked every day, what follows.
LABELS: Final[dict[str, Label]] = {
    "anchors": gettext_lazy("起算日"),
    "counts_anchor_day": gettext_lazy("起算当天"),
    "length_days": gettext_lazy("观察天数"),
    "stages": gettext_lazy("阶段"),
    "sessions": gettext_lazy("每日时段"),
    "grace_minutes": gettext_lazy("算作超时"),
    "fever_tenths": gettext_lazy("发热"),
    "remeasure_below_tenths": gettext_lazy("偏低重测"),
    "lowest_tenths": gettext_lazy("最低可信"),
    "highest_tenths": gettext_lazy("最高可信"),
    "symptoms": gettext_lazy("预警症状"),
    "questions": gettext_lazy("另问的问题"),
    "contact_window_days": gettext_lazy("密接起点"),
    "step_limits": gettext_lazy("送医时限"),
    "release_needs": gettext_lazy("解除条件"),
    "release_signers": gettext_lazy("解除签字"),
    "follow_up_days": gettext_lazy("解除后随访"),
    "keep_days": gettext_lazy("身份保存"),
}


@dataclass(frozen=True)
class Parameter:
    """One thing that a version asks, in words."""

    field: str
    label: Label
    words: str


@dataclass(frozen=True)
class Difference:
    """One thing in which two versions differ, side by side."""

    label: Label
    base: str
    own: str


def parameters_of(*, rules: ProtocolRules) -> list[Parameter]:
    """Return everything that a version asks, in the order of the page."""
    words = _words(rules)
    return [Parameter(field, label, words[field]) for field, label in LABELS.items()]


def differences(*, base: ProtocolRules, own: ProtocolRules) -> list[Difference]:
    """Return what differs between two versions, in the order of the page; nothing where they ask the same."""
    fields = set(differing(one=base, other=own))
    before, after = _words(base), _words(own)
    return [
        Difference(label, before[field], after[field]) for field, label in LABELS.items() if field in fields
    ]


def _words(rules: ProtocolRules) -> dict[str, str]:
    return {
        "anchors": " → ".join(str(ANCHORS[anchor]) for anchor in rules.anchors),
        "counts_anchor_day": _("算第 1 天") if rules.counts_anchor_day else _("算第 0 天，次日为第 1 天"),
        "length_days": _("%(n)s 天") % {"n": rules.length_days},
        "stages": "；".join(_stage(stage) for stage in rules.stages),
        "sessions": "；".join(f"{SESSIONS[s.code]} {s.opens:%H:%M}–{s.due:%H:%M}" for s in rules.sessions),
        "grace_minutes": _("时段结束后 %(n)s 分钟") % {"n": rules.grace_minutes},
        "fever_tenths": _("%(c)s ℃ 及以上") % {"c": _celsius(rules.fever_tenths)},
        "remeasure_below_tenths": _("低于 %(c)s ℃") % {"c": _celsius(rules.remeasure_below_tenths)},
        "lowest_tenths": f"{_celsius(rules.lowest_tenths)} ℃",
        "highest_tenths": f"{_celsius(rules.highest_tenths)} ℃",
        "symptoms": _listed(dict(symptoms_asked(rules=rules)), rules.symptoms),
        "questions": "；".join(_question(one) for one in rules.questions) or "—",
        "contact_window_days": _("发病或采样前 %(n)s 天起") % {"n": rules.contact_window_days}
        if rules.contact_window_days
        else _("发病之后"),
        "step_limits": "；".join(
            f"{REFERRAL_STATES[state]} " + _("%(n)s 分钟") % {"n": minutes}
            for state, minutes in rules.step_limits.items()
        )
        or "—",
        "release_needs": _listed(NEEDS, rules.release_needs),
        "release_signers": _listed(ROLES, rules.release_signers),
        "follow_up_days": _days(rules.follow_up_days) or _("不随访"),
        "keep_days": _("观察结束后 %(n)s 天销毁") % {"n": rules.keep_days},
    }


def _stage(stage: Stage) -> str:
    said = _("%(place)s %(n)s 天，%(status)s") % {
        "place": PLACES[stage.place],
        "n": stage.days,
        "status": STATUSES[stage.status],
    }
    if not stage.test_days:
        return said
    return said + _("，核酸检测：%(days)s") % {"days": _days(stage.test_days)}


def _question(question: Question) -> str:
    choices = " / ".join(words for _code, words in choices_of(question))
    return f"{worded(question)}（{choices}）" if choices else worded(question)


def _days(days: Iterable[int]) -> str:
    numbers = "、".join(str(day) for day in days)
    return _("第 %(days)s 天") % {"days": numbers} if numbers else ""


def _listed(table: Mapping[str, Label], codes: Iterable[str]) -> str:
    return "、".join(str(table[code]) for code in codes) or "—"


def _celsius(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"
