"""What the level above has done with a sealed report, in one word."""

from datetime import datetime
from enum import StrEnum
from typing import Final

# A report that came, or was answered, longer ago is counted no more among what waits; it may still be received.
COUNTED_DAYS: Final = 7


class Receipt(StrEnum):
    """Where a sealed version stands between the level that sealed it and the one above."""

    TO_RECEIVE = "TO_RECEIVE"
    RETURNED = "RETURNED"  # and nobody has answered yet
    ANSWERED = "ANSWERED"  # in words; to be received, or returned again
    RECEIVED = "RECEIVED"


def receipt(
    *, received_at: datetime | None, returned_at: datetime | None, answered_at: datetime | None
) -> Receipt:
    """Say where a version stands; a return that waits outweighs all else. Source: docs/rules/reports.md#receipt."""
    if returned_at is not None and answered_at is None:
        return Receipt.RETURNED
    if received_at is not None:
        return Receipt.RECEIVED
    return Receipt.TO_RECEIVE if returned_at is None else Receipt.ANSWERED


class Withdrawal(StrEnum):
    """Whether who sealed a day's report may withdraw it, or why not."""

    MAY = "MAY"
    RECEIVED = "RECEIVED"  # the level above has it, which takes its receipt back first
    SEALED_SINCE = "SEALED_SINCE"  # a later report goes on where it ends; it can be corrected


def withdrawal(*, received_at: datetime | None, is_owed: bool, is_sealed_since: bool) -> Withdrawal:
    """Say whether a day's report may be withdrawn; one that nobody owed also when later days are sealed.

    Source: docs/rules/reports.md#withdrawn.
    """
    if received_at is not None:
        return Withdrawal.RECEIVED
    return Withdrawal.SEALED_SINCE if is_owed and is_sealed_since else Withdrawal.MAY


def waits_for_receipt(*, stands: Receipt) -> bool:
    """Say whether the next act on a version is the receipt of the level above."""
    return stands in {Receipt.TO_RECEIVE, Receipt.ANSWERED}
