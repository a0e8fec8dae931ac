"""The community of these tests: a list of doors, put in."""

from collections.abc import Callable
from datetime import datetime

import pytest

from linli.areas.rules import AreaCode
from linli.people.models import Household
from linli.screening.commands import put_in_list, receive_list
from linli.screening.models import DoorList
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, MORNING

ListOf = Callable[..., DoorList]


@pytest.fixture
def list_of(secretary: Viewer) -> ListOf:
    """Put a list in: rows of a text table, by default of three doors of the first grid and one of the second."""

    def make(
        *rows: str,
        header: str = "楼栋,门牌,网格,户主,人数,电话",
        community: AreaCode = COMMUNITY,
        at: datetime = MORNING,
    ) -> DoorList:
        told = rows or (
            "1,101,第一网格,王芳,4,13812345678",
            "1,102,第一网格,,,",
            "1,103,第一网格,,,",
            "2,101,第二网格,,,",
        )
        content = "\n".join([header, *told, ""]).encode()
        list_ = receive_list(community=community, filename="底册.csv", content=content, by=secretary, now=at)
        put_in_list(list_=list_, by=secretary, now=at)
        list_.refresh_from_db()
        return list_

    return make


@pytest.fixture
def door() -> Callable[[str], Household]:
    """Find a door of COMMUNITY by its address."""

    def find(address: str) -> Household:
        return Household.objects.get(community=COMMUNITY, address=address)

    return find
