"""The auditor's page: every act in words, within the county, without anybody it was done to."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.test import Client

from linli.areas.rules import AreaCode
from linli.audit.commands import link_events, write_event
from linli.audit.models import AuditEvent
from linli.desk.queries.audit import AT_ONCE
from linli.desk.registers import ACTS
from linli.ids import new_id
from linli.observation.rules import DecisionKind
from linli.observation.rules import State as ObservationState
from linli.people.rules.cards import Card
from linli.referrals.rules import State as ReferralState
from linli.staff.commands.names import correct_name_of
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.tracing.rules import Move
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, GRID, MORNING, PROVINCE, SIBLING, MakeObservation
from tests.made import ADDRESS, NAME
from tests.posts import POSTS, sign_in_as
from tests.scope_rows import Rows
from tests.test_statements import MOST, statements

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
    files = {act for act in acts if act.endswith((".key", ".typ"))}
    assert acts - set(ACTS) == files


DAY: Final = MORNING.date().isoformat()


@pytest.fixture
def auditor(make_user: Callable[..., User], client: Client) -> Client:
    """Sign in an auditor of the county."""
    client.force_login(make_user(role=Role.AUDITOR, area=COUNTY))
    return client


BESIDE: Final = {ACTS["user.added"], ACTS["post.given"], ACTS["audit.searched"]}


def told(client: Client, **asked: str) -> list[str]:
    """Return the acts on the page, without those by which the cast came to its posts, and the auditor's own."""
    shown = [str(entry.act) for entry in client.get("/audit/", asked).context["entries"]]
    return [act for act in shown if act not in BESIDE]


def test_an_auditor_sees_every_kind_of_act_and_nobody_it_was_done_to(
    rows_in: Callable[..., Rows], auditor: Client
) -> None:
    rows_in(community=COMMUNITY)
    acts = set(AuditEvent.objects.filter(county=COUNTY).values_list("action", flat=True))

    text = "".join(auditor.get("/audit/", {"act": act}).text for act in sorted(acts))

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
    newest, before = [one for one in auditor.get("/audit/").context["entries"] if one.act not in BESIDE][:2]
    assert newest.number == before.number + 1
    assert (newest.by, before.by) == ("", f"{worker.full_name}（wang）")


def test_acts_are_found_by_area_and_below_by_name_or_code(auditor: Client) -> None:
    for area in (GRID, COMMUNITY, SIBLING):
        write_event(action="alert.reviewed", area=area, by=None, now=MORNING)
    alert = str(ACTS["alert.reviewed"])

    assert told(auditor, area=COMMUNITY) == told(auditor, area="明光路社区") == [alert, alert]
    assert told(auditor, area=GRID) == told(auditor, area=SIBLING) == [alert]
    for nowhere, words in (
        (FOREIGN, "没有这个地区"),
        ("没有这个地方", "没有叫“没有这个地方”的地区"),
        ("明光", "请选是哪一个"),
    ):
        answer = auditor.get("/audit/", {"area": nowhere})
        assert (answer.status_code, words in answer.text) == (422, True)


