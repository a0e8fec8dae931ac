"""Codes of doors on paper: addresses and codes, nobody's name, and nothing to who has no post there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.people.models import Household
from linli.staff.rights import Role
from linli.typesetting.tests.pdf import pages_of, text_of
from linli.worklist.day_sheet import code_of
from tests.cast import COMMUNITY, GRID, OTHER_GRID, SIBLING, MakeObservation

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_grids_doors_are_printed_with_their_codes_and_nobodys_name(
    sign_in: Callable[..., Client], make_observation: MakeObservation
) -> None:
    make_observation(name="王芳芳", address="3栋2单元501室")
    make_observation(name="李强强", address="12栋1单元101室")
    make_observation(name="周不见", address="7栋1单元101室", grid_name="第二网格")
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)

    answer = client.get(f"/grids/{GRID}/codes/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = text_of(answer.content)
    home = Household.objects.get(address="3栋2单元501室")
    assert "3栋2单元501室" in text
    assert "12栋1单元101室" in text
    assert code_of(household_id=str(home.pk)).replace(" ", "") in text
    assert "第一网格" in text
    assert not [name for name in ("王芳芳", "李强强", "7栋") if name in text]

    one = client.get(f"/grids/{GRID}/codes/", {"door": str(home.pk)})
    assert pages_of(one.content) == 1
    assert "12栋1单元101室" not in text_of(one.content)
    other = Household.objects.get(address="7栋1单元101室")
    for nowhere in (str(other.pk), "x"):
        assert client.get(f"/grids/{GRID}/codes/", {"door": nowhere}).status_code == 302
    page = client.get(f"/grids/{GRID}/").content.decode()
    assert f"/grids/{GRID}/codes/?door={home.pk}" in page


def test_codes_are_printed_by_who_keeps_the_grids_there_and_open_nothing_to_a_stranger(
    sign_in: Callable[..., Client], make_observation: MakeObservation, client: Client
) -> None:
    home = make_observation(address="3栋2单元501室").person.household_id
    for role, area in ((Role.GRID_WORKER, OTHER_GRID), (Role.SECRETARY, SIBLING)):
        assert sign_in(role=role, area=area).get(f"/grids/{GRID}/codes/").status_code == 404

    shown: Any = Client().get(f"/w/h/{home}/")
    assert "3栋" not in shown.content.decode()
