"""The auditor's page: every act in words, within the county, without anybody it was done to."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.test import Client

from linli.audit.commands import link_events, write_event
from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.observation.rules import DecisionKind
from linli.observation.rules import State as ObservationState
from linli.people.rules.cards import Card
from linli.referrals.rules import State as ReferralState
from linli.staff.audit_words import ACTS
from linli.staff.models import User
from linli.staff.queries.audit import AT_ONCE
from linli.staff.rights import Role
from linli.tracing.rules import Move
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MORNING
from tests.scope_rows import ADDRESS, NAME, Rows
from tests.test_scope_walk import POSTS, sign_in_as

CODE: Final = re.compile(r"[a-z_]+\.[a-z_]*[a-z]")
SOURCES: Final = [
    path
    for path in sorted((Path(settings.BASE_DIR) / "linli").rglob("*.py"))
    if "tests" not in path.parts and "migrations" not in path.parts
]


def written_plainly() -> Iterator[str]:
    """Yield every text in the code that looks like an action of a kind that is known."""
    kinds = {act.split(".")[0] for act in ACTS}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                yield from [node.value] if node.value.split(".")[0] in kinds else []


def put_together() -> Iterator[str]:
    """Yield the actions whose end is a state or a kind."""
    yield from (f"observation.{state.value.lower()}" for state in ObservationState if state != "OBSERVING")
    yield from (f"observation.decided_{kind.value.lower()}" for kind in DecisionKind)
    yield from (f"referral.{state.value.lower()}" for state in ReferralState if state != "RAISED")
    yield from (f"lead.{move.value.lower()}" for move in Move)
    yield from (f"{card.value.lower()}.changed" for card in Card)


def test_every_act_has_its_words() -> None:
    acts = {*written_plainly(), *put_together()}
    assert len(acts) > 70
    assert acts - set(ACTS) == {"identity.key"}  # the name of a file


@pytest.fixture
def auditor(make_user: Callable[..., User], client: Client) -> Client:
    """Sign in an auditor of the county."""
    client.force_login(make_user(role=Role.AUDITOR, area=COUNTY))
    return client


def told(client: Client, **asked: str) -> list[str]:
    """Return the acts on the page, without those by which the cast came to its posts."""
    shown = [str(entry.act) for entry in client.get("/audit/", asked).context["entries"]]
    return [act for act in shown if act not in {ACTS["user.added"], ACTS["post.given"]}]


def test_an_auditor_sees_every_kind_of_act_and_nobody_it_was_done_to(
    rows_in: Callable[..., Rows], auditor: Client
) -> None:
    rows_in(community=COMMUNITY)
    text = "".join(auditor.get("/audit/", {"act": act}).text for act in ACTS)

    acts = set(AuditEvent.objects.filter(county=COUNTY).values_list("action", flat=True))
    assert len(acts) > 10
    assert acts <= set(ACTS)
    assert text.count("只看这一项") > 10
    assert NAME not in text
    assert ADDRESS not in text


def test_acts_are_found_by_who_what_day_and_subject(auditor: Client, make_user: Callable[..., User]) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=COMMUNITY, username="wang")
    subject = new_id()
    write_event(action="check.recorded", area=COMMUNITY, by=worker.pk, now=MORNING, subject=subject)
    write_event(action="alert.reviewed", area=COMMUNITY, by=None, now=MORNING)
    write_event(action="report.sealed", area=FOREIGN, by=worker.pk, now=MORNING)
    link_events(county=COUNTY)
    check, alert, day = str(ACTS["check.recorded"]), str(ACTS["alert.reviewed"]), MORNING.date().isoformat()

    assert told(auditor) == [alert, check]
    assert told(auditor, who="wang") == told(auditor, who=worker.full_name) == [check]
    assert told(auditor, who="nobody") == []
    assert told(auditor, act="alert.reviewed") == [alert]
    assert told(auditor, subject=str(subject)) == [check]
    assert told(auditor, from_on=day, until_on=day) == [alert, check]
    assert told(auditor, from_on="2020-12-01") == told(auditor, until_on="2019-12-01") == []
    newest, before = auditor.get("/audit/").context["entries"][:2]
    assert newest.number == before.number + 1
    assert (newest.by, before.by) == ("", worker.full_name)


def test_conditions_that_are_none_are_said_at_their_place(auditor: Client) -> None:
    for asked, word in (
        ({"from_on": "2020-02-02", "until_on": "2020-01-01"}, "结束日期不能早于开始日期"),
        ({"from_on": "yesterday"}, "yesterday"),
        ({"act": "nothing.done"}, "nothing.done"),
        ({"before": "x"}, ""),
    ):
        answer = auditor.get("/audit/", asked)
        assert (answer.status_code, word in answer.text) == (422, True), asked


def test_what_does_not_fit_on_a_page_is_earlier(auditor: Client) -> None:
    for _number in range(AT_ONCE + 1):
        write_event(action="check.recorded", area=COMMUNITY, by=None, now=MORNING)
    first = auditor.get("/audit/", {"act": "check.recorded"})
    rest = auditor.get(f"/audit/?{first.context['earlier']}")
    assert (len(first.context["entries"]), len(rest.context["entries"]), rest.context["earlier"]) == (
        AT_ONCE,
        1,
        "",
    )


@pytest.mark.parametrize("who", [who for who in POSTS if who != "auditor"])
def test_nobody_else_opens_the_page(who: str, make_user: Callable[..., User], client: Client) -> None:
    sign_in_as(client, who, make_user)
    assert client.get("/audit/").status_code == 403
