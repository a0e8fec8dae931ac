"""What keeps a machine from being reached by others."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone
from pytest_django import Settings

from linli.cli import main
from linli.config.deployment import Deployment, faults
from linli.config.processes import program
from linli.lab.demonstration.accounts import ACCOUNTS, PASSWORD
from linli.signin.commands.requirements import require_second_factor
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import OPERATOR
from tests.cast import CITY, COUNTY, PROVINCE

READY = Deployment(
    production=True,
    debug=False,
    public_url="https://linli.example",
    hosts=["linli.example"],
    proxies=["127.0.0.1"],
    data_mode=0o700,
    keys_mode=0o700,
    keys={"ONE": bytes(range(32)), "OTHER": bytes(range(1, 33))},
    demonstration_accounts=0,
    roles_without_second_factor=[],
)


def test_a_machine_that_is_ready_has_no_fault() -> None:
    assert list(faults(READY)) == []


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"production": False}, "LINLI_PRODUCTION"),
        ({"debug": True}, "LINLI_DEBUG"),
        ({"public_url": "http://linli.example"}, "https://"),
        ({"public_url": ""}, "https://"),
        ({"hosts": ["linli.example", "*"]}, "LINLI_HOSTS"),
        ({"hosts": ["127.0.0.1", "localhost"]}, "LINLI_HOSTS"),
        ({"proxies": []}, "LINLI_PROXIES"),
        ({"data_mode": 0o750}, "LINLI_DATA"),
        ({"data_mode": 0o704}, "LINLI_DATA"),
        ({"keys_mode": 0o750}, "folder of the keys"),
        ({"keys": {"ONE": bytes(range(31))}}, "ONE is no key"),
        ({"keys": {"ONE": b"x" * 32}}, "ONE is no key"),
        ({"keys": {"ONE": bytes(range(32)), "OTHER": bytes(range(32))}}, "the same"),
        ({"demonstration_accounts": 2}, "2 accounts"),
        ({"roles_without_second_factor": ["ADMINISTRATOR"]}, "ADMINISTRATOR"),
    ],
)
def test_each_fault_is_named(told: dict[str, Any], word: str) -> None:
    found = list(faults(replace(READY, **told)))
    assert len(found) == 1
    assert word in found[0]


@pytest.fixture
def ready(settings: Settings, db: None, tmp_path: Path) -> Settings:
    """Set a machine as one that others may reach."""
    settings.PRODUCTION = True
    settings.PUBLIC_URL = "https://linli.example"
    settings.ALLOWED_HOSTS = ["linli.example"]
    settings.PROXIES = ["127.0.0.1"]
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o700)
    return settings


def test_the_command_is_content_with_keys_that_linli_made(ready: Settings) -> None:
    answer = CliRunner().invoke(main, ["deployment"])
    assert (answer.exit_code, answer.output.splitlines()[-1][:5]) == (0, "Ready")


def test_neither_the_command_nor_the_server_takes_a_demonstration_for_the_real_thing(
    ready: Settings,
) -> None:
    user = User(username=ACCOUNTS[0].username, full_name="演示")
    user.set_password(PASSWORD)
    user.save(force_insert=True)
    for command in (["deployment"], ["serve", "--port", "1"]):
        answer = CliRunner().invoke(main, command)
        assert (answer.exit_code, "1 accounts" in answer.output) == (2, True), command

    user.set_password("another, of their own")
    user.save()
    assert CliRunner().invoke(main, ["deployment"]).exit_code == 0


def test_the_server_does_not_start_with_error_pages_for_programmers(ready: Settings) -> None:
    ready.DEBUG = True
    answer = CliRunner().invoke(main, ["serve", "--port", "1"])
    assert (answer.exit_code, "LINLI_DEBUG" in answer.output) == (2, True)


def test_a_role_from_county_level_up_that_needs_no_second_factor_is_a_fault(ready: Settings) -> None:
    every_other = [role for role in Role if role is not Role.CITY_OFFICER]
    require_second_factor(roles=every_other, area="34", by=OPERATOR, now=timezone.now())
    answer = CliRunner().invoke(main, ["deployment"])
    assert (answer.exit_code, "needed of CITY_OFFICER:" in answer.output) == (2, True)

    require_second_factor(roles=Role, area="34", by=OPERATOR, now=timezone.now())
    assert CliRunner().invoke(main, ["deployment"]).exit_code == 0


def test_where_accounts_are_made_and_nobody_gives_posts_it_says_how_somebody_comes_to(
    ready: Settings, make_user: Callable[..., User]
) -> None:
    """As on an installation from before the two were two; it goes on serving."""
    make_user(role=Role.ADMINISTRATOR, area=CITY)
    make_user(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)
    answer = CliRunner().invoke(main, ["deployment"])
    assert (answer.exit_code, f"--role SECURITY_ADMINISTRATOR --area {CITY}" in answer.output) == (0, True)

    make_user(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE)
    assert "SECURITY_ADMINISTRATOR" not in CliRunner().invoke(main, ["deployment"]).output


def test_the_server_takes_no_demonstration_where_others_reach_it(ready: Settings) -> None:
    answer = CliRunner().invoke(main, ["serve", "--port", "1", "--demonstration"])
    assert (answer.exit_code, "no demonstration" in answer.output) == (2, True)
    assert not User.objects.exists()


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of an installation that a command began: it makes database and keys."""
    folder = tmp_path_factory.mktemp("installation") / "data"
    subprocess.run(  # noqa: S603 (our own program)
        [program("linli"), "keys", "status"],
        env={**os.environ, "LINLI_DATA": str(folder)},
        capture_output=True,
        check=True,
    )
    return folder


def test_another_way_to_start_is_refused_too(started: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); import linli.config.wsgi"],
        env={
            **os.environ,
            "LINLI_DATA": str(started),
            "DJANGO_SETTINGS_MODULE": "linli.config.settings",
            "LINLI_PRODUCTION": "1",
            "LINLI_DEBUG": "1",
        },
        capture_output=True,
        check=False,
    )
    assert (told.returncode, b"LINLI_DEBUG" in told.stderr) == (2, True)


def test_what_linli_writes_is_read_by_its_owner_only(started: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in started.rglob("*")}
    assert "linli.sqlite3" in modes
    assert stat.S_IMODE(started.stat().st_mode) == 0o700
    assert {name: mode for name, mode in modes.items() if mode & 0o077} == {}
