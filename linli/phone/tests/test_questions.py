"""A version asks something new: it comes with the day, is answered, arrives, and is seen and put right at the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.ids import new_id
from linli.observation.models import Alert, Check, Observation
from linli.observation.tests.acts import Enter
from linli.phone.tests.conftest import Held, MakePhone
from linli.protocols.models import Protocol
from linli.protocols.questions import code_of, questions_typed, read, symptoms_typed
from linli.staff.rights import Role
from tests.cast import COUNTY, MakeObservation

pytestmark = pytest.mark.django_db
LINES = "是非 | 最近去过集市吗 | Been to a market\n数字 | 来过几个人 | Visitors"
MARKET, VISITORS = questions_typed(lines=LINES)
(EARS,) = symptoms_typed(lines="耳鸣 | Ringing ears")


@pytest.fixture
def officer(enter: Enter) -> Client:
    """Sign the officer of COUNTY in."""
    return enter(role=Role.COUNTY_OFFICER, area=COUNTY)


def write_version(
    officer: Client, *, base: str, questions: str, symptoms: str = "耳鸣 | Ringing ears"
) -> str:
    """Make the county's own version at its page; return its code."""
    page = officer.get(f"/protocols/{base}/own/")
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    said |= {
        "place_2": "HOME",
        "place_3": "HOME",
        "name": "瑶海区加问",
        "source": "区指挥部2号通告",
        "own_symptoms": symptoms,
        "questions": questions,
    }
    said = {name: value for name, value in said.items() if value not in (None, "")}
    said = {name: f"{value:%H:%M}" if hasattr(value, "hour") else value for name, value in said.items()}
    answer = officer.post(f"/protocols/{base}/own/", said)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(Protocol.objects.latest("valid_from", "code").pk)


@pytest.fixture
def asked(officer: Client, make_observation: MakeObservation) -> Observation:
    """Register somebody under a version with a symptom and two questions of its own."""
    write_version(officer, base="P2020-01", questions=LINES)
    now = timezone.now()
    return make_observation(at=now, arrived_on=day_of(now) - timedelta(days=1))


@pytest.fixture
def phone(make_phone: MakePhone, asked: Observation) -> Held:
    """Put a phone into the worker's hand."""
    return make_phone()


def told(check: Check) -> dict[str, str]:
    return read(check.answers)


def test_what_a_version_asks_comes_with_the_day_in_the_words_of_who_asks(
    phone: Held, asked: Observation
) -> None:
    day = phone.ask()
    protocol = day["protocols"][asked.protocol_id]
    assert EARS.code in protocol["symptoms"]
    assert day["words"]["symptoms"][EARS.code] == "耳鸣"
    assert [(one["code"], one["kind"], one["words"]) for one in protocol["questions"]] == [
        (MARKET.code, "YES_NO", "最近去过集市吗"),
        (VISITORS.code, "NUMBER", "来过几个人"),
    ]
    assert [one["code"] for one in protocol["questions"][0]["choices"]] == ["YES", "NO", "UNKNOWN"]

    english = phone.client.post(
        "/api/v1/day",
        {"device": str(phone.id), "sent_at": phone.now.isoformat(), "name": "", "have": []},
        content_type="application/json",
        headers={"accept-language": "en"},
    ).json()
    assert english["protocols"][asked.protocol_id]["questions"][0]["words"] == "Been to a market"


def test_an_answer_arrives_under_its_version_is_seen_and_put_right_at_the_desk(
    phone: Held, asked: Observation, enter: Enter
) -> None:
    answers = {MARKET.code: "UNKNOWN", VISITORS.code: "3"}
    operation = phone.check(asked, symptoms=[EARS.code], asked_under=asked.protocol_id, answers=answers)
    assert [one["status"] for one in (*phone.bring(operation), *phone.bring(operation))] == [
        "ok",
        "duplicate",
    ]
    check = Check.objects.get(county=COUNTY)
    assert (check.asked_under, told(check)) == (asked.protocol_id, answers)
    assert Alert.objects.get().symptoms == [EARS.code]

    worker = phone.client
    for part in ("sheets", "facts"):
        page = worker.get(reverse("desk:person_section", args=[asked.person_id, part])).content.decode()
        assert [words in page for words in ("最近去过集市吗 不清楚", "来过几个人 3", "耳鸣")] == [True] * 3

    strike = reverse("corrections:strike", args=[asked.pk, check.id])
    form = worker.get(strike).context["form"]
    assert form[f"answer_{VISITORS.code}"].value() == "3"
    anew = {
        "id": str(new_id()),
        "reason": "人数听错了",
        "then": "ANEW",
        "temperature": "36.5",
        "channel": "VISIT",
        f"answer_{MARKET.code}": "NO",
    }
    answer = worker.post(strike, anew)
    assert answer.status_code == 302, answer.context["form"].errors
    newest = Check.objects.filter(county=COUNTY).latest("received_at")
    assert (newest.asked_under, told(newest)) == (asked.protocol_id, {MARKET.code: "NO"})


def test_answers_to_a_version_are_taken_after_a_newer_one_that_asks_no_more(
    phone: Held, asked: Observation, officer: Client
) -> None:
    old = asked.protocol_id
    newer = write_version(officer, base=old, questions="文字 | 去过哪里 | Where to")
    Observation.objects.filter(pk=asked.pk).update(protocol=newer)

    answers = phone.bring(
        phone.check(asked, asked_under=old, answers={MARKET.code: "YES"}),
        phone.check(asked, asked_under=newer, answers={code_of(letter="Q", zh="去过哪里"): "超市"}),
        phone.check(asked, asked_under=newer, answers={MARKET.code: "YES"}),
        phone.check(asked, asked_under="nobody's", answers={MARKET.code: "YES"}),
        phone.check(asked),
    )

    assert [(one["status"], one.get("code")) for one in answers] == [
        ("ok", None),
        ("ok", None),
        ("rejected", "not_asked"),
        ("rejected", "not_asked"),
        ("ok", None),
    ]


def test_the_desk_asks_the_same_and_what_nobody_asked_is_not_there(phone: Held, asked: Observation) -> None:
    page = phone.client.get(f"/observations/{asked.pk}/check/")
    form = page.context["form"]
    assert EARS.code in dict(form.fields["symptoms"].choices)
    said = {
        "id": str(new_id()),
        "outcome": "DONE",
        "channel": "VISIT",
        "temperature": "36.5",
        "claimed_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}",
        f"answer_{VISITORS.code}": "三个",
    }
    refused = phone.client.post(f"/observations/{asked.pk}/check/", said)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [f"answer_{VISITORS.code}"])

    assert (
        phone.client.post(
            f"/observations/{asked.pk}/check/", said | {f"answer_{VISITORS.code}": "不清楚"}
        ).status_code
        == 302
    )
    assert told(Check.objects.get(county=COUNTY)) == {VISITORS.code: "UNKNOWN"}
