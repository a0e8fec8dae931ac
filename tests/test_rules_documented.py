"""docs/rules.md knows every constant of the rules, every field of the protocol and every deadline, with its value."""

import ast
import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "rules.md").read_text()
PROTOCOL = import_module("linli.observation.migrations.0002_protocol_p2020_01").P2020_01
HOURS = import_module("linli.reports.migrations.0002_deadlines").HOURS


def rule_files() -> list[Path]:
    """List every rules.py and every module of a rules package."""
    files = [*ROOT.glob("linli/*/rules.py"), *ROOT.glob("linli/*/rules/*.py")]
    return sorted(file for file in files if file.name != "__init__.py")


def constants() -> Iterator[tuple[str, str]]:
    """Yield (module, name) of every public constant that a rules module declares Final."""
    for file in rule_files():
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(file.read_text()).body:
            target = node.target if isinstance(node, ast.AnnAssign) else None
            if isinstance(target, ast.Name) and target.id.isupper() and not target.id.startswith("_"):
                yield module, target.id


def told(module: str, name: str) -> str | None:
    """Return what the page prints beside a constant: its value where the row is its own, '' where rows share it.

    None where the page does not name it.
    """
    known = [f"`{module}.{name}`", f"`{module.rsplit('.', 1)[-1]}.{name}`"]
    for line in PAGE.splitlines():
        if any(word in line for word in known):
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            return cells[1] if cells[0] in known else ""
    return None


def printed(value: object) -> str | None:
    """Return a simple value as the page prints it; None for a table or technique."""
    if isinstance(value, timedelta):
        minutes = value.total_seconds() / 60
        return f"{value.days} days" if value.days else f"{minutes:g} minutes"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float, str, Decimal)):
        return str(value)
    return None


@pytest.mark.parametrize(("module", "name"), list(constants()))
def test_every_constant_is_named_with_its_value(module: str, name: str) -> None:
    on_page = told(module, name)
    assert on_page is not None, f"{module}.{name} is missing in docs/rules.md"
    value = printed(getattr(import_module(module), name))
    if value is not None and on_page:
        assert on_page == value


@pytest.mark.parametrize(
    "field", sorted(set(PROTOCOL) - {"code", "valid_until", "source", "sessions", "symptoms"})
)
def test_every_field_of_the_protocol(field: str) -> None:
    assert f"| `{field}` | {PROTOCOL[field]} |" in PAGE


def test_sessions_and_symptoms_of_the_protocol() -> None:
    hours = ", ".join(f"{s['code']} {s['opens']}-{s['due']}" for s in PROTOCOL["sessions"])
    assert f"| `sessions` | {hours} |" in PAGE
    assert ", ".join(PROTOCOL["symptoms"]) in " ".join(PAGE.split())


@pytest.mark.parametrize(("level", "at"), list(HOURS.items()))
def test_every_deadline(level: str, at: time) -> None:
    assert f"| `{level}` | {at:%H:%M} |" in PAGE


def test_every_anchor_that_code_points_to_is_there() -> None:
    anchors = {
        anchor
        for file in ROOT.glob("linli/**/*.py")
        for anchor in re.findall(r"docs/rules\.md#([a-z-]+)", file.read_text())
    }
    assert anchors
    assert {a for a in anchors if f'<a id="{a}"></a>' not in PAGE} == set()
