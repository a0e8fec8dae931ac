"""What one normal check costs, the commonest message of all: every statement of the request, and one commit."""

import re
from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.audit.models import AuditEvent
from linli.observation.models import Check, Observation
from linli.phone.tests.conftest import Held
from tests.cast import COUNTY

RECOGNISED: Final = [
    "SELECT django_session",
    "SELECT mfa_authenticator",  # one question: the user, the posts, what they need to sign in
]
TAKEN: Final = [
    "BEGIN",
    "UPDATE phone_phone",
    "SELECT observation_observation",
    "SELECT observation_check",
    "INSERT observation_check",
    "UPDATE duties_duty",
    "INSERT audit_auditevent",
    "COMMIT",
]


def told(sql: str) -> str:
    """Tell a statement by its verb and its first table, past what it asks within."""
    text = re.sub(r"EXISTS\(SELECT .*? LIMIT 1\)", "", re.sub(r"^\d+ times: ", "", sql))
    text = text.translate({ord(mark): None for mark in '"('})
    verb = {"COPY": "INSERT"}.get(text.split()[0], text.split()[0])
    table = re.search(r"\b(?:FROM|INTO|UPDATE|COPY)\s+(?!STDIN)([a-z_]+)", text)
    return f"{verb} {table[1]}" if table else verb


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_rows")
def test_one_check_of_a_phone_is_eight_statements_with_its_one_commit_after_the_sign_in(
    phone: Held, observed: Observation
) -> None:
    phone.bring(
        phone.check(observed)
    )  # the phone makes itself known, and the protocol is read once a process
    check = phone.check(observed, 366)

    with CaptureQueriesContext(connection) as statements:
        (answer,) = phone.bring(check)

    assert answer == {"id": check["id"], "status": "ok"}
    assert [told(one["sql"]) for one in statements] == RECOGNISED + TAKEN
    assert Check.objects.filter(county=COUNTY).count() == 2
    assert AuditEvent.objects.filter(county=COUNTY, action="check.recorded").count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_rows")
def test_one_check_sent_again_changes_nothing_but_when_the_phone_was_seen(
    phone: Held, observed: Observation
) -> None:
    check = phone.check(observed)
    phone.bring(check)

    with CaptureQueriesContext(connection) as statements:
        (answer,) = phone.bring(check)

    assert answer["status"] == "duplicate"
    assert [told(one["sql"]) for one in statements] == [*RECOGNISED, *TAKEN[:4], "COMMIT"]
