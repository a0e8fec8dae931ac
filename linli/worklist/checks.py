"""System checks: a kind of duty that could not be shown, or whose delay reaches nobody, is named at start and in tests."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from django.core import checks
from django.core.checks import CheckMessage, Error
from django.db import connections

from linli.duties.models import Duty, EscalationRow
from linli.worklist import kinds

LONGEST_CODE: Final = Duty._meta.get_field("kind").max_length


def check_kinds(**_kwargs: Any) -> list[CheckMessage]:
    """Report kinds without a code that can be stored, with one that another has, without words or subjects."""
    errors: list[CheckMessage] = []
    times = Counter(kind.code for kind in kinds.KINDS)
    for kind in kinds.KINDS:
        if not kind.code or len(kind.code) > (LONGEST_CODE or 0) or times[kind.code] > 1:
            errors.append(_error(f"The kind of duty '{kind.code}' needs a code of its own.", "E010"))
        if not str(kind.words):
            errors.append(_error(f"The kind of duty '{kind.code}' has no words.", "E011"))
        if not callable(kind.subjects):
            errors.append(_error(f"The kind of duty '{kind.code}' says no subjects.", "E012"))
    return errors


def _error(words: str, number: str) -> CheckMessage:
    return Error(words, id=f"linli.{number}")


def check_delays(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn of kinds whose delays are no row of the database: `check --database default`, and before each migration.

    A warning, because the migration that brings the row has to run yet.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        table = EscalationRow._meta.db_table
        if table not in connections[alias].introspection.table_names():
            continue
        known = set(EscalationRow.objects.using(alias).values_list("kind", flat=True))
        found += [
            checks.Warning(
                f"The kind of duty '{kind.code}' has no row of delays in {table}.", id="linli.W013"
            )
            for kind in kinds.KINDS
            if kind.code not in known
        ]
    return found
