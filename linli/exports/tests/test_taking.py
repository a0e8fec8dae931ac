"""Taking and keeping: whose a copy is, what it holds, and what stays when its week is over."""

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.exports.acts import ACTS
from linli.exports.commands import (
    DecidedAlready,
    NotKept,
    NotTheAsker,
    NotYours,
    approve_export,
    sweep_exports,
    take_copy,
)
from linli.exports.models import Export
from linli.exports.rules.asking import KEPT, Numbers, State
from linli.exports.rules.marks import BITS
from linli.observation.models import Observation
from linli.people.queries.access_log import looks_at
from linli.sealing.seals import unseal_bytes
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import RIGHTS, Action, Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY
from tests.exported import asked

pytestmark = pytest.mark.django_db

Observe = Callable[[int], list[Observation]]


def actions(county: str = COUNTY) -> list[str]:
    return list(
        AuditEvent.objects.filter(county=county, action__startswith="export.")
        .order_by("id")
        .values_list("action", flat=True)
    )


def viewer_again(viewer: Viewer) -> Viewer:
    return viewer_of(user=User.objects.get(pk=viewer.user_id), on=day_of(timezone.now()))


def test_full_numbers_need_the_right_to_them_until_the_last(doctor: Viewer, observe: Observe) -> None:
    observe(1)
    export = asked(by=doctor, numbers=Numbers.CLEAR)
    assert "13800000001" in unseal_bytes(export.content_sealed).decode()

    # Somebody who is secretary no longer, but grid worker still, reads no numbers.
    Post.objects.filter(user=doctor.user_id).update(role=Role.GRID_WORKER)
    with pytest.raises(NotTheAsker):
        take_copy(id=export.pk, by=viewer_again(doctor), now=timezone.now())


def test_nobody_takes_what_another_asked_for(
    secretary: Viewer, make_user: Callable[..., User], observe: Observe
) -> None:
    observe(1)
    export = asked(by=secretary)
    deputy = make_user(role=Role.SECRETARY, area=COMMUNITY, username="deputy")

    with pytest.raises(NotTheAsker):
        take_copy(id=export.pk, by=viewer_of(user=deputy, on=day_of(timezone.now())), now=timezone.now())


def test_who_may_not_read_full_numbers_takes_masked_ones_only(
    doctor: Viewer, observe: Observe, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe(1)
    monkeypatch.setitem(
        RIGHTS, Role.DOCTOR, {a: r for a, r in RIGHTS[Role.DOCTOR].items() if a != Action.REVEAL_IDENTITY}
    )

    with pytest.raises(NotYours):
        asked(by=doctor, numbers=Numbers.CLEAR)
    assert asked(by=doctor).numbers == Numbers.MASKED


def test_what_is_masked_holds_no_number(secretary: Viewer, observe: Observe) -> None:
    observe(1)
    content = unseal_bytes(asked(by=secretary).content_sealed).decode()
    assert "13800000001" not in content
    assert "*********01" in content


def test_after_a_week_the_file_is_gone_and_who_took_it_stays(secretary: Viewer, observe: Observe) -> None:
    observe(1)
    export = asked(by=secretary)
    take_copy(id=export.pk, by=secretary, now=timezone.now())
    later = timezone.now() + KEPT

    with pytest.raises(NotKept):
        take_copy(id=export.pk, by=secretary, now=later)
    assert sweep_exports(now=later - timedelta(days=1)) == 0
    assert sweep_exports(now=later) == 1
    assert sweep_exports(now=later) == 0

    export.refresh_from_db()
    assert (export.state, bytes(export.content_sealed)) == (State.GONE, b"")
    assert export.trace["rows"]
    assert export.copies.count() == 1
    assert actions()[-1] == "export.swept"


def test_what_nobody_agreed_to_lapses(secretary: Viewer, township_officer: Viewer, observe: Observe) -> None:
    observe(21)
    export = asked(by=secretary)

    assert sweep_exports(now=timezone.now() + KEPT) == 1

    with pytest.raises(DecidedAlready):
        approve_export(id=export.pk, persons=21, by=township_officer, now=timezone.now())
    export.refresh_from_db()
    assert export.state == State.LAPSED


def test_everybody_in_a_list_can_ask_who_took_it(secretary: Viewer, observe: Observe) -> None:
    rows = observe(3)
    export = asked(by=secretary, numbers=Numbers.CLEAR)
    copy = take_copy(id=export.pk, by=secretary, now=timezone.now())

    for row in rows:
        (look,) = looks_at(subjects=[row.person_id], counties={COUNTY}, looks=ACTS.looks)
        assert (look.by, look.reason, look.copy, look.numbers) == (
            secretary.name,
            "DOOR_WORK",
            copy.label,
            "CLEAR",
        )


def test_no_text_of_a_row_lies_in_the_database_in_clear(secretary: Viewer, observe: Observe) -> None:
    observe(2)
    export = asked(by=secretary, numbers=Numbers.CLEAR)
    told = str(Export.objects.values().get(pk=export.pk))
    assert "王芳" not in told
    assert "13800000001" not in told
    assert "1栋1单元" not in told


def test_a_code_that_no_look_can_tell_is_drawn_again(
    secretary: Viewer, observe: Observe, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe(1)
    drawn = iter([0, 2**BITS - 1, 0x12345678])
    monkeypatch.setattr(secrets, "randbits", lambda _bits: next(drawn))

    copy = take_copy(id=asked(by=secretary).pk, by=secretary, now=timezone.now())

    assert copy.code == 0x12345678
