"""One budget for whole numbers: each person once, a day long, whichever door; more with a second person's word."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.budgets.commands import (
    BudgetSpent,
    NothingAllowed,
    NotSoMany,
    Oneself,
    ReasonMissing,
    allow_more,
    count_read,
    note_agreed_read,
    sweep_reads,
    take_back,
)
from linli.budgets.models import IdentityRead
from linli.budgets.queries import accounts_answered_for, many_told, read_many
from linli.budgets.rules import KEPT, LIMIT, MANY, MOST_ALLOWED, WITHIN, is_within
from linli.clock import day_of
from linli.ids import new_id
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, GRID, TOWNSHIP, MakeViewer

MakeMany = Callable[[int], list[UUID]]


def some(many: int) -> list[UUID]:
    return [new_id() for _ in range(many)]


ONE, OTHER, *REST = some(LIMIT + 1)


@pytest.mark.parametrize(
    ("read", "more", "allowed", "within"),
    [
        ([], REST, 0, True),
        ([ONE], REST, 0, True),
        ([ONE, OTHER], REST, 0, False),
        ([ONE, OTHER], REST, 1, True),
        ([*REST, ONE], [ONE], 0, True),
        ([*REST, ONE], [ONE, ONE, OTHER], 0, False),
    ],
)
def test_each_person_counts_once_and_the_last_one_is_still_within(
    read: list[UUID], more: list[UUID], allowed: int, within: bool
) -> None:
    assert is_within(read=read, more=more, allowed=allowed) is within


@pytest.mark.django_db
def test_who_read_as_many_as_one_may_reads_the_same_again_and_nobody_else(secretary: Viewer) -> None:
    now, known = timezone.now(), some(LIMIT)
    count_read(subjects=known, area=GRID, by=secretary, now=now)
    count_read(subjects=known[:3], area=GRID, by=secretary, now=now)
    with pytest.raises(BudgetSpent) as spent:
        count_read(subjects=[*known[:3], new_id()], area=GRID, by=secretary, now=now)
    assert (spent.value.read, spent.value.limit) == (LIMIT, LIMIT)
    assert IdentityRead.objects.filter(by=secretary.user_id).count() == LIMIT
    count_read(subjects=some(1), area=GRID, by=secretary, now=now + WITHIN)


@pytest.mark.django_db
def test_what_a_second_person_agreed_to_is_told_and_not_counted(secretary: Viewer) -> None:
    now, agreed = timezone.now(), some(LIMIT + 30)
    note_agreed_read(subjects=agreed, area=COMMUNITY, by=secretary, now=now)
    count_read(subjects=[*agreed[:5], *some(LIMIT)], area=COMMUNITY, by=secretary, now=now)
    with pytest.raises(BudgetSpent):
        count_read(subjects=some(1), area=COMMUNITY, by=secretary, now=now)
    tomorrow = day_of(now) + timedelta(days=1)
    assert [one.persons for one in many_told(viewer=secretary, today=tomorrow)] == [LIMIT + 30 + LIMIT]


@pytest.mark.django_db
def test_another_of_the_same_reach_allows_more_for_a_day_and_says_why(
    doctor: Viewer, secretary: Viewer, township_officer: Viewer, make_viewer: MakeViewer
) -> None:
    now = timezone.now()
    count_read(subjects=some(LIMIT), area=GRID, by=doctor, now=now)
    count_read(subjects=some(1), area=GRID, by=secretary, now=now)
    foreign = make_viewer(role=Role.SECRETARY, area=FOREIGN)
    assert accounts_answered_for(viewer=foreign, now=now) == []
    assert accounts_answered_for(viewer=doctor, now=now) == []
    (account,) = accounts_answered_for(viewer=secretary, now=now)
    assert (account.user_id, account.read, account.limit) == (doctor.user_id, LIMIT, LIMIT)
    above = accounts_answered_for(viewer=township_officer, now=now)
    assert [one.user_id for one in above] == [doctor.user_id, secretary.user_id]
    with pytest.raises(Oneself):
        allow_more(account=above[1], persons=5, reason="补登", by=secretary, now=now)
    with pytest.raises(ReasonMissing):
        allow_more(account=account, persons=5, reason=" ", by=secretary, now=now)
    for persons in (0, MOST_ALLOWED + 1):
        with pytest.raises(NotSoMany):
            allow_more(account=account, persons=persons, reason="补登", by=secretary, now=now)

    allow_more(account=account, persons=2, reason="集中补登", by=secretary, now=now)

    count_read(subjects=some(2), area=GRID, by=doctor, now=now)
    with pytest.raises(BudgetSpent):
        count_read(subjects=some(1), area=GRID, by=doctor, now=now)
    (event,) = AuditEvent.objects.filter(county=COUNTY, action="identity.more_allowed")
    assert (event.actor_id, event.subject, event.changed) == (
        secretary.user_id,
        doctor.user_id,
        {"persons": 2},
    )
    later = now + WITHIN
    with pytest.raises(BudgetSpent):
        count_read(subjects=some(LIMIT + 1), area=GRID, by=doctor, now=later)


@pytest.mark.django_db
def test_what_was_allowed_is_taken_back_and_what_was_read_stays(doctor: Viewer, secretary: Viewer) -> None:
    now = timezone.now()
    count_read(subjects=some(LIMIT), area=GRID, by=doctor, now=now)
    (account,) = accounts_answered_for(viewer=secretary, now=now)
    allow_more(account=account, persons=5, reason="写错了人", by=secretary, now=now)
    count_read(subjects=some(2), area=GRID, by=doctor, now=now)

    assert take_back(account=account, by=secretary, now=now) == 5

    with pytest.raises(BudgetSpent):
        count_read(subjects=some(1), area=GRID, by=doctor, now=now)
    (after,) = accounts_answered_for(viewer=secretary, now=now)
    assert (after.read, after.limit) == (LIMIT + 2, LIMIT)
    with pytest.raises(NothingAllowed):
        take_back(account=account, by=secretary, now=now)
    assert AuditEvent.objects.get(county=COUNTY, action="identity.allowance_back").changed == {"persons": 5}


@pytest.mark.django_db
def test_who_read_more_than_many_is_named_the_next_morning_to_whom_it_concerns(
    doctor: Viewer, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    now = timezone.now()
    tomorrow = day_of(now) + timedelta(days=1)
    auditor = make_viewer(role=Role.AUDITOR, area=COUNTY)
    officer = make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    foreign = make_viewer(role=Role.SECRETARY, area=FOREIGN)
    count_read(subjects=some(MANY), area=GRID, by=doctor, now=now)
    assert not read_many(viewer=secretary, today=tomorrow).exists()
    count_read(subjects=some(1), area=GRID, by=doctor, now=now)
    for viewer in (secretary, officer, auditor):
        assert [(one.name, one.persons) for one in many_told(viewer=viewer, today=tomorrow)] == [
            (doctor.name, MANY + 1)
        ]
        assert read_many(viewer=viewer, today=tomorrow).count() == 1
        assert many_told(viewer=viewer, today=day_of(now)) == []
    assert many_told(viewer=foreign, today=tomorrow) == []
    assert not read_many(viewer=foreign, today=tomorrow).exists()
    assert sweep_reads(now=now + KEPT - timedelta(seconds=1)) == 0
    assert sweep_reads(now=now + KEPT) == MANY + 1


@pytest.mark.django_db(transaction=True)
def test_of_two_doors_at_once_only_one_is_opened(secretary: Viewer) -> None:
    now = timezone.now()
    count_read(subjects=some(LIMIT - 1), area=GRID, by=secretary, now=now)
    refused: list[BudgetSpent] = []

    def read() -> None:
        try:
            count_read(subjects=some(1), area=GRID, by=secretary, now=now)
        except BudgetSpent as spent:
            refused.append(spent)
        finally:
            connection.close()

    at_once = [Thread(target=read) for _ in range(4)]
    for one in at_once:
        one.start()
    for one in at_once:
        one.join()
    assert len(refused) == len(at_once) - 1
    assert IdentityRead.objects.filter(by=secretary.user_id).count() == LIMIT
