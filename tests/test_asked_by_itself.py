"""What an open page asks by itself costs little, and counts as nobody's work."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.emergencies.commands import raise_emergency
from linli.emergencies.tests.made import new
from linli.signin.sessions import begin_idle
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import TOWNSHIP

SignIn = Callable[..., Client]


@pytest.mark.django_db
def test_an_open_page_asks_by_itself_for_little_and_keeps_no_session_alive(
    sign_in: SignIn, worker: Viewer
) -> None:
    page = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    session = page.session
    begin_idle(session=session, now=timezone.now() - timedelta(minutes=10))
    session.save()
    before = Session.objects.get().session_data
    assert page.get("/emergencies/waiting/?shown=0").status_code == 204
    raise_emergency(new=new(found_at=timezone.now()), by=worker, now=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        answer = page.get("/emergencies/waiting/?shown=0")
    assert "1 件紧急报告等您确认" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(asked) == 3, "the session, who asks, and one of its own"
    assert page.get("/emergencies/waiting/?shown=1").status_code == 204
    assert Session.objects.get().session_data == before
    page.get("/emergencies/")
    assert Session.objects.get().session_data != before, "a page that somebody opens does"
