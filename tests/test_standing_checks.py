"""Whoever reads checks reads those that stand: one module alone reaches for their table."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

LINLI: Final = Path(__file__).parents[1] / "linli"
MANAGERS: Final = frozenset({"objects", "_default_manager", "_base_manager"})
HOME: Final = LINLI / "observation" / "queries" / "standing.py"


def _reads(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that reach for the table of checks by any of its managers."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        if node.value.id == "Check" and node.attr in MANAGERS:
            yield node.lineno


def _of_product() -> list[Path]:
    return sorted(path for path in LINLI.rglob("*.py") if not {"tests", "migrations"} & set(path.parts))


def test_no_module_but_one_reads_the_table_of_checks() -> None:
    found = {
        f"{path.relative_to(LINLI)}:{line}"
        for path in _of_product()
        if path != HOME
        for line in _reads(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize("line", ["Check.objects.filter(county='1')", "Check._base_manager.all()"])
def test_the_guard_finds_a_read(line: str) -> None:
    assert list(_reads(ast.parse(line))) == [1]


def test_the_home_reads_it() -> None:
    assert list(_reads(ast.parse(HOME.read_text(encoding="utf-8"))))
