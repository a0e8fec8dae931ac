"""What somebody of the community must look at first: kept sealed, as it came."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from linli.phone.fingerprints import fingerprint
from linli.phone.models import HeldOperation
from linli.phone.rules import WhyHeld
from linli.sealing.seals import seal

# What its worker reads on the phone.
TOLD: Final = {
    WhyHeld.REVOKED: _("这部手机已停用，记录由社区核对。"),
    WhyHeld.NO_POST: _("记录那天，您的岗位不管这一户；记录已交给社区核对。"),
}


@transaction.atomic
def hold_operations(
    *, said: Sequence[Mapping[str, Any]], phone: UUID, skew_seconds: int, why: WhyHeld, now: datetime
) -> list[dict[str, Any]]:
    """Keep what a phone sent and may not tell by itself; the same again is kept once. phone: its id.

    Returns an answer each, all held.
    """
    HeldOperation.objects.bulk_create(
        (
            HeldOperation(
                operation=_name_of(one),
                phone_id=phone,
                sealed=seal(json.dumps(one)),
                skew_seconds=skew_seconds,
                why=why,
                received_at=now,
            )
            for one in said
        ),
        ignore_conflicts=True,
    )
    return [
        {"id": str(one.get("id", "")), "status": "held", "code": why.lower(), "reason": str(TOLD[why])}
        for one in said
    ]


def _name_of(one: Mapping[str, Any]) -> str:
    """Return the id that the phone gave an operation, or for one without a sound id a name made of what it says."""
    try:
        return str(UUID(str(one.get("id"))))
    except ValueError:
        return fingerprint(json.dumps(one, sort_keys=True))
