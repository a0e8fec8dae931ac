"""An app set up as the second factor, and what was written of it."""

import re
from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.signin.rules import TOTP_STEP_S, totp
from linli.staff.models import User
from tests.cast import COUNTY

MakeUser = Callable[..., User]


def actions() -> list[str]:
    found = AuditEvent.objects.filter(county=COUNTY, action__startswith="s").order_by("id")
    return list(found.values_list("action", flat=True))


def enrol(client: Client) -> str:
    """Set up an app with the secret that the page shows, and return the secret."""
    page = client.get("/sign-in/security/app/")
    secret = re.findall(r"data-secret>([A-Z2-7]+)<", page.text)[0]
    code = totp(secret=secret, step=int(timezone.now().timestamp()) // TOTP_STEP_S)
    answer = client.post("/sign-in/security/app/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/security/codes/")
    return str(secret)
