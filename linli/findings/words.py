"""What is known of a finding, in one sentence: numbers and hours, no judgement, nobody's name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.clock import SHANGHAI
from linli.reports.registers import COLUMN_LABELS
from linli.spans import span_words

SENTENCES: Final[dict[str, Promise]] = {
    "MISSING": _("%(due)s 截止，还没有日报。"),
    "LATE": _("日报迟了 %(span)s。"),
    "LATE SINCE": _("%(due)s 截止，%(at)s 才报，日报迟了 %(span)s。"),
    "CORRECTED_DOWN": _("更正后“%(figure)s”由 %(before)s 变为 %(after)s。"),
    "ROWS_CHANGED": _("封存的日报对不上：%(fault)s。"),
    "SAME_READING": _("一人当天 %(of)s 次体温里有 %(times)s 次都是 %(celsius)s ℃。"),
    "TOO_FAST": _("%(since)s 起三分钟内登记了 %(doors)s 户。"),
    "LAST_MINUTES": _("%(due)s 截止的一班，%(of)s 次登记里有 %(late)s 次在最后十分钟。"),
    "BACK_DATED": _("%(of)s 次登记里有 %(times)s 次在一天以后才传到。"),
    "ZERO_IMPROBABLE": _(
        "查了 %(checks)s 次没有一例异常；同街道其他社区查了 %(peers_checks)s 次，有 %(peers_found)s 例。请回电核实。"
    ),
    "CLINIC": _("发热门诊接诊了 %(patients)s 名正在观察的人，前后两天台账里没有他们的异常。请回电核实。"),
    "LEADS OVERDUE": _("%(leads)s 条交办的线索过了时限，还没有结果。"),
    "LEADS KNOWN": _("%(known)s 条线索答复“查无此人”或“找不到”，本社区台账里却有这个人。"),
    "SELF_REPORT": _("统计时段内有 %(times)s 次本人自报发热或症状，日报的异常是 0。"),
    "SUM": _("“%(figure)s”上报 %(told)s，当时下级各报相加是 %(below)s。"),
}
FAULTS: Final[dict[str, Promise]] = {
    "CONTENT": _("内容与封存时不同"),
    "PREVIOUS": _("与前一份日报接不上"),
    "ROWS": _("背后的记录与统计时不同"),
    "RECEIVED": _("与上级签收的不同"),
}


def sentence_of(*, kind: str, said: Mapping[str, Any]) -> str:
    """Return what is known of a finding in the reader's language."""
    words: dict[str, object] = dict(said)
    for name in ("due", "since", "at"):
        if name in said:
            words[name] = f"{datetime.fromisoformat(said[name]).astimezone(SHANGHAI):%m-%d %H:%M}"
    if "minutes" in said:
        words["span"] = span_words(minutes=said["minutes"])
    if "figure" in said:
        words["figure"] = COLUMN_LABELS[said["figure"]]
    if "fault" in said:
        words["fault"] = FAULTS[said["fault"]]
    if "tenths" in said:
        words["celsius"] = f"{said['tenths'] // 10}.{said['tenths'] % 10}"
    return str(SENTENCES[_told_as(kind, said)]) % words


def _told_as(kind: str, said: Mapping[str, Any]) -> str:
    """Return which sentence tells a finding: some kinds have two."""
    if kind == "LATE" and "due" in said:
        return "LATE SINCE"
    if kind == "LEADS":
        return "LEADS OVERDUE" if "leads" in said else "LEADS KNOWN"
    return kind


# Short words for a kind, at the head of a count.
KINDS: Final[dict[str, Promise]] = {
    "MISSING": _("没有日报"),
    "LATE": _("日报迟了"),
    "CORRECTED_DOWN": _("更正后变少"),
    "ROWS_CHANGED": _("封存对不上"),
    "SAME_READING": _("体温都一样"),
    "TOO_FAST": _("登记太快"),
    "LAST_MINUTES": _("赶在最后登记"),
    "BACK_DATED": _("隔天才传到"),
    "ZERO_IMPROBABLE": _("没有一例异常"),
    "CLINIC": _("门诊见到、台账没有"),
    "LEADS": _("线索没有结果或对不上"),
    "SELF_REPORT": _("自报发热、日报为 0"),
    "SUM": _("与下级相加不一致"),
}
STATES: Final[dict[str, Promise]] = {
    "OPEN": _("等答复"),
    "SENT_BACK": _("退回，等再答复"),
    "ANSWERED": _("等上级判断"),
    "ENOUGH": _("已了结"),
    "GONE": _("已不是这样，不用再答复"),
}
WHY_GONE: Final[dict[str, Promise]] = {
    "REPORTED": _("后来报了"),
    "NOT_EXPECTED": _("那天不用上报"),
    "NO_LONGER": _("再核对时已经对得上"),
}
MOVES: Final[dict[str, Promise]] = {
    "ANSWER": _("答复"),
    "CORRECT_ANSWER": _("更正答复"),
    "FIND_ENOUGH": _("上级认为可以了结"),
    "SEND_BACK": _("上级退回"),
    "TAKE_BACK": _("上级撤回了判断"),
}
