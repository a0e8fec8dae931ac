"""What stays of somebody whose identity was removed, field by field, and why; everything else of a person goes.

A test walks every table of Linli and fails where a field stands in neither list, so that a new field is a decision.
"""

from collections.abc import Iterator
from typing import Final

from linli.erasure import Table
from linli.retention.registers import APPS

# Tables with something of a person. Ids say nothing once nobody can tell whose they were.
PERSONAL: Final[dict[str, Table]] = {
    f"{app.app}.{model}": table for app in APPS for model, table in app.personal.items()
}
# Tables that tell of no observed person: places, rules, staff, sums and seals.
NOBODY: Final[dict[str, str]] = {
    f"{app.app}.{model}": why for app in APPS for model, why in app.nobody.items()
}


def as_page() -> str:
    """Return the whitelist as docs/retention.md."""
    return "\n".join([*_head(), *_personal(), "", *_nobody(), ""])


def _head() -> Iterator[str]:
    yield "# What stays when identity is removed"
    yield ""
    yield "Made by `linli retention --whitelist > docs/retention.md`; a test holds it to the tables. How and when:"
    yield "[decision 38](decisions/038-retention.md), [rules](rules/protocols.md#retention)."
    yield ""


def _personal() -> Iterator[str]:
    yield "| Table | Stays | Goes | What stays is for |"
    yield "|---|---|---|---|"
    for name, table in sorted(PERSONAL.items()):
        if table.gone:
            yield f"| {name} | - | the rows | {table.why} |"
        else:
            yield f"| {name} | {', '.join(table.kept)} | {', '.join(table.removed) or '-'} | {table.why} |"


def _nobody() -> Iterator[str]:
    yield "These tables tell of nobody who was observed and stay as they are:"
    yield ""
    yield ", ".join(f"{name} ({why})" for name, why in sorted(NOBODY.items())) + "."
