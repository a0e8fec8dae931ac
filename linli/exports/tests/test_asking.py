"""Asking, agreeing, making: who may, above how many, and what closes when a right ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.exports.commands import (
    CountChanged,
    DecidedAlready,
    NobodyInIt,
    NotKept,
    NotTheAsker,
    NotTheSecond,
    NotYours,
    approve_export,
    ask_export,
    refuse_export,
    take_copy,
)
from linli.exports.models import Export, ExportCopy, ExportLimit
from linli.exports.queries.limits import limit_at
from linli.exports.rules.asking import KEPT, State, is_kept, needs_second
from linli.observation.models import Observation
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, GRID, SIBLING, TOWNSHIP, MakeViewer
from tests.exported import asked, new_export

pytestmark = pytest.mark.django_db

Observe = Callable[[int], list[Observation]]


@pytest.mark.parametrize(
    ("persons", "before", "second"),
    [(20, 0, False), (21, 0, True), (1, 20, True), (1, 19, False), (0, 0, False)],
)
def test_above_the_limit_a_second_person_must_agree(persons: int, before: int, second: bool) -> None:
    assert needs_second(persons=persons, before=before, limit=20) is second


def test_an_export_is_kept_until_the_moment_its_week_ends() -> None:
    now = timezone.now()
    assert is_kept(gone_at=now + timedelta(microseconds=1), now=now)
    assert not is_kept(gone_at=now, now=now)
    assert not is_kept(gone_at=None, now=now)


def actions(county: str = COUNTY) -> list[str]:
    return list(
        AuditEvent.objects.filter(county=county, action__startswith="export.")
        .order_by("id")
        .values_list("action", flat=True)
    )


def viewer_again(viewer: Viewer) -> Viewer:
    return viewer_of(user=User.objects.get(pk=viewer.user_id), on=day_of(timezone.now()))


def end_posts(viewer: Viewer) -> None:
    Post.objects.filter(user=viewer.user_id).update(until_on=day_of(timezone.now()))


def test_a_few_people_are_taken_at_once(secretary: Viewer, observe: Observe) -> None:
    observe(3)

    export = asked(by=secretary)

    assert (export.state, export.persons, export.needs_second) == (State.READY, 3, False)
    assert export.gone_at is not None
    assert export.made_at is not None
    assert export.gone_at - export.made_at == KEPT
    copy = take_copy(id=export.pk, by=secretary, now=timezone.now())
    assert (copy.number, copy.taken_by) == (1, secretary.user_id)
    assert actions() == ["export.asked", "export.made", "export.taken"]


def test_short_lists_of_one_day_count_together(secretary: Viewer, observe: Observe) -> None:
    observe(12)

    assert asked(by=secretary).needs_second is False
    assert asked(by=secretary).needs_second is True
    Export.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    assert asked(by=secretary).needs_second is False


def test_the_limit_nearest_to_the_area_counts_and_without_one_everybody_is_above(db: None) -> None:
    ExportLimit.objects.create(area=COUNTY, persons=5, source="tests")
    ExportLimit.objects.create(area=TOWNSHIP, persons=7, source="tests")
    assert [limit_at(area=area) for area in (GRID, TOWNSHIP, COUNTY, FOREIGN)] == [7, 7, 5, 20]
    ExportLimit.objects.all().delete()
    assert limit_at(area=GRID) == 0


def test_many_people_wait_for_the_township_which_sees_nobody(
    secretary: Viewer, township_officer: Viewer, observe: Observe
) -> None:
    observe(21)

    export = asked(by=secretary)

    assert (export.state, export.needs_second) == (State.ASKED, True)
    assert not export.content_sealed
    with pytest.raises(NotKept):
        take_copy(id=export.pk, by=secretary, now=timezone.now())
    approve_export(id=export.pk, persons=21, by=township_officer, now=timezone.now())
    take_copy(id=export.pk, by=secretary, now=timezone.now())
    assert actions() == ["export.asked", "export.approved", "export.made", "export.taken"]
    with pytest.raises(NotTheAsker):
        take_copy(id=export.pk, by=township_officer, now=timezone.now())
    with pytest.raises(DecidedAlready):
        approve_export(id=export.pk, persons=21, by=township_officer, now=timezone.now())


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.SECRETARY, SIBLING),
        (Role.DOCTOR, COMMUNITY),
        (Role.GRID_WORKER, GRID),
        (Role.COUNTY_OFFICER, COUNTY),
        (Role.TOWNSHIP_OFFICER, AreaCode("310101001")),
    ],
)
def test_others_are_no_second_person(
    role: Role, area: AreaCode, secretary: Viewer, make_viewer: MakeViewer, observe: Observe
) -> None:
    observe(21)
    export = asked(by=secretary)
    other = make_viewer(role=role, area=area)

    with pytest.raises(NotTheSecond):
        approve_export(id=export.pk, persons=21, by=other, now=timezone.now())
    with pytest.raises(NotTheSecond):
        refuse_export(id=export.pk, reason="不行", by=other, now=timezone.now())
    assert Export.objects.get().state == State.ASKED


def test_nobody_agrees_to_their_own(
    secretary: Viewer, make_user: Callable[..., User], observe: Observe
) -> None:
    observe(21)
    export = asked(by=secretary)

    with pytest.raises(NotTheSecond):
        approve_export(id=export.pk, persons=21, by=secretary, now=timezone.now())

    deputy = make_user(role=Role.SECRETARY, area=COMMUNITY, username="deputy")
    approve_export(
        id=export.pk,
        persons=21,
        by=viewer_of(user=deputy, on=day_of(timezone.now())),
        now=timezone.now(),
    )
    assert Export.objects.get().state == State.READY


def test_the_number_that_was_seen_is_the_number_agreed_to(
    secretary: Viewer, township_officer: Viewer, observe: Observe
) -> None:
    observe(21)
    export = asked(by=secretary)
    observe(23)  # two more doors: the others are known

    with pytest.raises(CountChanged) as changed:
        approve_export(id=export.pk, persons=21, by=township_officer, now=timezone.now())

    assert changed.value.args == (Observation.objects.count(),)
    assert Export.objects.get().state == State.ASKED
    with pytest.raises(CountChanged):
        ask_export(new=new_export(), persons=1, by=secretary, now=timezone.now())


def test_a_refusal_says_why_and_ends_it(
    secretary: Viewer, township_officer: Viewer, observe: Observe
) -> None:
    observe(21)
    export = asked(by=secretary)

    refuse_export(id=export.pk, reason="不用电话", by=township_officer, now=timezone.now())

    export.refresh_from_db()
    assert (export.state, export.refusal) == (State.REFUSED, "不用电话")
    with pytest.raises(NotKept):
        take_copy(id=export.pk, by=secretary, now=timezone.now())
    assert actions()[-1] == "export.refused"


@pytest.mark.parametrize(
    ("role", "area", "told"),
    [
        (Role.SECRETARY, COMMUNITY, {"area": SIBLING}),
        (Role.SECRETARY, COMMUNITY, {"area": TOWNSHIP}),
        (Role.GRID_WORKER, GRID, {"area": GRID}),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, {}),
        (Role.COUNTY_OFFICER, COUNTY, {}),
        (Role.DOCTOR, COMMUNITY, {"kind": "LEADS", "columns": ("NAME",)}),
        (Role.ADMINISTRATOR, COMMUNITY, {}),
    ],
)
def test_who_may_not_take_people_away(
    role: Role, area: AreaCode, told: dict[str, str], make_viewer: MakeViewer, observe: Observe
) -> None:
    observe(1)
    with pytest.raises(NotYours):
        asked(by=make_viewer(role=role, area=area), **told)
    assert not Export.objects.exists()


def test_an_export_of_nobody_is_none(secretary: Viewer) -> None:
    with pytest.raises(NobodyInIt):
        asked(by=secretary)


def test_a_right_that_ended_closes_the_way_to_the_file(
    secretary: Viewer, township_officer: Viewer, observe: Observe
) -> None:
    observe(21)
    waiting, ready = asked(by=secretary), asked(by=secretary)
    approve_export(id=ready.pk, persons=21, by=township_officer, now=timezone.now())

    end_posts(secretary)

    with pytest.raises(NotYours):
        approve_export(id=waiting.pk, persons=21, by=township_officer, now=timezone.now())
    with pytest.raises(NotTheAsker):
        take_copy(id=ready.pk, by=viewer_again(secretary), now=timezone.now())
    assert not ExportCopy.objects.exists()
