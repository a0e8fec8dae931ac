"""Every door that shows whole numbers asks the same budget first, and says who may allow more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.budgets.commands import BudgetSpent, count_read
from linli.budgets.models import IdentityRead
from linli.budgets.rules import LIMIT
from linli.exports.commands import approve_export, take_copy
from linli.exports.rules.asking import Numbers
from linli.ids import new_id
from linli.observation.models import Observation
from linli.people.commands import show_phones
from linli.people.models import Household
from linli.people.queries.people import numbers_of
from linli.rosters.tests.acts import GOOD_ID, upload
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.models import Lead
from linli.tracing.rules import Source
from tests.cast import COMMUNITY, GRID, TOWNSHIP, MakeViewer
from tests.exported import asked

pytestmark = pytest.mark.django_db

Observe = Callable[[int], list[Observation]]


def spend(by: Viewer, *, left: int = 0) -> None:
    """Let an account read others until so many are left."""
    count_read(subjects=[new_id() for _ in range(LIMIT - left)], area=GRID, by=by, now=timezone.now())


def read_by(viewer: Viewer) -> int:
    return IdentityRead.objects.filter(by=viewer.user_id, is_agreed=False).count()


def test_a_person_beyond_the_budget_shows_no_number_and_who_can_agree(
    client: Client, secretary: Viewer, doctor: Viewer, observation: Observation
) -> None:
    client.force_login(user_of(doctor))
    spend(doctor)
    address = reverse("desk:reveal", args=[observation.person_id])

    answer = client.post(address, {"reason": "CALL"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert secretary.name in page
    assert numbers_of(person=observation.person)[1] not in page

    client.force_login(user_of(secretary))
    page = client.get(reverse("budgets:index")).content.decode()
    assert f"{LIMIT} / {LIMIT}" in page
    allowed = client.post(reverse("budgets:allow", args=[doctor.user_id]), {"persons": 1, "reason": ""})
    assert allowed.status_code == 422
    allowed = client.post(reverse("budgets:allow", args=[doctor.user_id]), {"persons": 1, "reason": "补登"})
    assert allowed.status_code == 302
    assert client.get(reverse("budgets:allow", args=[secretary.user_id])).status_code == 404

    client.force_login(user_of(doctor))
    assert client.post(address, {"reason": "CALL"}).status_code == 200


def test_an_export_of_whole_numbers_needs_a_second_person_beyond_the_budget(
    secretary: Viewer, township_officer: Viewer, observe: Observe
) -> None:
    observe(3)
    spend(secretary, left=2)
    assert not asked(by=secretary).needs_second  # masked: nothing is read
    export = asked(by=secretary, numbers=Numbers.CLEAR, columns=("NAME", "PHONE"))
    assert export.needs_second
    assert read_by(secretary) == LIMIT - 2

    approve_export(id=export.pk, persons=3, by=township_officer, now=timezone.now())
    take_copy(id=export.pk, by=secretary, now=timezone.now())

    assert read_by(secretary) == LIMIT - 2
    assert IdentityRead.objects.filter(by=secretary.user_id, is_agreed=True).count() == 3


def test_an_export_within_the_budget_is_counted_and_taken_later_counts_anew(
    secretary: Viewer, observe: Observe
) -> None:
    observe(3)
    spend(secretary, left=3)
    now = timezone.now()
    export = asked(by=secretary, numbers=Numbers.CLEAR, columns=("NAME", "PHONE"), now=now)
    assert not export.needs_second
    take_copy(id=export.pk, by=secretary, now=now)
    assert read_by(secretary) == LIMIT
    later = now + timedelta(days=2)
    count_read(subjects=[new_id() for _ in range(LIMIT)], area=GRID, by=secretary, now=later)
    with pytest.raises(BudgetSpent):
        take_copy(id=export.pk, by=secretary, now=later)


def test_ringing_doors_where_something_is_due_is_not_counted(
    worker: Viewer, observation: Observation
) -> None:
    spend(worker)
    household = Household.objects.get(pk=observation.person.household_id)
    assert show_phones(households=[household], by=worker, now=timezone.now())
    assert read_by(worker) == LIMIT


def test_the_phone_of_a_lead_counts_except_for_whoever_it_was_given_to_by_another(
    client: Client, secretary: Viewer, worker: Viewer, make_viewer: MakeViewer
) -> None:
    now = timezone.now()
    lead = receive_leads(
        community=COMMUNITY,
        source=Source.RAIL,
        list_name="G1 次",
        entries=[NewLead(name="王芳", phone="13800000001", origin="武汉市")],
        by=make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP),
        now=now,
    )[0].lead
    address = reverse("tracing:lead_phone", args=[lead.pk])
    spend(worker)
    spend(secretary)
    Lead.objects.filter(pk=lead.pk).update(area=GRID)
    client.force_login(user_of(worker))
    assert client.post(address, {"reason": "CALL"}).status_code == 403
    Lead.objects.filter(pk=lead.pk).update(assigned_to=worker.user_id)
    assert client.post(address, {"reason": "CALL"}).status_code == 200
    assert read_by(worker) == LIMIT
    Lead.objects.filter(pk=lead.pk).update(assigned_to=secretary.user_id)
    client.force_login(user_of(secretary))
    assert client.post(address, {"reason": "CALL"}).status_code == 403


def test_the_error_rows_of_a_roster_count_as_far_as_they_hold_a_number(
    client: Client, secretary: Viewer
) -> None:
    client.force_login(user_of(secretary))
    rows = [f"王芳,{GOOD_ID},2020-02-31", "李强,,2020-02-31"]
    broken = upload(client, "\n".join(["姓名,身份证号,到达时间", *rows]).encode(), "名单.csv")
    spend(secretary)
    assert client.get(reverse("rosters:errors", args=[broken.pk])).status_code == 403
    IdentityRead.objects.all().delete()
    spend(secretary, left=1)
    assert client.get(reverse("rosters:errors", args=[broken.pk])).status_code == 200
    assert read_by(secretary) == LIMIT


def user_of(viewer: Viewer) -> User:
    return User.objects.get(pk=viewer.user_id)
