"""Whom each level rings about a report, and the notes of who was rung."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.reports.commands.ringing import NotYours, ReasonMissing, StruckAlready, note_rung, strike_rung
from linli.reports.models import Ringing
from linli.reports.queries.area_day import area_day
from linli.reports.queries.missing import missing_below
from linli.reports.queries.rollup import roll_up
from linli.reports.queries.to_ring import Unit, filled, units_to_ring
from linli.reports.tests.days import CUT_OFF, SIGNERS, Seal, Signer
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP, take_part

SignIn = Callable[..., Client]
SECOND = timedelta(seconds=1)
NIGHT = CUT_OFF + timedelta(hours=5)


def units_of(viewer: Viewer, *, area: AreaCode | None = None) -> list[Unit]:
    of = area_day(area=area or viewer.posts[0].area, day=FIRST_DAY)
    above = roll_up(area=of.area, day=of.day, now=NIGHT, of=of)
    return filled(viewer=viewer, of=of, units=units_to_ring(above=above), now=NIGHT)


def test_each_level_sees_the_units_that_it_rings(areas: dict[str, Area], signer: Signer, seal: Seal) -> None:
    seal(at=CUT_OFF + SECOND)
    officers = {area: signer(area=area) for area in (TOWNSHIP, COUNTY, CITY, PROVINCE)}
    User.objects.filter(pk=officers[TOWNSHIP].user_id).update(phone="0551-1")

    (missing, late) = units_of(officers[TOWNSHIP])
    assert (missing.part.area, missing.missing, missing.people) == (SIBLING, 1, ())
    assert (late.part.area, late.missing, late.late) == (COMMUNITY, 0, 1)
    assert [one.name for one in late.people] == [f"Secretary {COMMUNITY}"]
    (unit,) = units_of(officers[COUNTY])
    assert (unit.part.area, unit.missing, unit.late, unit.is_missing) == (TOWNSHIP, 1, 1, True)
    assert (unit.names, unit.part.late_names) == (("胜利路社区",), ("明光路社区",))
    assert [(one.name, one.phone) for one in unit.people] == [(f"Township_Officer {TOWNSHIP}", "0551-1")]
    for above, below in ((CITY, COUNTY), (PROVINCE, CITY)):
        (unit,) = units_of(officers[above])
        assert (unit.part.area, unit.missing, unit.late, unit.names) == (below, 1, 1, ())
        assert [one.user_id for one in unit.people] == [officers[below].user_id]


def test_a_unit_whose_own_sum_is_missing_is_rung_too(
    areas: dict[str, Area], signer: Signer, seal: Seal
) -> None:
    for area in (COMMUNITY, SIBLING):
        seal(area=area)
    (unit,) = units_of(signer(area=COUNTY))
    assert (unit.missing, unit.late, unit.is_missing) == (0, 0, True)
    seal(area=TOWNSHIP)
    assert units_of(signer(area=COUNTY)) == []


def test_who_was_rung_is_noted_once_and_struck_with_a_reason(
    areas: dict[str, Area], signer: Signer, township_officer: Viewer
) -> None:
    id_ = new_id()

    def note(words: str) -> Ringing:
        return note_rung(id=id_, area=COMMUNITY, day=FIRST_DAY, words=words, by=township_officer, now=NIGHT)

    row = note("半小时内报 ")
    assert note("半小时内报") == row
    note_rung(id=new_id(), area=TOWNSHIP, day=FIRST_DAY, words="", by=signer(area=COUNTY), now=NIGHT)

    by_area = {unit.part.area: unit for unit in units_of(township_officer)}
    (rung,) = by_area[COMMUNITY].rung
    assert (rung.words, rung.by, by_area[SIBLING].rung) == ("半小时内报", township_officer.user_id, ())
    (unit,) = units_of(signer(area=COUNTY))
    assert [one.by for one in unit.rung] == [signer(area=COUNTY).user_id]  # not what its township noted

    with pytest.raises(ReasonMissing):
        strike_rung(row=row, reason=" ", by=township_officer, now=NIGHT)
    for stranger in (signer(area=COMMUNITY), signer(area=SIBLING)):
        with pytest.raises(NotYours):
            strike_rung(row=row, reason="打错了", by=stranger, now=NIGHT)
        with pytest.raises(NotYours):
            note_rung(id=new_id(), area=COMMUNITY, day=FIRST_DAY, words="", by=stranger, now=NIGHT)
    strike_rung(row=row, reason="打错了", by=township_officer, now=NIGHT)
    with pytest.raises(StruckAlready):
        strike_rung(row=row, reason="再来", by=township_officer, now=NIGHT)
    assert [unit.rung for unit in units_of(township_officer)] == [(), ()]
    row.refresh_from_db()
    assert (row.words, row.struck_reason) == ("半小时内报", "打错了")
    actions = AuditEvent.objects.filter(county=COUNTY, subject=row.pk).values_list("action", flat=True)
    assert sorted(actions) == ["report.rung", "report.rung_struck"]


def test_the_pages_name_all_and_stay_where_one_was(
    areas: dict[str, Area], sign_in: SignIn, make_user: Callable[..., User]
) -> None:
    make_user(role=Role.SECRETARY, area=COMMUNITY)
    User.objects.filter(username=f"secretary-{COMMUNITY}").update(phone="138 0000 0000")
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    day = FIRST_DAY.isoformat()
    pages = [reverse(f"reports:{name}", args=[TOWNSHIP, day]) for name in ("day", "ring")]
    for page in pages:
        text = client.get(page).text
        assert "2 个社区未报，请联系" in text
        assert 'href="tel:13800000000"' in text
        noted = client.post(
            reverse("reports:note_rung", args=[COMMUNITY, day]),
            {"id": str(new_id()), "words": "马上报"},
            headers={"referer": f"http://testserver{page}"},
        )
        assert noted["Location"] == f"{page}#unit-{COMMUNITY}"
        assert "马上报" in client.get(page).text
    row = Ringing.objects.first()
    assert row is not None
    strike = reverse("reports:strike_rung", args=[row.pk])
    assert client.post(strike, {"reason": ""}).status_code == 302
    assert client.post(strike, {"reason": "打错了"}).status_code == 302
    assert Ringing.objects.filter(struck_at=None).count() == 1
    assert client.get(reverse("reports:ring", args=[COMMUNITY, day])).status_code == 404
    secretary = sign_in(role=Role.SECRETARY, area=SIBLING)
    assert secretary.post(strike, {"reason": "x"}).status_code == 404


@pytest.mark.both
@pytest.mark.parametrize("area", [TOWNSHIP, COUNTY, CITY, PROVINCE])
def test_however_many_are_missing_a_page_takes_twelve_statements(
    areas: dict[str, Area],
    seal: Seal,
    sign_in: SignIn,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
    area: AreaCode,
) -> None:
    seal(at=CUT_OFF + SECOND)
    more = [AreaCode(f"{TOWNSHIP}{n}") for n in range(100, 220)]
    Area.objects.bulk_create(
        Area(code=code, name=code, level=code.level, valid_from=FIRST_DAY) for code in more
    )
    take_part(*more)
    client = sign_in(role=SIGNERS[area.level], area=area)
    for name in ("day", "ring"):
        address = reverse(f"reports:{name}", args=[area, FIRST_DAY.isoformat()])
        client.get(address)
        with django_assert_max_num_queries(12):
            text = client.get(address).text
        assert "121 个社区未报" in text or "121 个社区未报，请联系" in text
    if area == TOWNSHIP:
        last = client.get(address, {"page": 3}).text
        assert f'id="unit-{COMMUNITY}"' in last  # who is only late comes last, and nobody is left out


@pytest.mark.both
def test_who_was_rung_comes_behind_and_is_told_on_what_waits(
    areas: dict[str, Area], township_officer: Viewer
) -> None:
    assert [unit.part.area for unit in units_of(township_officer)] == [COMMUNITY, SIBLING]
    note_rung(id=new_id(), area=COMMUNITY, day=FIRST_DAY, words="在报", by=township_officer, now=NIGHT)
    assert [unit.part.area for unit in units_of(township_officer)] == [SIBLING, COMMUNITY]
    (missing,) = missing_below(viewer=township_officer, now=NIGHT)
    assert (missing.count, missing.rung, missing.rung_at) == (2, 1, NIGHT)
