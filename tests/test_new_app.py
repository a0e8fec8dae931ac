"""The recipe for a new app, followed in a copy: what the app declares appears where people look, at the price that is told."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.new_app.edits import EDITS

pytestmark = pytest.mark.once
ROOT: Final = Path(__file__).resolve().parents[1]
MOST_FILES: Final = 9
COPIED: Final = ("linli", "tests", "tools", "docs", "conftest.py", "pyproject.toml", "CONTRIBUTING.md")
LEFT_OUT: Final = shutil.ignore_patterns("new_app")
# Two commands of Django in one process.
WHOLE: Final = """
import django
from django.core.management import call_command
django.setup()
call_command("makemigrations", check_changes=True, dry_run=True)
call_command("check", fail_level="WARNING")
"""


def test_a_new_app_touches_nine_files_and_the_recipe_names_each() -> None:
    files = {edit.file for edit in EDITS}
    recipe = (ROOT / "CONTRIBUTING.md").read_text().split("## A new app")[1].split("\n## ")[0]

    assert len(files) <= MOST_FILES
    assert files <= set(re.findall(r"`([\w/]+\.(?:py|toml))`", recipe))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the app into a copy of the tree as the recipe says."""
    copy = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=LEFT_OUT)
        else:
            shutil.copy(source, copy / name)
    shutil.copytree(
        ROOT / "tests" / "new_app" / "venues",
        copy / "linli" / "venues",
    )
    shutil.copy(ROOT / "tests" / "new_app" / "test_venues.py", copy / "tests")
    shutil.move(copy / "linli" / "venues" / "rules.md", copy / "docs" / "rules" / "venues.md")
    for edit in EDITS:
        path = copy / edit.file
        lines = path.read_text().split("\n")
        assert lines.count(edit.after) == 1, f"{edit.file}: {edit.after}"
        lines.insert(lines.index(edit.after) + 1, edit.line)
        path.write_text("\n".join(lines))
    return copy


def run(copy: Path, *command: str) -> str:
    """Run a program on the copy; return what it said. It must end well."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "PYTEST_"))
    }
    surroundings |= {
        "PYTHONPATH": str(copy),
        "LINLI_DATA": str(copy / "var"),
        "DJANGO_SETTINGS_MODULE": "linli.config.settings",
    }
    done = subprocess.run(command, cwd=copy, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def test_its_tables_words_and_layer_are_whole(copy: Path) -> None:
    run(copy, sys.executable, "-c", WHOLE)
    run(copy, sys.executable, "-m", "tools.messages", "check")
    run(copy, str(Path(sys.executable).with_name("lint-imports")))


def test_what_it_declares_appears_where_people_look(copy: Path) -> None:
    run(copy, sys.executable, "-m", "tools.messages", "compile")
    told = run(
        copy, sys.executable, "-m", "pytest", "-n0", "-q", "linli/venues", "tests/test_rules_documented.py"
    )
    assert "passed" in told or "[100%]" in told
