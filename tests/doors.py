"""Every door of Linli, collected from the apps: what the walk holds the pages against.

A door is an address with a method. Where a page is read by some and acted on by others it has two doors.
"""

from importlib import import_module
from pathlib import Path
from typing import Final

from tests.door import Door

LINLI: Final = Path(__file__).resolve().parents[1] / "linli"
# Every app with a tests/doors.py.
DOORS: Final[list[Door]] = [
    door
    for path in sorted(LINLI.glob("*/tests/doors.py"))
    for door in import_module(f"linli.{path.parts[-3]}.tests.doors").DOORS
]

# Anybody: no right is asked, nothing of an area stands there.
OPEN_TO_STRANGERS: Final = frozenset(
    {
        "set_language",
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "signin:code",
        "signin:helper_door",
        "signin:provider",
        "signin:connect",
        "wecom_callback",
        "dingtalk_callback",
        "papers:verify",
        "papers:collection",
        "phone:service_worker",
        "phone:manifest",
        "phone:phone",
        "phone:phone_page",
        "field-api:openapi-json",
        "field-api:api-root",
    }
)
# Whoever is signed in.
OPEN_TO_ALL: Final = frozenset(
    {
        "home",
        # Each line of it is opened by a right: linli/desk/tests/test_waits.py.
        "desk:waits",
        # Everybody's own second factors and sessions: linli/signin/tests.
        "account_reauthenticate",
        "password_change",
        "password_change_done",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "usersessions_list",
        "signin:end_others",
        "signin:end_session",
        "signin:disconnect",
        "staff:rights",
        # Answers with names of places beneath one's own posts: linli/staff/tests/test_places.py.
        "staff:places",
        # Tells what each role does, and nobody anything of anybody: linli/desk/tests/test_help.py.
        "desk:help",
        "desk:help_page",
        # What was offered to one's own name: linli/staff/tests/test_offers.py.
        "staff:offers",
        "staff:take_offer",
        "staff:decline_offer",
        "protocols:protocols",
        # Numbers of doors where something is due: linli/phone/tests/test_dial.py.
        "field-api:dial",
        # Answer item by item: test_the_phone_brings_and_fetches_what_the_table_says.
        "field-api:sync",
        "field-api:me",
        "field-api:urgent",
        "field-api:day",
        "field-api:bring",
    }
)


# Only who asked takes a copy, whatever others of the same right hold: linli/exports/tests/test_taking.py.
# A picture is seen with its subject, and no app declares any yet: linli/phone/tests/test_pictures.py plants one.
# Who asked that a post be confirmed takes it back: linli/staff/tests/test_confirming.py.
# A shift is taken by whom it was handed to, its note put right by its author: linli/shifts/tests/test_pages.py.
# A lead is put right by who typed it: linli/tracing/tests/test_own.py.
OF_THE_ASKER: Final = frozenset(
    {
        "exports:take",
        "phone:picture",
        "shifts:take",
        "shifts:change",
        "shifts:strike",
        "staff:take_back_post",
        "staff:know_declined",
        "tracing:own_lead",
        "tracing:own_leads",
    }
)
