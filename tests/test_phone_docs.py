"""docs/phone.md names tests that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "phone.md").read_text()
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
NAMED = re.findall(r"\| `([\w/]+\.(?:py|test\.ts))::([^`]+)` \|$", PAGE, flags=re.MULTILINE)


def test_every_fault_names_a_test() -> None:
    assert len(NAMED) == len(ROWS) > 0


@pytest.mark.parametrize(("file", "test"), sorted(set(NAMED)))
def test_a_named_test_is_there(file: str, test: str) -> None:
    text = (ROOT / file).read_text()
    if file.endswith(".ts"):
        assert f'("{test}"' in text
        return
    tree = ast.parse(text)
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_decision_that_it_names_is_there() -> None:
    assert not [
        one for one in re.findall(r"\((decisions/[\w-]+\.md)\)", PAGE) if not (ROOT / "docs" / one).exists()
    ]
