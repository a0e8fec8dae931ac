"""The one home of reads of checks: those that stand, and all of them where the struck ones are shown or kept."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from linli import kept
from linli.observation.models import Check, CheckStrike

_COLUMNS: Final = tuple(field.attname for field in Check._meta.concrete_fields)


def standing_checks(*conditions: Q, **fields: object) -> QuerySet[Check]:
    """Return the checks that count: all but those struck. Conditions as of `filter`; they name the county."""
    return Check.objects.filter(~_is_struck(), *conditions, **fields)


def all_checks(*conditions: Q, **fields: object) -> QuerySet[Check]:
    """Return checks with those struck, as `is_struck` tells: for the sheet, the digests of seals, and erasure."""
    return Check.objects.filter(*conditions, **fields).annotate(struck=_is_struck())


def as_rows(checks: QuerySet[Check]) -> kept.Values:
    """Return what all_checks asks as rows, for a query that is kept: `of_row` makes the check of each."""
    return checks.values_list(*_COLUMNS, "struck")


def of_row(row: tuple[Any, ...]) -> Check:
    """Return the check of a row of `as_rows`, as all_checks would."""
    check = Check.from_db(connection.alias, _COLUMNS, row[:-1])
    check.struck = row[-1]  # type: ignore[attr-defined]  # as annotated there
    return check


def is_struck(*, check: Check) -> bool:
    """Say whether a check that all_checks returned is struck."""
    return bool(check.struck)  # type: ignore[attr-defined]  # as annotated there


def strikes_of(*, counties: Collection[str], checks: Collection[UUID]) -> dict[UUID, CheckStrike]:
    """Return the strikes that stand, by the check; no statement for no check."""
    if not checks:
        return {}
    rows = CheckStrike.objects.filter(county__in=counties, check_id__in=checks, lifted_at=None)
    return {row.check_id: row for row in rows}


def _is_struck() -> Exists:
    return Exists(
        CheckStrike.objects.filter(county=OuterRef("county"), check_id=OuterRef("id"), lifted_at=None)
    )
