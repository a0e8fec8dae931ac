"""A new app's figures cost one entry: a register planted in a copy of the code stands wherever figures are read."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests import databases

ROOT: Final = Path(__file__).resolve().parents[1]
COPIED: Final = ("linli", "tests")
LINKED: Final = ("conftest.py", "pyproject.toml", "web", "docs", "bench", "tools")
LIST: Final = "linli/reports/registers.py"
IMPORT: Final = "from tests.planted_register import REGISTER as PLANTED\n"


def planted(copy: Path) -> Path:
    """Copy the code and enter the register in the one list that collects them."""
    for name in COPIED:
        shutil.copytree(ROOT / name, copy / name)
    for name in LINKED:
        (copy / name).symlink_to(ROOT / name)
    collected = (copy / LIST).read_text()
    entered = collected.replace("    UNRECORDED,\n)", "    UNRECORDED,\n    PLANTED,\n)").replace(
        "from linli.reports.unrecorded", f"{IMPORT}from linli.reports.unrecorded"
    )
    assert entered.count("PLANTED") == 2
    (copy / LIST).write_text(entered)
    return copy


@pytest.mark.once
@pytest.mark.django_db
def test_a_planted_register_stands_wherever_figures_are_read(tmp_path: Path) -> None:
    copy = planted(tmp_path / "copy")
    # A run of its own: neither this one's folder nor its place among the workers is for it.
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "PYTEST_"))}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/planted_walk.py"],
        cwd=copy,
        env={
            **known,
            "PYTHONPATH": str(copy),
            "LINLI_TEST_MIGRATED": str(databases.SHARED / "migrated.sqlite3"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]
