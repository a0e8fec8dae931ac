"""Nobody seals a report and receives it, where one person holds both posts from before that was refused."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client

from linli.reports import commands
from linli.reports.models import ReceivedHash, Report
from linli.reports.tests.days import Seal, on_first_day
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, TOWNSHIP

MakeUser = Callable[..., User]
ADDRESS = f"/reports/{COMMUNITY}/{FIRST_DAY.isoformat()}/"


@pytest.fixture
def both(make_user: MakeUser) -> User:
    """Make a secretary who is the township's officer too, as was given before it was refused."""
    user = make_user(role=Role.SECRETARY, area=COMMUNITY)
    Post.objects.create(user=user, area_id=TOWNSHIP, role=Role.TOWNSHIP_OFFICER, from_on="2020-01-01")
    return user


def viewer(user: User) -> Viewer:
    return viewer_of(user=user, on=FIRST_DAY)


def test_whoever_sealed_a_version_neither_receives_nor_returns_it_and_another_does(
    both: User, make_user: MakeUser
) -> None:
    report = commands.seal_report(area=COMMUNITY, day=FIRST_DAY, by=viewer(both), now=on_first_day(16))
    with pytest.raises(commands.SealedByThemselves):
        commands.receive_report(report=report, by=viewer(both), now=on_first_day(17))
    with pytest.raises(commands.SealedByThemselves):
        commands.return_report(report=report, reason="少", by=viewer(both), now=on_first_day(17))
    assert not ReceivedHash.objects.exists()

    county = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    with pytest.raises(commands.NotYourReport):
        commands.receive_report(report=report, by=viewer(county), now=on_first_day(17))
    other = make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP, username="other")
    commands.receive_report(report=report, by=viewer(other), now=on_first_day(17))
    assert Report.objects.get().received_by == other.pk


def test_a_version_that_a_colleague_corrected_is_received_by_the_first_signer(
    both: User, make_user: MakeUser
) -> None:
    colleague = make_user(role=Role.SECRETARY, area=COMMUNITY, username="colleague")
    commands.seal_report(area=COMMUNITY, day=FIRST_DAY, by=viewer(both), now=on_first_day(16))
    correct = partial(commands.correct_report, area=COMMUNITY, day=FIRST_DAY, reason="漏")
    newer = correct(by=viewer(colleague), now=on_first_day(17))
    commands.receive_report(report=newer, by=viewer(both), now=on_first_day(18))
    own = correct(by=viewer(both), now=on_first_day(19))
    with pytest.raises(commands.SealedByThemselves):
        commands.receive_report(report=own, by=viewer(both), now=on_first_day(20))


def test_the_page_says_who_else_can(both: User, make_user: MakeUser, client: Client, seal: Seal) -> None:
    commands.seal_report(area=COMMUNITY, day=FIRST_DAY, by=viewer(both), now=on_first_day(16))
    client.force_login(both)
    page = client.get(ADDRESS).text
    assert "请安全管理员任命" in page
    assert "/receive/" not in page
    officer = make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    answer = client.post(f"{ADDRESS}receive/", {"version": "1"}, follow=True)
    assert f"可以办理的有：{officer.full_name}" in answer.text
    assert client.post(f"{ADDRESS}return/", {"version": "1", "reason": "少"}).status_code == 302
    assert not Report.objects.exclude(received_at=None, returned_at=None).exists()
    client.force_login(officer)
    client.post(f"{ADDRESS}receive/", {"version": "1"})
    assert Report.objects.get().received_by == officer.pk
