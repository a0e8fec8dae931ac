"""Two workers change one card without knowing of each other: each is told what the other wrote, as far as they may see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linli.observation.models import Observation
from linli.people.models import CardChange
from linli.people.queries.cards import overwritten_for
from linli.phone.tests.conftest import Held, MakePhone
from linli.staff.models import Post
from linli.staff.rights import Role
from tests.cast import COMMUNITY

pytestmark = pytest.mark.django_db


def test_two_phones_change_one_card_and_the_desk_sees_both(
    phone: Held, make_phone: MakePhone, observed: Observation
) -> None:
    other = make_phone(role=Role.SECRETARY, area=COMMUNITY)
    home = str(observed.person.household_id)
    earlier = phone.operation("household", {"household": home, "note": "有狗"}, base={"note": ""})
    later = other.operation("household", {"household": home, "note": "钥匙在隔壁"}, base={"note": ""})

    assert [a["status"] for a in other.bring(later)] == ["ok"]
    (answer,) = phone.bring(earlier)

    assert answer["status"] == "conflict"
    kept = {"mine": "有狗", "kept": "钥匙在隔壁", "other": "钥匙在隔壁", "by": other.user.full_name}
    assert answer["both"] == {"note": kept}
    assert (phone.ask()["lost_cards"], other.ask()["lost_cards"]) == ([], [])  # answered so when it came
    assert phone.ask()["households"][0]["note"] == "钥匙在隔壁"
    assert not overwritten_for(viewer=None).exists()
    assert CardChange.objects.filter(lost_to__isnull=False).count() == 1
    assert [a["status"] for a in phone.bring(earlier)] == ["duplicate"]


def test_who_overwrote_is_told_what_and_who_was_overwritten_is_told_by_whom(
    phone: Held, make_phone: MakePhone, observed: Observation
) -> None:
    other = make_phone(role=Role.SECRETARY, area=COMMUNITY)
    home = str(observed.person.household_id)
    earlier = phone.operation("household", {"household": home, "note": "有狗"}, base={"note": ""})
    later = other.operation("household", {"household": home, "note": "钥匙在隔壁"}, base={"note": ""})

    assert [a["status"] for a in phone.bring(earlier)] == ["ok"]
    (answer,) = other.bring(later)

    both = {"mine": "钥匙在隔壁", "kept": "钥匙在隔壁", "other": "有狗", "by": phone.user.full_name}
    assert answer["both"] == {"note": both}
    (lost,) = phone.ask()["lost_cards"]
    told = {"mine": "有狗", "kept": "钥匙在隔壁", "by": other.user.full_name, "op": earlier["id"]}
    assert lost == told | {"card": "HOUSEHOLD", "subject": home, "field": "note"}
    assert other.ask()["lost_cards"] == []
    Post.objects.filter(user=phone.user).update(until_on=timezone.localdate())
    assert phone.ask()["lost_cards"] == []


def test_whoever_may_not_see_the_person_now_learns_of_a_conflict_and_of_no_value(
    phone: Held, make_phone: MakePhone, observed: Observation
) -> None:
    other = make_phone(role=Role.SECRETARY, area=COMMUNITY)
    Post.objects.filter(user=phone.user).update(until_on=timezone.localdate())
    home = str(observed.person.household_id)
    yesterday = (timezone.now() - timedelta(days=1)).isoformat()
    earlier = phone.operation("household", {"household": home, "note": "有狗"}, base={"note": ""})
    other.bring(other.operation("household", {"household": home, "note": "钥匙在隔壁"}, base={"note": ""}))

    (answer,) = phone.bring(earlier | {"claimed_at": yesterday})

    assert answer == {"id": earlier["id"], "status": "conflict"}
