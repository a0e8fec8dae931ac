"""Filters that turn stored codes and tenths into words on a page."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.observation import labels
from linli.observation.labels import Label
from linli.observation.models import Alert, Observation
from linli.observation.queries.period import period_of
from linli.observation.rules import Basis, State
from linli.observation.rules.deaths import CLOSED_BY_DEATH
from linli.protocols import asked
from linli.protocols import labels as protocol_labels
from linli.protocols.asked import symptom_word
from linli.protocols.questions import read

register = template.Library()

TABLES: dict[str, dict[str, Label]] = {
    "symptom": dict(protocol_labels.ALL_SYMPTOMS),
    "outcome": dict(labels.OUTCOMES),
    "channel": labels.ALL_CHANNELS,
    "state": labels.STATES,
    "slot": labels.SLOT_STATES,
    "level": labels.LEVELS,
    "session": protocol_labels.SESSIONS,
    "cause": labels.CAUSES,
    "anchor": protocol_labels.ANCHORS,
    "category": labels.CATEGORIES,
    "sex": labels.SEXES,
    "site": dict(labels.SITES),
    "basis": labels.ALL_BASES,
    "judgement": dict(labels.JUDGEMENTS),
    "decision": labels.DECISIONS,
    "tag": labels.TAGS,
    "lab": dict(labels.LAB_RESULTS),
    "refusal": labels.REFUSAL_STEPS,
    "place": dict(labels.PLACES),
    "contact": labels.CONTACTS,
    "event": labels.EVENTS,
    "family": labels.FAMILY_ILL,
    "case": labels.CASES_AT_HOME,
}
# Red only where somebody must act now; a slot missed on an earlier day can no longer be made good.
SLOT_CHIPS: Final = {
    "LATER": "chip-away",
    "OPEN": "chip-due",
    "OVERDUE": "chip-overdue",
    "DONE": "chip-done",
    "NOBODY_HOME": "chip-tried",
    "REFUSED": "chip-tried",
    "NOT_NEEDED": "chip-away",
    "MISSED": "chip-soon",
}


@register.filter
def word(code: str, table: str) -> Label:
    """Return the word for a code: {{ check.channel|word:"channel" }}."""
    return TABLES[table][code]


@register.filter
def decided_why(reason: str) -> Label:
    """Return why something was decided: as it was typed, or the words for what the product decided by a rule."""
    return labels.DECIDED_BY_RULE.get(reason, reason)


@register.filter
def is_by_rule(reason: str) -> bool:
    """Say whether a rule decided, so that nobody stands as who did it by hand."""
    return reason in labels.DECIDED_BY_RULE


@register.filter
def closed_how(alert: Alert) -> str:
    """Return what closed an alert where that was no review; '' for one that somebody reviewed."""
    if alert.review_reason.startswith(CLOSED_BY_DEATH):
        return _("随去世登记关闭，没有复核；登记的人：")
    if alert.struck_at:
        return _("随登记划掉关闭，没有复核；划掉的人：")
    return ""


@register.filter
def celsius(tenths: int | None) -> str:
    """Return 36.5 for 365, and a dash where nothing was measured."""
    return "—" if tenths is None else f"{tenths // 10}.{tenths % 10}"


@register.filter
def symptom_words(codes: Iterable[str]) -> str:
    """Return symptoms as one line."""
    return "、".join(str(symptom_word(code)) for code in codes)


@register.filter
def symptoms_with_basis(check: Any) -> str:
    """Return a check's symptoms as one line, each with how it is known, then what nobody could judge."""
    basis: dict[str, str] = check.basis
    there = [_with_basis(code, basis.get(code, "")) for code in check.symptoms]
    unknown = [_with_basis(code, how) for code, how in basis.items() if how == Basis.NOT_ASSESSED]
    return "、".join([*there, *unknown])


@register.filter
def answers_told(check: Any) -> list[tuple[str, str]]:
    """Return a check's answers to the further questions of its version, as (question, answer)."""
    return asked.answers_told(version=check.asked_under, said=read(check.answers))


def _with_basis(code: str, how: str) -> str:
    symptom = symptom_word(code)
    return f"{symptom}（{TABLES['basis'][how]}）" if how else str(symptom)


@register.filter
def period_day(observation: Observation) -> str:
    """Return today's day of an observation that goes on, 第4天，共14天; that it is over; '' for one that has ended."""
    if observation.state != State.OBSERVING:
        return ""
    period = period_of(observation=observation, day=day_of(timezone.now()))
    if period.is_over:
        return _("%(length)s 天已满") % {"length": period.length}
    return _("第%(number)s天，共%(length)s天") % {"number": period.number, "length": period.length}


@register.filter
def observed_until(observation: Observation) -> str:
    """Return until which day somebody is observed, as a list says it."""
    return _("观察到 %(day)s") % {"day": f"{observation.last_on:%m-%d}"}


@register.filter
def slot_chip(state: str) -> str:
    """Return the colour of a slot's chip."""
    return SLOT_CHIPS[state]


@register.filter
def session_chip(slot: Any) -> SafeString:
    """Return the chip of a session and how it stands. A list shows a hundred of a dozen, so each is drawn once in a process."""
    return _session_chip(slot.session, slot.state, get_language())


@lru_cache(maxsize=256)
def _session_chip(session: str, state: str, _language: str | None) -> SafeString:
    return render_to_string("observation/session_chip.html", {"session": session, "state": state})


@register.filter
def named(key: Any, table: Mapping[Any, str]) -> str:
    """Return what a table says for a key, or '': {{ alert.reviewed_by|named:reviewers }}."""
    return table.get(key, "")
