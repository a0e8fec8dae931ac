"""What was done with a version and then taken back or put right: kept on its row, and told with names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from linli.reports.models import Report
from linli.staff.queries import names_of


class What(StrEnum):
    """What was undone."""

    RECEIPT = "RECEIPT"
    RETURN = "RETURN"
    ANSWER = "ANSWER"  # put right by other words


@dataclass(frozen=True)
class Undone:
    """Something done with a version that stands no more; words: of a return or an answer. reason: why it was taken back."""

    version: int
    what: What
    at: datetime
    by: str
    words: str
    ended_at: datetime
    ended_by: str
    reason: str


def with_undone(
    *, report: Report, what: What, ended_at: datetime, ended_by: UUID, reason: str
) -> list[dict[str, str]]:
    """Return what is kept of a version with one entry more: its receipt, return or answer as it stands, and who undoes it."""
    at, by, words = {
        What.RECEIPT: (report.received_at, report.received_by, ""),
        What.RETURN: (report.returned_at, report.returned_by, report.return_reason),
        What.ANSWER: (report.answered_at, report.answered_by, report.answer),
    }[what]
    entry = {
        "what": what.value,
        "at": at.isoformat() if at else "",
        "by": str(by or ""),
        "words": words,
        "ended_at": ended_at.isoformat(),
        "ended_by": str(ended_by),
        "reason": reason,
    }
    return [*report.undone, entry]


def undone_of(*, reports: Sequence[Report]) -> list[Undone]:
    """Return all that was undone of an area's day, the newest first; `reports`: its versions. No statement where nothing was."""
    told = [(report.version, kept) for report in reports for kept in report.undone]
    people = {UUID(kept[who]) for _version, kept in told for who in ("by", "ended_by") if kept[who]}
    names = names_of(ids=people) if people else {}
    found = [
        Undone(
            version=version,
            what=What(kept["what"]),
            at=datetime.fromisoformat(kept["at"]),
            by=names.get(UUID(kept["by"]), "") if kept["by"] else "",
            words=kept["words"],
            ended_at=datetime.fromisoformat(kept["ended_at"]),
            ended_by=names.get(UUID(kept["ended_by"]), ""),
            reason=kept["reason"],
        )
        for version, kept in told
    ]
    return sorted(found, key=lambda one: one.ended_at, reverse=True)


def was_received(*, report: Report) -> bool:
    """Say whether the level above received a version at some time, also where the receipt was taken back."""
    return report.received_at is not None or any(kept["what"] == What.RECEIPT for kept in report.undone)
