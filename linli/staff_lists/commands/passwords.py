"""First passwords of a list, on sheets of so many people: made, shown once, kept only as digests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linli.access.commands import (
    HoldsAnotherOffice,
    LockedAlready,
    LockedByOneself,
    Oneself,
    SignsInByLink,
    TakesOtherStep,
    reset_password,
)
from linli.access.queries import accounts_kept
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.staff_lists.models import StaffList, StaffListRow
from linli.staff_lists.queries import rows_of

# So many people on one sheet: each password takes a tenth of a second to make, and three days are to come in.
PEOPLE_A_SHEET: Final = 30
_REFUSED: Final = (HoldsAnotherOffice, LockedAlready, LockedByOneself, Oneself, SignsInByLink, TakesOtherStep)


@dataclass(frozen=True)
class First:
    """A row and its first password; '' where it is not for the viewer to give."""

    row: StaffListRow
    password: str


def sheets_of(*, rows: Sequence[StaffListRow]) -> list[list[StaffListRow]]:
    """Return who stands on which sheet, as `rows_of` orders them: those whose account the list added."""
    new = [row for row in rows if row.is_new and row.user is not None]
    return [new[start : start + PEOPLE_A_SHEET] for start in range(0, len(new), PEOPLE_A_SHEET)]


def waits_for_password(*, row: StaffListRow) -> bool:
    """Say whether somebody has an account of the list and has never signed in with it."""
    return row.user is not None and row.user.is_active and row.user.last_login is None


class GivenAlready(Exception):
    """Somebody of the sheet was given a password since; it would be void. args: how many, and when the last was given."""


def given_until(*, rows: Sequence[StaffListRow]) -> datetime | None:
    """Return when the last of those of a sheet who have never signed in was given a password; None for nobody yet."""
    moments = [row.user.password_given_at for row in rows if row.user and waits_for_password(row=row)]
    return max((moment for moment in moments if moment), default=None)


def give_first_passwords(
    *, list_: StaffList, sheet: int, seen: str, by: Viewer, now: datetime
) -> list[First]:
    """Give everybody of a sheet, from 1, who has never signed in a password instead of any before; it is read this once.

    seen: the moment of `given_until` (ISO) that whoever asks has read, '' for none; where another was given since, GivenAlready
    is raised and nothing changes, so the same request sent twice makes nothing void. Each in a transaction of its own.
    Empty where there is no such sheet, or nobody on it waits.
    """
    sheets = sheets_of(rows=rows_of(list_=list_))
    rows = (
        [row for row in sheets[sheet - 1] if waits_for_password(row=row)] if 0 < sheet <= len(sheets) else []
    )
    last = given_until(rows=rows)
    if last is not None and last.isoformat() != seen:
        had = sum(row.user is not None and row.user.password_given_at is not None for row in rows)
        raise GivenAlready(had, last)
    kept = accounts_kept(viewer=by, action=Action.RESET_PASSWORD, now=now) if rows else []
    accounts = {account.user_id: account for account in kept}
    given = []
    for row in rows:
        password = ""
        if row.user_id in accounts:
            try:
                password = reset_password(account=accounts[row.user_id], by=by, now=now)
            except _REFUSED:
                password = ""
        given.append(First(row, password))
    return given
