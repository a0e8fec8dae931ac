"""Protocol rows as the values that rules take, and as slots of duties; and which of them is in force."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models.functions import Length

from linli.clock import days_from, moment
from linli.duties.commands import Slot
from linli.protocols.models import Protocol, ProtocolInForce
from linli.protocols.questions import questions_of, rows_of, symptoms_of
from linli.protocols.rules import Anchor, Place, ProtocolRules, ReleaseNeed, Session, Stage, Status

NATION = ""


class NoProtocol(Exception):
    """No protocol version is in force on this day."""


def areas_above(*, area: str) -> list[str]:
    """List whose versions hold in an area, the nation's ('') first, the county's last."""
    return [NATION, *(area[:digits] for digits in (2, 4, 6) if digits <= len(area))]


def protocol_on(*, day: date, area: str) -> Protocol:
    """Return the version under which an observation of this day opens in an area.

    The county's own declaration wins over the city's, the province's and the nation's, and of one area the latest.
    A declared version counts within its valid_from and valid_until only. Raises NoProtocol.
    Source: docs/decisions/016-protocol-in-force.md.
    """
    declared = (
        ProtocolInForce.objects.filter(
            area__in=areas_above(area=area), from_on__lte=day, protocol__valid_from__lte=day
        )
        .exclude(protocol__valid_until__lte=day)
        .select_related("protocol")
        .order_by(Length("area").desc(), "-from_on", "-at", "-pk")
        .first()
    )
    if declared is None:
        raise NoProtocol(day)
    return declared.protocol


@cache
def rules_of(protocol_code: str) -> ProtocolRules:
    """Return the rules of a version. Versions never change once written, so each is read once."""
    return read_rules(Protocol.objects.get(pk=protocol_code))


def version_or_none(protocol_code: str) -> ProtocolRules | None:
    """Return the rules of a version that somebody names, None where there is none of that code."""
    try:
        return rules_of(protocol_code)
    except Protocol.DoesNotExist:
        return None


def read_rules(row: Protocol) -> ProtocolRules:
    """Return a row as the values that rules take."""
    return ProtocolRules(
        code=row.code,
        length_days=row.length_days,
        counts_anchor_day=row.counts_anchor_day,
        sessions=tuple(
            Session(s["code"], time.fromisoformat(s["opens"]), time.fromisoformat(s["due"]))
            for s in row.sessions
        ),
        fever_tenths=row.fever_tenths,
        lowest_tenths=row.lowest_tenths,
        highest_tenths=row.highest_tenths,
        remeasure_below_tenths=row.remeasure_below_tenths,
        symptoms=tuple(row.symptoms),
        anchors=tuple(Anchor(code) for code in row.anchors),
        stages=tuple(
            Stage(Place(s["place"]), s["days"], Status(s["status"]), tuple(s["test_days"]))
            for s in row.stages
        ),
        grace_minutes=row.grace_minutes,
        follow_up_days=tuple(row.follow_up_days),
        contact_window_days=row.contact_window_days,
        step_limits=dict(row.step_limits),
        release_needs=tuple(ReleaseNeed(code) for code in row.release_needs),
        release_signers=tuple(row.release_signers),
        keep_days=row.keep_days,
        own_symptoms=symptoms_of(row.own_symptoms),
        questions=questions_of(row.questions),
    )


def columns_of(rules: ProtocolRules) -> dict[str, Any]:
    """Return rules as the columns of a row; the other way of `read_rules`."""
    plain = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(rules).items()
        if name not in {"sessions", "stages", "own_symptoms", "questions"}
    }
    return plain | {
        "sessions": [
            {"code": s.code, "opens": f"{s.opens:%H:%M}", "due": f"{s.due:%H:%M}"} for s in rules.sessions
        ],
        "stages": [
            {"place": s.place, "days": s.days, "status": s.status, "test_days": list(s.test_days)}
            for s in rules.stages
        ],
        "step_limits": dict(rules.step_limits),
        "own_symptoms": rows_of(rules.own_symptoms),
        "questions": rows_of(rules.questions),
    }


def slots_of(*, rules: ProtocolRules, from_: datetime, first: date, last: date) -> list[Slot]:
    """List the sessions of the days that fall due after `from_`: none whose hour has passed."""
    slots = [
        Slot(
            slot_on=day,
            session=s.code,
            opens_at=moment(day, s.opens),
            due_at=moment(day, s.due),
            overdue_at=moment(day, s.due) + timedelta(minutes=rules.grace_minutes),
        )
        for day in days_from(first, last)
        for s in rules.sessions
    ]
    return [slot for slot in slots if slot.due_at > from_]
