"""What is said after checks were typed beside each other: why one was refused, and what became of all."""

from collections.abc import Mapping, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.observation import commands, rules
from linli.observation.queries import cases
from linli.protocols.versions import rules_of


def say_refusals(*, told: Sequence[forms.Form], refused: Mapping[int, Exception]) -> None:
    """Say of each check that was refused why, at its own form. refused: place in `told` -> why."""
    for place, why in refused.items():
        if isinstance(why, rules.UnbelievableTemperature):
            told[place].add_error("temperature", _("体温应在 34.0 到 42.0 ℃ 之间，请重新测量。"))
        elif isinstance(why, commands.CheckIdReused):
            told[place].add_error(None, _("这次登记已经保存；要更正请重新打开本页再测一次。"))
        elif isinstance(why, commands.ObservationClosed):
            told[place].add_error(None, _("观察已经结束，不能再登记。"))
        elif isinstance(why, commands.CheckBeforeObservation):
            told[place].add_error(None, _("测量时间早于登记日期，请改正。"))
        else:
            told[place].add_error(None, _("测量时间在将来，请改正。"))


def say_saved(
    *, request: HttpRequest, rows: Sequence[cases.Observation], answers: Sequence[commands.Recorded]
) -> None:
    """Say what became of checks that were saved, each kind once with its names; what was saved before is said to be so."""
    both = [(row, answer) for row, answer in zip(rows, answers, strict=True) if not answer.known]
    if known := len(answers) - len(both):
        messages.info(request, _("%(n)s 人刚才已经登记过，没有再登记一次。") % {"n": known})
    if not both:
        return
    causes = {
        rules.Cause.DISAGREES: _("与本人自报的不一致，已请医生复核。"),
        rules.Cause.ANTIPYRETIC: _("服过退烧药，体温不能说明情况，已请医生复核。"),
    }
    for cause in rules.Cause:
        if found := [row.person.name for row, answer in both if answer.cause == cause]:
            referred = cause in rules.REFERRED
            words = causes.get(cause) or (
                _("已发出预警，并建议送发热门诊。") if referred else _("已发出预警，请医生判断要不要送医。")
            )
            messages.error(request, f"{_names(found)}：{words}")
    if found := [row.person.name for row, answer in both if not answer.answers]:
        words = _("已保存。上一个时段漏查，或家里有人发热，这次须上门；电话登记不能代替，仍列在待查中。")
        messages.warning(request, f"{_names(found)}：{words}")
    if found := [row.person.name for row, answer in both if _is_low(row, answer)]:
        messages.warning(request, f"{_names(found)}：{_('体温偏低，请换部位再测一次。')}")
    messages.success(request, _("已登记 %(n)s 人。") % {"n": len(both)})


def _names(found: Sequence[str]) -> str:
    return "、".join(found)


def _is_low(row: cases.Observation, answer: commands.Recorded) -> bool:
    check = answer.check
    if check is None or check.temperature_tenths is None:
        return False
    return rules.must_remeasure(
        protocol=rules_of(row.protocol_id), temperature_tenths=check.temperature_tenths
    )
