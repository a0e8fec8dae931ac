"""What somebody of the community must look at first: kept sealed, as it came."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.emergencies.phone import EMERGENCY
from linli.messages import Message, Refused
from linli.observation.models import Observation
from linli.observation.phone.checks import CHECK
from linli.observation.rules import is_fever
from linli.phone.fingerprints import fingerprint
from linli.phone.kinds import kind_of
from linli.phone.models import HeldOperation
from linli.phone.reading import Delivery, TimeUnknown, as_resolved, read_message
from linli.phone.rules import Alarm, WhyHeld
from linli.protocols.versions import rules_of
from linli.sealing.seals import seal
from linli.staff.rules import may_at

# What its worker reads on the phone.
TOLD: Final = {
    WhyHeld.REVOKED: _("这部手机已停用，记录由社区核对。"),
    WhyHeld.NO_POST: _("记录那天，您的岗位不管这一户；记录已交给社区核对。"),
    WhyHeld.WHICH_TIME: _("手机的时间变过，这条记录的时间由社区核对。"),
    WhyHeld.POST_ENDED: _("您的岗位在这一天结束，记录已交给社区核对。"),
}


@transaction.atomic
def hold_operations(
    *, said: Sequence[Mapping[str, Any]], why: WhyHeld, delivery: Delivery
) -> list[dict[str, Any]]:
    """Keep what a phone sent and may not tell by itself; the same again is kept once.

    Returns an answer each, all held. What tells a fever or an emergency is marked, for somebody must look at it now.
    """
    HeldOperation.objects.bulk_create(
        (_row(said=one, why=why, delivery=delivery) for one in said), ignore_conflicts=True
    )
    return [
        {"id": str(one.get("id", "")), "status": "held", "code": why.lower(), "reason": str(TOLD[why])}
        for one in said
    ]


def _row(*, said: Mapping[str, Any], why: WhyHeld, delivery: Delivery) -> HeldOperation:
    row = HeldOperation(
        operation=_name_of(said),
        phone_id=delivery.phone,
        sealed=seal(json.dumps(said)),
        skew_seconds=delivery.skew_seconds,
        why=why,
        received_at=delivery.now,
    )
    try:
        message = read_message(said=said, delivery=delivery)
    except TimeUnknown as asked:
        row.times = [one.isoformat() for one in asked.readings]
        # Where it is and what alarms in it does not hang on the hour.
        message = read_message(said=as_resolved(said=said, at=delivery.now), delivery=delivery)
    except Refused:
        return row  # nobody can say what it tells of
    if row.times is None:
        row.told_on, row.skew_seconds = day_of(message.claimed_at), message.skew_seconds
    alarm = _alarm_of(message)
    if alarm:
        row.alarm, row.area = alarm, _area_of(message, delivery)
    return row


def _alarm_of(message: Message) -> Alarm | None:
    """Return what must not wait in a message, None where nothing is; a fever by the protocol that its person is under."""
    if message.kind == EMERGENCY.code:
        return Alarm.EMERGENCY
    tenths = message.data.temperature_tenths if message.kind == CHECK.code else None
    if tenths is None:
        return None
    rows = Observation.objects.filter(pk=message.data.observation)
    code = rows.values_list("protocol_id", flat=True).first()
    is_ill = code is not None and is_fever(temperature_tenths=tenths, protocol=rules_of(code))
    return Alarm.FEVER if is_ill else None


def _area_of(message: Message, delivery: Delivery) -> str:
    """Return where a message's door lies; '' outside the communities of its writer, whom nobody there is to believe."""
    kind = kind_of(code=message.kind)
    area = kind.place(message=message) if kind else None
    if kind is None or area is None:
        return ""
    return area if may_at(viewer=delivery.reach.communities, action=kind.right, area=area) else ""


def _name_of(one: Mapping[str, Any]) -> str:
    """Return the id that the phone gave an operation, or for one without a sound id a name made of what it says."""
    try:
        return str(UUID(str(one.get("id"))))
    except ValueError:
        return fingerprint(json.dumps(one, sort_keys=True))
