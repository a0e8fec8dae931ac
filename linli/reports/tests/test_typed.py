"""Figures that nobody counts are typed, with a name under them, and marked so up to the nation."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.reports.commands import correct_report
from linli.reports.commands.columns import NotYourColumns
from linli.reports.commands.typed import NotTyped, TooMany, type_figures
from linli.reports.models import TypedFigure
from linli.reports.queries.chain import broken_in
from linli.reports.queries.daily import draft_of_community
from linli.reports.queries.rollup import roll_up
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]
NOON = CUT_OFF - timedelta(hours=4)


def drafted(*, day: int = 0) -> dict[str, int | None]:
    on = FIRST_DAY + timedelta(days=day)
    at = CUT_OFF + timedelta(days=day)
    return dict(draft_of_community(area=COMMUNITY, day=on, now=at).figures)


def type_(signer: Signer, *, day: int = 0, **values: int | None) -> list[str]:
    at = NOON + timedelta(days=day)
    return type_figures(
        area=COMMUNITY, day=FIRST_DAY + timedelta(days=day), values=values, by=signer(area=COMMUNITY), now=at
    )


def test_it_stands_in_its_day_alone_and_the_newest_stands(signer: Signer) -> None:
    assert drafted()["volunteers"] is None
    assert type_(signer, volunteers=12, masks_used=0) == ["volunteers", "masks_used"]
    assert type_(signer, volunteers=12) == []
    assert type_(signer, volunteers=13) == ["volunteers"]
    figures = drafted()
    assert (figures["volunteers"], figures["masks_used"], figures["sites_disinfected"]) == (13, 0, None)
    assert drafted(day=1)["volunteers"] is None


def test_taken_back_it_is_not_recorded_again(signer: Signer) -> None:
    type_(signer, volunteers=12)
    assert type_(signer, volunteers=None) == ["volunteers"]
    assert drafted()["volunteers"] is None
    assert TypedFigure.objects.count() == 2


def test_only_what_nobody_counts_and_only_ones_own(signer: Signer) -> None:
    with pytest.raises(NotTyped):
        type_(signer, new=3)
    with pytest.raises(TooMany):
        type_(signer, volunteers=1_000_001)
    with pytest.raises(NotYourColumns):
        type_figures(
            area=SIBLING, day=FIRST_DAY, values={"volunteers": 1}, by=signer(area=COMMUNITY), now=NOON
        )
    assert not TypedFigure.objects.exists()


def test_a_sealed_report_stands_and_its_correction_counts_what_was_typed_since(
    seal: Seal, signer: Signer
) -> None:
    type_(signer, volunteers=12)
    sealed = seal()
    later = CUT_OFF + timedelta(hours=3)
    by = signer(area=COMMUNITY)
    type_figures(area=COMMUNITY, day=FIRST_DAY, values={"volunteers": 15}, by=by, now=later)
    sealed.refresh_from_db()
    assert sealed.figures["volunteers"] == 12
    again = correct_report(
        area=COMMUNITY, day=FIRST_DAY, reason="少数了三人", by=by, now=later + timedelta(hours=1)
    )
    assert again.figures["volunteers"] == 15
    assert list(broken_in(area=COUNTY)) == []
    assert drafted(day=1)["volunteers"] is None


def test_levels_above_add_it_up_and_mark_it(seal: Seal, signer: Signer, sign_in: SignIn) -> None:
    type_(signer, volunteers=12)
    seal()
    for area, role in ((TOWNSHIP, Role.TOWNSHIP_OFFICER), (PROVINCE, Role.PROVINCE_OFFICER)):
        assert roll_up(area=AreaCode(area), day=FIRST_DAY, now=CUT_OFF).figures["volunteers"] == 12
        page = sign_in(role=role, area=area).get(reverse("reports:day", args=[area, FIRST_DAY.isoformat()]))
        assert page.text.count("人工填报") == 1


def test_the_secretary_types_it_and_the_report_says_who(sign_in: SignIn, seal: Seal, signer: Signer) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    day = reverse("reports:day", args=[COMMUNITY, FIRST_DAY.isoformat()])
    url = reverse("reports:typed", args=[COMMUNITY, FIRST_DAY.isoformat()])
    assert url in client.get(day).text
    assert client.post(url, {"volunteers": "-1"}).status_code == 422
    assert client.post(url, {"volunteers": "十"}).status_code == 422
    assert client.post(url, {"volunteers": "12", "masks_used": ""})["Location"] == day
    row = TypedFigure.objects.get()
    assert (row.key, row.value) == ("volunteers", 12)
    assert f"人工填报：{row.by_name}" in " ".join(client.get(day).text.split())
    csv = client.get(reverse("reports:export", args=[COMMUNITY, FIRST_DAY.isoformat(), "csv"]))
    assert "在岗志愿者（人工填报）" in csv.content.decode("utf-8-sig")
    assert "使用口罩（人工填报）" not in csv.content.decode("utf-8-sig")

    seal(at=timezone.now())
    assert f"人工填报：{row.by_name}" in " ".join(client.get(day).text.split())
    assert "更正以后才算进去" in client.post(url, {"volunteers": "14"}, follow=True).text
    assert f"人工填报：{row.by_name}" in " ".join(client.get(day).text.split())
