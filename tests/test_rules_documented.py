"""docs/rules/ knows every constant of the rules, every field of the protocol and every deadline, with its value."""

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from linli.protocols.models import Protocol

ROOT = Path(__file__).resolve().parents[1]
# One page an app, and the page that leads to them.
PAGE = "\n".join(page.read_text() for page in sorted(ROOT.glob("docs/rules/*.md")))
PROTOCOL = import_module("linli.protocols.migrations.0002_versions").P2020_01
VERSIONS = import_module("linli.protocols.migrations.0002_versions").rows()
SCHEDULE = import_module("linli.reports.migrations.0002_schedule").FIRST


def hours() -> list[tuple[str, time]]:
    """Return by when each level reports, counted backwards from the province's hour."""
    at, found = datetime.combine(date(2020, 1, 27), SCHEDULE["top_at"]), [("PROVINCE", SCHEDULE["top_at"])]
    for level in ("CITY", "COUNTY", "TOWNSHIP", "COMMUNITY"):
        at -= timedelta(minutes=SCHEDULE["minutes"][level])
        found.append((level, at.time()))
    return found


def rule_files() -> list[Path]:
    """List the clock, every rules.py and every module of a rules package."""
    files = [ROOT / "linli/clock.py", *ROOT.glob("linli/*/rules.py"), *ROOT.glob("linli/*/rules/*.py")]
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
    assert on_page is not None, f"{module}.{name} is missing in docs/rules/"
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


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version["code"])
def test_every_version_with_its_numbers(version: dict[str, Any]) -> None:
    stages = " + ".join(
        f"{s['place']} {s['days']} {s['status']} {','.join(map(str, s['test_days'])) or '-'}"
        for s in version["stages"]
    )
    row = [
        version["code"],
        version["area"] or "all",
        f"{version['valid_from']}",
        version["base_id"] or "-",
        ">".join(version["anchors"]),
        f"{version['length_days']}",
        stages,
        ",".join(map(str, version["follow_up_days"])) or "-",
        f"{version['contact_window_days']}",
        f"{len(version['symptoms'])}",
        ",".join(version["release_needs"]),
    ]
    assert f"| {' | '.join(row)} |" in PAGE


@pytest.mark.parametrize("field", ["grace_minutes", "release_signers", "step_limits"])
def test_what_all_versions_have_in_common(field: str) -> None:
    assert {str(version[field]) for version in VERSIONS} == {str(VERSIONS[0][field])}
    value = VERSIONS[0][field]
    if isinstance(value, dict):
        value = ", ".join(f"{state} {minutes}" for state, minutes in value.items())
    elif isinstance(value, list):
        value = ", ".join(value)
    assert f"| `{field}` | {value} |" in PAGE


def test_how_long_identity_is_kept() -> None:
    days = Protocol._meta.get_field("keep_days").default
    assert f"| `keep_days` | {days} |" in PAGE


@pytest.mark.parametrize(("level", "at"), hours())
def test_every_deadline(level: str, at: time) -> None:
    assert f"| `{level}` | {at:%H:%M} |" in PAGE


def test_every_anchor_that_code_points_to_is_there() -> None:
    pointed = {
        place
        for file in ROOT.glob("linli/**/*.py")
        for place in re.findall(r"docs/rules/([a-z]+)\.md#([a-z-]+)", file.read_text())
    }
    assert len(pointed) > 20
    for page, anchor in pointed:
        assert f'<a id="{anchor}"></a>' in (ROOT / "docs" / "rules" / f"{page}.md").read_text(), (
            page,
            anchor,
        )
