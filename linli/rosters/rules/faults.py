"""Why a text names no day."""

from enum import StrEnum


class DateFault(StrEnum):
    """Why a text is no day."""

    IMPOSSIBLE = "IMPOSSIBLE"  # 30 February, month 13
    UNREADABLE = "UNREADABLE"
    AMBIGUOUS = "AMBIGUOUS"  # 1/2/2020; the number 1.2, which was 1.2 or 1.20
    LUNAR = "LUNAR"
    SEVERAL = "SEVERAL"  # 1月17-19日, 1月18、19日


class BadDate(ValueError):
    """The cell names no day for certain; `fault` says why."""

    def __init__(self, fault: DateFault) -> None:
        super().__init__(fault)
        self.fault = fault
