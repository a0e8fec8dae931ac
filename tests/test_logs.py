"""What goes wrong leaves places in the code behind, and never what was typed or read."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.views import LoginView
from django.db import IntegrityError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views.debug import technical_500_response
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from linli.exchange import commands
from linli.exchange.tasks import import_roster
from linli.ids import new_id
from linli.logs import Blotted, blotted
from linli.staff.rights import Role
from tests.cast import COMMUNITY

ID = "340102199001011236"
PHONE = "13812345678"
PASSWORD = "correct horse battery"
TOKEN = "dGhpcyBpcyBhIHNlY3JldCB0b2tlbg"
SECRETS = (ID, PHONE, PASSWORD, TOKEN, "王芳")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Collect what Linli's own handler writes, at every level that reaches it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Blotted())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sign-in page fail in a way that quotes everything."""

    def post(_self: LoginView, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        typed = dict(request.POST.items())
        raise IntegrityError(f'Key (id)=({ID}) already exists: "{typed}" 王芳')

    monkeypatch.setattr(LoginView, "post", post)


TYPED = {"username": PHONE, "password": PASSWORD, "id_number": ID, "token": TOKEN, "name": "王芳"}


@pytest.mark.django_db
@pytest.mark.usefixtures("failing")
def test_a_page_that_fails_writes_down_where_and_nothing_that_was_typed(log: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    page = client.post(f"/sign-in/?next=/people/?q={ID}", TYPED)
    assert page.status_code == 500
    told = log.getvalue()
    assert "test_logs.py" in told
    assert "django.db.utils.IntegrityError" in told
    assert [secret for secret in SECRETS if secret in told or secret in page.content.decode()] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("failing")
def test_the_page_for_programmers_shows_nothing_that_was_typed(settings: Settings, log: io.StringIO) -> None:
    settings.DEBUG = True
    client = Client(raise_request_exception=False)
    client.cookies["remembered"] = TOKEN
    page = client.post(f"/sign-in/?next=/people/?q={ID}", TYPED, headers={"authorization": f"Bearer {TOKEN}"})
    assert page.status_code == 500
    told = page.content.decode() + log.getvalue()
    assert "IntegrityError" in told
    assert "test_logs.py" in told
    assert [secret for secret in SECRETS if secret in told] == []


def test_settings_with_keys_are_hidden_from_programmers_too(settings: Settings, rf: RequestFactory) -> None:
    settings.DEBUG = True
    try:
        raise ValueError(ID) from KeyError(PHONE)
    except ValueError as fault:
        page = technical_500_response(rf.get("/"), type(fault), fault, fault.__traceback__)
    told = page.content.decode()
    assert [s for s in (settings.SECRET_KEY, settings.IDENTITY_KEYS, ID, PHONE) if s in told] == []
    assert "ValueError" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"row of {ID} failed", "row of … failed"),
        (f"rang {PHONE}, 34010219850505002X", "rang …, …"),
        ("passport E1234567", "passport …"),
        ("password=hunter2 went", "… went"),
        (f"Bearer {TOKEN}", "Bearer …"),
        ("1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "1:…"),
        (
            "observation 01a216f1-4cf5-70ea-83b9-52dad335849e moved",
            "observation 01a216f1-4cf5-70ea-83b9-52dad335849e moved",
        ),
        ("Not Found: /people/12/", "Not Found: /people/12/"),
        ("500 at 12:31", "500 at 12:31"),
    ],
)
def test_numbers_and_secrets_are_blotted_and_ids_of_rows_stay(text: str, expected: str) -> None:
    assert blotted(text=text) == expected


def test_the_words_of_causes_are_left_out_and_their_kinds_told() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Blotted())
    logger = logging.Logger("of this test")
    logger.addHandler(handler)
    try:
        try:
            int(ID + "甲")
        except ValueError as bad:
            raise LookupError(f"no {PHONE}") from bad
    except LookupError:
        logger.exception("failed for %s", PHONE)
    told = written.getvalue()
    assert told.index("builtins.ValueError") < told.index("builtins.LookupError")
    assert [secret for secret in (ID, PHONE, "甲") if secret in told] == []


@pytest.mark.django_db
def test_a_task_that_fails_leaves_no_row_behind(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, make_user: Callable[..., Any]
) -> None:
    from django_tasks_db import DatabaseBackend
    from django_tasks_db.management.commands.db_worker import Worker

    def run_import(**_told: Any) -> None:
        raise ValueError(f'File "{ID}": the row 王芳, {PHONE}\n  File "x", 王芳')

    monkeypatch.setattr(commands, "run_import", run_import)
    assert DatabaseBackend
    assert Worker
    result = DBTaskResult(
        id=new_id(),
        args_kwargs={"args": [str(new_id()), str(new_id())], "kwargs": {}},
        task_path=import_roster.module_path,
        backend_name="default",
    )
    try:
        run_import()
    except ValueError as fault:
        result.set_failed.__wrapped__(result, fault) if hasattr(
            result.set_failed, "__wrapped__"
        ) else result.set_failed(fault)
    kept = DBTaskResult.objects.get(pk=result.pk)
    assert "run_import" in kept.traceback
    assert kept.traceback.endswith("ValueError")
    assert [secret for secret in SECRETS if secret in f"{kept.traceback} {kept.args_kwargs}"] == []
    assert make_user(role=Role.SECRETARY, area=COMMUNITY)
