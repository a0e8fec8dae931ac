"""Scopes and doors broken on purpose, one at a time: each must be noticed by the tests that stand for it.

    python -m tests.mutants

Each runs on a copy of the code in a temporary folder. Prints one line a mutant and ends with 1 when one lived.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import click

from tests.mutant import Mutant
from tests.mutants_of_doors import DOORS
from tests.mutants_of_scopes import SCOPES

ROOT: Final = Path(__file__).resolve().parents[1]
COPIED: Final = ("linli", "tests", "docs", "bench", "tools", "conftest.py", "pyproject.toml")


MUTANTS: Final = SCOPES + DOORS


def main() -> None:
    """Run every mutant."""
    lived = [mutant.what for mutant in MUTANTS if not _is_noticed(mutant)]
    click.echo(f"{len(MUTANTS) - len(lived)} of {len(MUTANTS)} noticed")
    sys.exit(1 if lived else 0)


def _is_noticed(mutant: Mutant) -> bool:
    with tempfile.TemporaryDirectory(prefix="linli-mutant-") as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name)
            else:
                shutil.copy(source, copy / name)
        (copy / "web").symlink_to(ROOT / "web")
        file = copy / mutant.file
        text = file.read_text()
        if text.count(mutant.was) == 0:
            sys.exit(f"{mutant.what}: the code has changed, {mutant.file} does not hold what is to be broken")
        file.write_text(text.replace(mutant.was, mutant.now))
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            mutant.walk,
            *(["-k", mutant.group.replace(" ", " and ")] if mutant.group else []),
        ]
        ran = subprocess.run(
            command,
            cwd=copy,
            env={**os.environ, "PYTHONPATH": folder},
            capture_output=True,
            text=True,
            check=False,
        )
    reason = next((line[2:].strip() for line in ran.stdout.splitlines() if line.startswith("E  ")), "")
    # 1: a test failed. Anything else is no answer: the code did not even load.
    if ran.returncode not in {0, 1}:
        sys.exit(f"{mutant.what}: the walk did not run\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    click.echo(f"{'noticed' if ran.returncode else 'LIVED  '}  {mutant.what}: {reason[:160]}")
    return ran.returncode == 1


if __name__ == "__main__":
    main()
