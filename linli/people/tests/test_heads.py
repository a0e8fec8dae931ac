"""Households of a villagers' group named by their heads."""

import pytest

from linli.people.commands.doors import list_doors
from linli.people.commands.forget import forget_doors
from linli.people.models import Household
from linli.people.rules import parse_address
from linli.people.rules.heads import door_by_head
from tests.cast import COMMUNITY, MORNING, MakeObservation


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("王家村三组王大柱家", "王家村3组#王大柱家"),
        ("王家村3组 王大柱 户", "王家村3组#王大柱家"),
        ("王家村第三村民组户主王大柱家", "王家村第三村民组#王大柱家"),
        ("三组 王大柱家", "3组#王大柱家"),
        ("王家村王大柱户", "王家村#王大柱家"),
        ("王家村户主王大柱", "王家村#王大柱家"),
        ("三组买买提·艾力家", "3组#买买提·艾力家"),
        # A hamlet, a family's village, a group alone, a family of one character: none is a household.
        ("南山村小王家", ""),
        ("李庄村王家", ""),
        ("王家村三组", ""),
        ("王家村", ""),
        ("三组王家", ""),
        # A door is a door, whoever lives there.
        ("王家村三组12号", "王家村3组#12"),
        ("3栋2单元501室", "#3-2-501"),
    ],
)
def test_which_household_an_address_names(address: str, key: str) -> None:
    assert parse_address(text=address).key == key


@pytest.mark.parametrize(
    ("address", "head", "named"),
    [
        ("王家村三组", "王大柱", "王家村三组王大柱户"),
        (" 王家庄 ", "王 芳", "王家庄王芳户"),
        ("王家村三组", "", "王家村三组"),
        ("王家村三组", "2户", "王家村三组"),
        ("王家村三组12号", "王大柱", "王家村三组12号"),
        ("如家酒店", "王大柱", "如家酒店"),
        ("填海小区", "王大柱", "填海小区"),
    ],
)
def test_a_head_in_a_cell_of_its_own_names_the_household(address: str, head: str, named: str) -> None:
    assert door_by_head(address=address, head=head) == named


def test_a_family_of_one_head_is_one_household_and_the_name_goes_with_who_is_forgotten(
    make_observation: MakeObservation,
) -> None:
    door = "王家村三组王大柱户"
    list_doors(community=COMMUNITY, doors=[(door, "")], now=MORNING)
    rows = [make_observation(name=name, address=door, at=MORNING) for name in ("王大柱", "李小芳")]
    (home,) = {row.person.household_id for row in rows}
    people = [row.person_id for row in rows]
    rows[0].person.__class__.objects.filter(pk__in=people).update(identity_removed_at=MORNING)
    assert forget_doors(people=people, communities=[COMMUNITY]) == [home]
    left = Household.objects.get(pk=home)
    assert (left.address, left.address_key, left.listed_at is None) == ("王家村3组", "", False)
    assert "王大柱" not in left.walk_order
