"""Taking at the desk what a phone saved to a file because it could not send."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.phone.commands.hold import hold_operations
from linli.phone.commands.phones import know_phone
from linli.phone.commands.slices import Answers, Said, take_in_slices
from linli.phone.commands.take import take_operations
from linli.phone.reading import WHICH_TIME, Delivery
from linli.phone.rules import MOST_OPERATIONS, WhyHeld
from linli.phone.times import Sending
from linli.staff.models import User
from linli.staff.rules import Reach, Viewer


def take_outbox_file(
    *,
    operations: Sequence[Mapping[str, Any]],
    phone_id: UUID,
    worker: User,
    reach: Reach,
    by: Viewer,
    now: datetime,
    sending: Sending,
) -> list[dict[str, Any]]:
    """Take saved operations as their worker's, slice after slice as a message; return one answer each, in order.

    reach: see queries.phones.reach_in; it judges each record as if its phone had called. The same file again changes nothing.
    sending: what the file tells of the phone's clock; of what time a record is where that leaves it open, is held to be said.
    Raises PhoneOfAnother.
    """
    phone = know_phone(id=phone_id, user=worker, name="", now=now)
    own = reach.on(day_of(now))

    delivery = Delivery(phone=phone.pk, skew_seconds=0, by=own, reach=reach, now=now, sending=sending)

    @transaction.atomic
    def take(said: Said) -> Answers:
        answers = take_operations(
            said=said, phone=phone.pk, skew_seconds=0, by=own, reach=reach, now=now, sending=sending
        )
        asked = [place for place, answer in enumerate(answers) if answer.get("code") == WHICH_TIME.code]
        held = hold_operations(
            said=[said[place] for place in asked], why=WhyHeld.WHICH_TIME, delivery=delivery
        )
        for place, answer in zip(asked, held, strict=True):
            answers[place] = answer
        return answers

    answers: Answers = []
    for start in range(0, len(operations), MOST_OPERATIONS):
        answers += take_in_slices(said=operations[start : start + MOST_OPERATIONS], take=take)
    write_event(
        action="outbox.imported",
        area=reach.communities.posts[0].area,
        by=by.user_id,
        now=now,
        subject=worker.pk,
        changed={"phone": str(phone_id), **Counter(answer["status"] for answer in answers)},
    )
    return answers
