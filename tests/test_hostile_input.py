"""Hostile input in every field and parameter of every address: never an error of ours, never a script that comes back."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client

from linli.referrals.models import ClinicStaff
from linli.staff.models import User
from tests import scope_rows
from tests.addresses import FORM, addresses, filled, refuse_without_a_page
from tests.cast import COMMUNITY
from tests.hostile_forms import Sent, sent_from
from tests.posts import POSTS, sign_in_as
from tests.scope_rows import Rows

pytestmark = pytest.mark.once(
    on="postgresql"
)  # it refuses NULs, halves of characters and lengths that SQLite takes

SCRIPT: Final = "<script>hostile()</script>"
ATTRIBUTE: Final = '"><img src=x onerror=hostile()>'
TEMPLATE: Final = "{{1234*4321}}{% now 'Y' %}"
# What must never come back as markup, or worked out.
NEVER: Final = ("<script>hostile", "<img src=x onerror", "5332114")
WORDS: Final = [
    "\0",
    "a\0b",
    "长" * 10_000,
    "😀\u202e\u200b\ufeff\u0301",
    "\ud7ff\uffff\U0010ffff",
    SCRIPT,
    ATTRIBUTE,
    TEMPLATE,
    "=1+1",
    "' OR 1=1; DROP TABLE people_person; --",
    "../../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "%s%n{0}",
]
NUMBERS: Final = ["-1", "0", "9" * 25, "1e309", "NaN", "٣٦.٥", "0x10", "36.55555555555"]
DAYS: Final = [
    "2020-02-30",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2020-01-27T25:61",
    "0001-01-01T00:00",
]
HOSTILE: Final = [*WORDS, *NUMBERS, *DAYS, "", " "]
# How many of them each field meets, beside sound neighbours and in all fields at once; the next field meets the next.
# len(HOSTILE) for both is the whole walk, of ten thousand requests and ten minutes.
ALONE: Final = 1
TOGETHER: Final = 1
# Parameters that pages read without a link that names them.
ASKED: Final = (
    *(
        "page q grid show level on as_of days outcome hand_in lead area next kind from until actor action"
    ).split(),
    *("person state sort before after subject community county").split(),
)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """Undo what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Walker:
    """Everybody of the cast, signed in; what they met that must not be."""

    def __init__(self, clients: Mapping[str, Client]) -> None:
        self.sessions = {who: client.cookies["sessionid"].value for who, client in clients.items()}
        self.met: dict[str, str] = {}
        self.raised = ""

    def ask(self, who: str, method: str, address: str, said: Mapping[str, Any]) -> Any:
        """Ask as somebody; nothing stays, and an error is an answer like another."""
        client = Client(raise_request_exception=False)
        client.cookies["sessionid"] = self.sessions[who]
        self.raised = ""
        with nothing_stays():
            return client.get(address, said) if method == "GET" else client.post(address, said)

    def hostile(self, who: str, method: str, address: str, said: Mapping[str, Any], what: str) -> None:
        """Ask with hostile input, and note what must not be answered."""
        response = self.ask(who, method, address, said)
        where = f"{method} {address} {what}"
        if response.status_code >= 500:
            self.met[where] = f"{response.status_code} {self.raised}"
        elif back := come_back(response):
            self.met[where] = f"comes back: {back}"

    def note(self, sender: object, **_said: object) -> None:
        """Remember what was raised, for whoever reads the failure."""
        self.raised = repr(sys.exc_info()[1])[:300]


def come_back(response: Any) -> list[str]:
    """Return what stands in a page as markup that somebody typed."""
    if "text/html" not in response.headers.get("Content-Type", ""):
        return []
    text = response.getvalue().decode(errors="replace")
    return [mark for mark in NEVER if mark in text]


@pytest.fixture
def walker(own: Rows, make_user: Callable[..., User]) -> Iterator[Walker]:
    """Sign everybody in, in whose area the rows lie."""
    clients = {}
    for who in POSTS:
        clients[who] = Client()
        sign_in_as(clients[who], who, make_user)
    ClinicStaff.objects.update(clinic=own.clinic_id)
    walker = Walker(clients)
    got_request_exception.connect(walker.note)
    yield walker
    got_request_exception.disconnect(walker.note)


@pytest.fixture
def own(rows_in: Callable[..., Rows]) -> Rows:
    """Make one row of every kind in COMMUNITY."""
    return rows_in(community=COMMUNITY)


@dataclass(frozen=True)
class Door:
    """An address with who gets in there, and the page that they are shown; '' where there is none."""

    who: str
    address: str
    page: str


def doors(walker: Walker, own: Rows) -> list[Door]:
    """Return every address that somebody of the cast gets in at."""
    return [_door(walker, filled(route, own)) for name, route in addresses() if name != "account_logout"]


