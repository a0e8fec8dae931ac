"""What goes wrong leaves places in the code behind, and never what was typed or read."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views.debug import technical_500_response
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from linli.ids import new_id
from linli.logs import Blotted, blotted
from linli.rosters import commands
from linli.rosters.models import RosterImport
from linli.rosters.tasks import import_roster
from linli.signin.views import sign_in
from tests.cast import COMMUNITY, COUNTY, MORNING

ID = "340102199001011236"
PHONE = "13812345678"
PASSWORD = "correct horse battery"  # noqa: S105 (of this test)
TOKEN = "dGhpcyBpcyBhIHNlY3JldCB0b2tlbg"  # noqa: S105
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

    def user_of_password(*, request: HttpRequest, **_told: Any) -> None:
        typed = dict(request.POST.items())
        raise IntegrityError(f'Key (id)=({ID}) already exists: "{typed}" 王芳')

    monkeypatch.setattr(sign_in, "user_of_password", user_of_password)


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
        int(ID + "甲")
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
    logger = logging.getLogger("of this test")
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
    monkeypatch: pytest.MonkeyPatch, settings: Settings, log: io.StringIO
) -> None:
    def run_import(**_told: Any) -> None:
        raise ValueError(f'File "{ID}": the row 王芳, {PHONE}\n  File "x", 王芳')

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(commands, "run_import", run_import)
    roster = RosterImport.objects.create(
        county=COUNTY,
        area=COMMUNITY,
        filename="王芳.xlsx",
        year=2020,
        on=MORNING.date(),
        uploaded_by=new_id(),
        uploaded_at=MORNING,
    )
    import_roster.enqueue(str(roster.pk), str(new_id()))
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="of this test",
    )
    worker.run_task(DBTaskResult.objects.get())

    kept = DBTaskResult.objects.get()
    assert (kept.status, kept.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "in run_import" in kept.traceback
    assert kept.traceback.endswith("builtins.ValueError")
    told = f"{kept.traceback} {kept.args_kwargs} {kept.return_value} {log.getvalue()}"
    assert [secret for secret in SECRETS if secret in told] == []
