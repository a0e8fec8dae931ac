"""Each import contract is seen to fail: a forbidden import is planted in a copy, and that contract alone breaks."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINT = Path(sys.executable).with_name("lint-imports")

PLANTED = [
    ("Apps stand on one another in one order", "areas/queries.py", "import linli.staff.queries"),
    ("Pages on forms on commands", "staff/queries/teams.py", "import linli.staff.commands"),
    ("Rules are pure", "staff/rules.py", "import django.conf"),
    ("Pages never touch tables", "staff/views/posts.py", "import linli.staff.models"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package and its contracts."""
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copytree(
        ROOT / "linli", folder / "linli", ignore=shutil.ignore_patterns("__pycache__", "templates", "locale")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def broken(folder: Path) -> list[str]:
    """Return the lines of the contracts that a copy breaks."""
    command = [str(LINT), "--no-cache"]
    run = subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False
    )
    lines = run.stdout.splitlines()
    assert any("Contracts:" in line for line in lines), run.stderr
    return [line for line in lines if line.endswith("BROKEN")]


def test_the_copy_keeps_them_all(copy: Path) -> None:
    assert broken(copy) == []


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_forbidden_import_breaks_its_contract(copy: Path, contract: str, file: str, line: str) -> None:
    path = copy / "linli" / file
    before = path.read_text()
    path.write_text(f"{before}\n{line}\n")
    try:
        lines = broken(copy)
    finally:
        path.write_text(before)
    assert len(lines) == 1
    assert lines[0].startswith(contract)