def _door(walker: Walker, address: str) -> Door:
    for who in POSTS:
        answer = walker.ask(who, "GET", address, {})
        if answer.status_code == 200:
            page = answer.getvalue().decode() if "text/html" in answer.headers["Content-Type"] else ""
            return Door(who, address, page)
        if answer.status_code == 405:
            break
    posted = (who for who in POSTS if walker.ask(who, "POST", address, FORM).status_code not in {403, 404})
    return Door(next(posted, "secretary"), address, "")


def turns(fields: Iterable[str], start: int) -> Iterator[tuple[str, str]]:
    """Yield (field, hostile value): each field meets as many as ALONE says, together they meet all."""
    for place, name in enumerate(sorted(fields), start):
        for n in range(ALONE):
            yield name, HOSTILE[(place * ALONE + n) % len(HOSTILE)]


def test_hostile_forms_and_parameters_are_answered(
    walker: Walker, own: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as while_nothing_is_hostile:
        refuse_without_a_page(while_nothing_is_hostile)
        everywhere = doors(walker, own)
    # A part of a page may have nothing to show.
    known = sent_from({door.address: door.page for door in everywhere if door.page.strip()})
    assert send_forms(walker, everywhere, known) > len(HOSTILE) * 5
    assert send_parameters(walker, everywhere, known) > len(HOSTILE)
    assert walker.met == {}


def send_forms(walker: Walker, everywhere: list[Door], known: Mapping[tuple[str, str], Sent]) -> int:
    """Send every form with hostile fields; return how many."""
    asked = 0
    for door in everywhere:
        sent = known.get(("POST", door.address), Sent())
        if walker.ask(door.who, "POST", door.address, FORM).status_code == 405:
            continue
        sound = {name: [value] for name, value in FORM.items()} | sent.values
        # A page without a form of its own is met by all fields at once, whatever it may read.
        for name, value in turns(sent.values, asked):
            walker.hostile(door.who, "POST", door.address, sound | {name: [value]}, f"{name}={value[:20]!r}")
            asked += 1
        for n in range(TOGETHER):
            value = HOSTILE[(asked + n) % len(HOSTILE)]
            said = {name: [value, value] for name in sound}
            walker.hostile(door.who, "POST", door.address, said, f"everything={value[:20]!r}")
        for name in sent.uploads:
            file = SimpleUploadedFile(SCRIPT, b"\0\xff" * 50, content_type="text/html")
            walker.hostile(door.who, "POST", door.address, sound | {name: file}, f"{name}=upload")
    return asked


def send_parameters(walker: Walker, everywhere: list[Door], known: Mapping[tuple[str, str], Sent]) -> int:
    """Ask every page with hostile parameters; return how many."""
    asked = 0
    for door in everywhere:
        if not door.page:
            continue
        sent = known.get(("GET", door.address), Sent())
        for name, value in turns(sent.values, asked):
            said = sent.values | {name: [value]}
            walker.hostile(door.who, "GET", door.address, said, f"{name}={value[:20]!r}")
            asked += 1
        for n in range(TOGETHER):
            value = HOSTILE[(asked + n) % len(HOSTILE)]
            said = {name: [value] for name in (*ASKED, *sent.values)}
            walker.hostile(door.who, "GET", door.address, said, f"everything={value[:20]!r}")
            asked += 1
    return asked


def test_what_was_stored_comes_back_as_words(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, notes, addresses and file names are markup here, as somebody could have typed them."""
    for maker in (scope_rows, *scope_rows.makers()):
        for name in {"NAME", "ADDRESS", "NOTE", "EMERGENCY"} & vars(maker).keys():
            monkeypatch.setattr(maker, name, SCRIPT + ATTRIBUTE)
    own = rows_in(community=COMMUNITY)
    clients = {who: Client() for who in ("secretary", "doctor", "clinic")}
    for who, client in clients.items():
        sign_in_as(client, who, make_user)
    ClinicStaff.objects.update(clinic=own.clinic_id)
    seen = 0
    for name, route in addresses():
        if name == "account_logout":
            continue
        for who, client in clients.items():
            response = client.get(filled(route, own))
            assert come_back(response) == [], (name, who)
            seen += "&lt;script&gt;hostile" in response.getvalue().decode(errors="replace")
    assert seen > 20


def test_hostile_words_in_an_address_are_answered(walker: Walker, own: Rows) -> None:
    for place, (name, route) in enumerate(addresses()):
        for n, parameter in enumerate(re.findall(r"<(?:str|slug|path):(\w+)>", route)):
            for m in range(TOGETHER * 2):
                value = HOSTILE[(place * 5 + n * 3 + m) % len(HOSTILE)][:500]
                rows = replace(own, more={**own.more, parameter: quote(value, safe="") or "-"})
                for method in ("GET", "POST"):
                    walker.hostile("secretary", method, filled(route, rows), FORM, f"{name} {value[:20]!r}")
    assert walker.met == {}