def test_an_auditor_who_knows_the_words_finds_who_searched_for_them_and_is_written_down(
    auditor: Client, make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    make_observation(name="王芳")
    searcher = Client()
    searcher.force_login(secretary := make_user(role=Role.SECRETARY, area=COMMUNITY, username="searcher"))
    for page in ("", "1", "2", ""):
        searcher.get("/people/", {"q": " 王 芳", "page": page})
    searcher.get("/people/", {"q": ""})

    (event,) = AuditEvent.objects.filter(county=COUNTY, action="person.searched")
    assert (event.actor_id, event.changed["letters"], event.changed["hits"]) == (secretary.pk, 3, 1)
    assert told(auditor, searched="王  芳") == [str(ACTS["person.searched"])]
    assert told(auditor, searched="王方") == []
    told(auditor, searched="王方")
    own = AuditEvent.objects.filter(county=COUNTY, action="audit.searched")
    assert own.count() == 2
    assert own.filter(changed__letters=3, changed__hits=0).exists() is False  # "王方" has two letters
    assert all("王" not in str(row) for row in AuditEvent.objects.filter(county=COUNTY).values())


def test_an_auditor_sees_who_looked_at_a_person_by_the_file_number_and_never_whom(
    auditor: Client, make_user: Callable[..., User], rows_in: Callable[..., Rows]
) -> None:
    own, foreign = rows_in(community=COMMUNITY), rows_in(community=FOREIGN)
    reader = Client()
    reader.force_login(secretary := make_user(role=Role.SECRETARY, area=COMMUNITY, username="reader"))
    reader.get(f"/people/{own.person_id}/")

    link = f"/people/{own.person_id}/access-log/"
    assert link in auditor.get("/audit/", {"subject": str(own.person_id)}).text
    page = auditor.get(link)
    assert {("person.read", secretary.full_name)} <= {(one.act, one.by) for one in page.context["looks"]}
    assert NAME not in page.text
    assert ADDRESS not in page.text
    assert auditor.get(f"/people/{foreign.person_id}/access-log/").status_code == 404
    assert AuditEvent.objects.filter(county=COUNTY, action="person.looks_read").count() == 1


def test_what_administrators_do_is_seen_at_their_office_and_by_no_county(
    make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    """Nobody looked after those who look after everybody: their acts lie at no county."""
    person = make_observation().person_id
    clients = {}
    for role, area in (
        (Role.ADMINISTRATOR, PROVINCE),
        (Role.SECURITY_ADMINISTRATOR, PROVINCE),
        (Role.AUDITOR, PROVINCE),
        (Role.AUDITOR, CITY),
        (Role.AUDITOR, COUNTY),
    ):
        clients[role, area] = Client()
        clients[role, area].force_login(make_user(role=role, area=area))
    new = {"username": "sunyi", "full_name": "孙怡", "password": "jiangnan-2020-chun", "area": CITY}
    assert clients[Role.ADMINISTRATOR, PROVINCE].post("/staff/new/", new).status_code == 302
    assert clients[Role.SECURITY_ADMINISTRATOR, PROVINCE].post("/sign-in/requirements/").status_code == 302
    Client().post("/sign-in/", {"username": "nobody-has-it", "password": "a wrong one"})
    write_event(action="machine.backed_up", area="", by=None, now=MORNING)
    write_event(action="check.recorded", area=COMMUNITY, by=None, now=MORNING, subject=person)

    def seen(area: AreaCode) -> set[object]:
        page = clients[Role.AUDITOR, area].get("/audit/")
        return {entry.act for entry in page.context["entries"]} - {ACTS["post.given"]}

    switched, failed, backed_up = (
        ACTS[act] for act in ("second_factor.required_of", "sign_in.failed", "machine.backed_up")
    )
    assert seen(PROVINCE) == {switched, failed, backed_up}
    assert seen(CITY) == {ACTS["user.added"]}
    assert len(statements(clients[Role.AUDITOR, PROVINCE], "/audit/")) <= MOST  # of three chains
    assert ACTS["check.recorded"] in seen(COUNTY)
    assert not seen(COUNTY) & {switched, failed, backed_up, ACTS["user.added"]}
    for area in (PROVINCE, CITY):
        auditor = clients[Role.AUDITOR, area]
        assert auditor.get("/audit/", {"area": area}).status_code == 200
        assert auditor.get("/audit/", {"area": COMMUNITY}).status_code == 422
        assert (
            auditor.get("/audit/", {"who": "somebody"}).status_code == 200
        )  # a search is an event of their own
        assert auditor.get(f"/people/{person}/access-log/").status_code == 404
        assert "没有查到" in auditor.get("/leaks/", {"who": "nobody", "from_on": DAY, "until_on": DAY}).text
        assert AuditEvent.objects.filter(county=area, action="audit.searched").count() == 1


def test_what_was_done_to_a_colleague_is_told_with_the_names_before_and_after(
    auditor: Client, make_user: Callable[..., User]
) -> None:
    """A renaming hides nobody, and says whose post it was."""
    keeper = make_user(role=Role.SECRETARY, area=COMMUNITY, username="keeper")
    doctor = make_user(role=Role.DOCTOR, area=COMMUNITY, username="ghost")
    User.objects.filter(pk=doctor.pk).update(full_name="鬼医生")
    viewer = viewer_of(user=keeper, on=MORNING.date())
    correct_name_of(user_id=doctor.pk, area=COMMUNITY, full_name="陈大夫", reason="x", by=viewer, now=MORNING)
    write_event(
        action="post.confirmed",
        area=COMMUNITY,
        by=keeper.pk,
        now=MORNING,
        subject=doctor.pk,
        changed={"role": "DOCTOR", "asks": "BEGIN", "asked_by": str(keeper.pk)},
    )

    for who in ("鬼医生", "陈大夫", "ghost"):
        shown = auditor.get("/audit/", {"who": who}).context["entries"]
        assert {"user.renamed", "post.confirmed", "post.given"} <= {
            code for code, words in ACTS.items() if words in {one.act for one in shown}
        }, who
        assert {one.whom for one in shown} == {"陈大夫（ghost）"}
        by_act = {one.act: one.told for one in shown}
        assert by_act[ACTS["user.renamed"]] == "鬼医生 → 陈大夫"
        asker = f"{keeper.full_name}（keeper）"
        assert by_act[ACTS["post.confirmed"]] == f"社区医生 明光路社区 · {asker} 提出"
    text = auditor.get("/audit/", {"who": "ghost"}).text
    assert "鬼医生 → 陈大夫" in text
    assert f"{keeper.full_name}（keeper）" in text


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
