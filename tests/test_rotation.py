"""Keys turned: everything readable at every moment, nobody lost and nobody doubled, on both databases."""

import base64
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from click.testing import CliRunner, Result
from pytest_django import Settings

from linli.areas.models import Area
from linli.audit.models import AuditEvent
from linli.cli import main
from linli.ids import new_id
from linli.observation.models import Check
from linli.people.commands import NewCall, PersonCard, add_people, find_people, log_call
from linli.people.models import Call, DuplicatePair, Person
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.sealing import rotation
from linli.sealing.columns import sealed_tables
from linli.sealing.models import SealingKey
from linli.sealing.ring import current_ring
from linli.sealing.seals import digest, unseal
from linli.signin.commands.secrets import secrets_by_key
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests import rings
from tests.cast import APP_SECRET, COMMUNITY, COUNTY, MORNING, MakeObservation

IDS = ["340102199001011236", "11010519491231002X", "340102198505050023"]
NOTE = "说胸口闷"


def card(number: int) -> PersonCard:
    return PersonCard(
        name=f"甲{number}", id_type="ID_CARD", id_number=IDS[number], phone=f"1380000000{number}"
    )


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def key_file(settings: Settings, tmp_path: Path) -> Path:
    """Keep the ring in a file of its own, one bare key as of old."""
    settings.IDENTITY_KEY_FILE = tmp_path / "identity.key"
    settings.IDENTITY_KEY_FILE.write_text(rings.FIRST)
    return tmp_path / "identity.key"


@pytest.fixture
def lived(areas: dict[str, Area], key_file: Path, make_observation: MakeObservation, worker: Viewer) -> None:
    """Three people, one of whom was rung, and somebody under observation with a check that says something."""
    add_people(community=COMMUNITY, cards=[card(0), card(1), card(2)], now=MORNING)
    observed = make_observation(name="王芳", phone="13912345678")
    call = NewCall(new_id(), Way.CALL, Purpose.OTHER, Outcome.REACHED, at=MORNING, note=NOTE)
    log_call(person=observed.person, new=call, by=worker, now=MORNING + timedelta(minutes=1))
    Check.objects.create(
        county=COUNTY,
        id=new_id(),
        community=COMMUNITY,
        area=COMMUNITY,
        observation=observed,
        slot_on=MORNING.date(),
        session="AM",
        outcome="DONE",
        channel="VISIT",
        note="咳嗽两天",
        claimed_at=MORNING,
        received_at=MORNING,
        by=worker.user_id,
    )


def everything() -> list[Any]:
    return [
        sorted((unseal(p.id_sealed), unseal(p.phone_sealed), p.name) for p in Person.objects.all()),
        list(Call.objects.values_list("note", flat=True)),
        list(Check.objects.filter(county=COUNTY).values_list("note", flat=True)),
    ]


@pytest.mark.usefixtures("lived")
def test_a_key_is_added_everything_comes_under_it_and_the_old_one_goes(key_file: Path) -> None:
    before = everything()
    assert rings.numbers_in_use() == {1}

    assert run("keys", "add").exit_code == 0
    assert key_file.read_text().split()[1] == f"1:{rings.FIRST}"
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert run("keys", "drop", "2").exit_code == 2  # the newest
    refused = run("keys", "drop", "1")
    assert (refused.exit_code, "values need key 1" in refused.output) == (2, True)
    assert list(current_ring().by_number) == [2, 1]

    turned = run("keys", "rotate")
    assert (turned.exit_code, "0 values are left" in turned.output) == (0, True), turned.output
    assert rings.numbers_in_use() == {2}
    assert everything() == before

    assert run("keys", "drop", "1").exit_code == 0
    assert list(current_ring().by_number) == [2]
    assert everything() == before
    assert find_people(community=COMMUNITY, cards=[card(0)])[0] is not None
    assert list(SealingKey.objects.values_list("number", flat=True)) == [2]
    told = AuditEvent.objects.filter(county="").order_by("id").values_list("action", flat=True)
    assert list(told) == ["keys.added", "keys.rotated", "keys.dropped"]


@pytest.mark.usefixtures("lived")
def test_a_second_factor_works_on_under_the_new_key_alone(
    key_file: Path, make_user: Callable[..., User]
) -> None:
    officer = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)  # who has an app
    data = Authenticator.objects.get(user=officer).data
    assert secrets_by_key() == {1: 1}
    run("keys", "add")
    assert "mfa_authenticator.data: 1" in run("keys", "status").output

    assert run("keys", "rotate").exit_code == 0
    assert secrets_by_key() == {2: 1}
    assert run("keys", "drop", "1").exit_code == 0

    held = Authenticator.objects.get(user=officer).data
    assert held != data
    assert decrypt(held["secret"]) == APP_SECRET


@pytest.mark.usefixtures("lived")
def test_a_key_that_only_a_second_factor_needs_is_not_dropped(
    key_file: Path, make_user: Callable[..., User]
) -> None:
    make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    run("keys", "add")
    list(rotation.rotate_pass(ring=current_ring(), on_collision=lambda *_told: False))

    assert "1 values need key 1" in run("keys", "drop", "1").output


@pytest.mark.usefixtures("lived")
def test_status_counts_what_is_under_each_key(key_file: Path) -> None:
    run("keys", "add")
    add_people(community=COMMUNITY, cards=[PersonCard(name="乙", phone="13811111111")], now=MORNING)
    told = run("keys", "status").output
    assert "key 2 (the newest): 1 values\n    people_person.phone_sealed: 1" in told
    assert "key 1 (held): 9 values" in told
    assert "people_call.note: 1" in told
    run("keys", "rotate")
    assert "key 1 (held): 0 values" in run("keys", "status").output


@pytest.mark.usefixtures("lived")
def test_a_rotation_that_was_cut_off_goes_on_where_it_was(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    run("keys", "add")
    monkeypatch.setattr(rotation, "BATCH_ROWS", 1)
    batches = rotation.rotate_pass(ring=current_ring(), on_collision=lambda *_told: False)
    for _ in range(3):
        assert next(batches).rows == 1
    del batches
    assert rings.numbers_in_use() == {1, 2}
    assert everything() == before
    # Half-way each of the three is found, whichever key they stand under.
    assert None not in find_people(community=COMMUNITY, cards=[card(0), card(1), card(2)])

    assert run("keys", "rotate").exit_code == 0
    assert rings.numbers_in_use() == {2}
    assert everything() == before


@pytest.mark.usefixtures("lived")
def test_what_somebody_writes_while_a_batch_is_turned_is_never_overwritten(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    rings.use(settings, rings.BOTH)
    real = rotation._new  # noqa: SLF001 (between our reading and our writing there is no other door)

    def written_meanwhile(told: Any, row: Any, ring: Any) -> Any:
        if told.model is Person:
            Person.objects.filter(pk=row.key[0]).update(name="新", phone_sealed=b"", phone_digest="")
        return real(told, row, ring)

    monkeypatch.setattr(rotation, "_new", written_meanwhile)
    turned = list(rotation.rotate_pass(ring=current_ring(), on_collision=lambda *_told: False))
    people = next(batch for batch in turned if batch.table == "people_person")
    assert (people.rows, people.changed) == (0, 4)
    assert set(Person.objects.values_list("phone_digest", flat=True)) == {""}

    monkeypatch.setattr(rotation, "_new", real)
    list(rotation.rotate_pass(ring=current_ring(), on_collision=lambda *_told: False))
    assert rings.numbers_in_use() == {2}
    assert set(Person.objects.values_list("phone_digest", flat=True)) == {""}
    assert {unseal(p.id_sealed) for p in Person.objects.filter(id_digest__gt="")} == set(IDS)


@pytest.mark.usefixtures("lived")
def test_somebody_whom_a_machine_with_the_old_keys_registered_again_is_told_and_nobody_is_lost(
    key_file: Path, settings: Settings
) -> None:
    run("keys", "add")
    run("keys", "rotate")
    both = key_file.read_text()
    # A machine that still has the old ring finds nobody and registers the same person again.
    key_file.write_text(rings.FIRST)
    assert find_people(community=COMMUNITY, cards=[card(0)]) == [None]
    (again,) = add_people(community=COMMUNITY, cards=[card(0)], now=MORNING)
    key_file.write_text(both)

    told = run("keys", "rotate")
    assert (told.exit_code, "Registered twice" in told.output) == (0, True), told.output
    assert rings.numbers_in_use() == {2}
    assert Person.objects.count() == 5
    pair = DuplicatePair.objects.get()
    assert again.pk in (pair.one_id, pair.other_id)
    assert (pair.certainty, pair.grounds, pair.decision) == ("CERTAIN", ["SAME_ID"], "")
    (found,) = find_people(community=COMMUNITY, cards=[card(0)])
    assert found is not None
    assert found.pk != again.pk
    again.refresh_from_db()
    assert (unseal(again.id_sealed), again.id_digest, again.phone_digest) == (
        IDS[0],
        "",
        digest("13800000000"),
    )


@pytest.mark.usefixtures("lived")
def test_keys_of_the_environment_are_printed_and_nothing_is_written(
    settings: Settings, tmp_path: Path
) -> None:
    rings.use(settings, rings.FIRST)
    told = run("keys", "add")
    line = next(line for line in told.output.splitlines() if line.startswith("LINLI_IDENTITY_KEY="))
    new, old = line.removeprefix("LINLI_IDENTITY_KEY=").split(",")
    assert (new[:2], old) == ("2:", f"1:{rings.FIRST}")
    assert len(base64.b64decode(new[2:])) == 32
    assert list(current_ring().by_number) == [1]


@pytest.mark.usefixtures("lived")
def test_no_command_but_keys_works_with_a_ring_that_does_not_open_the_database(
    settings: Settings, key_file: Path
) -> None:
    assert run("staff", "rights").exit_code == 0  # the keys are known from now on
    for ring, word in ((rings.SECOND, "sealed under key 1"), (rings.secret(9), "Key 1 of this machine")):
        key_file.write_text(ring)
        for command in (["serve", "--port", "1"], ["deployment"], ["staff", "rights"], ["keys", "add"]):
            told = run(*command)
            assert (told.exit_code, word in told.output) == (2, True), (command, told.output)
        assert "Traceback" not in run("keys", "rotate").output
    key_file.write_text("nonsense nonsense")
    assert "Of several keys" in run("staff", "rights").output
    key_file.unlink()
    assert "is gone" in run("staff", "rights").output


@pytest.mark.usefixtures("lived")
def test_a_wrong_key_is_not_taken_for_the_right_one_by_a_database_that_knows_none(key_file: Path) -> None:
    assert not SealingKey.objects.exists()
    key_file.write_text(rings.secret(9))
    told = run("staff", "rights")
    assert (told.exit_code, "Key 1 of this machine" in told.output) == (2, True)
    assert not SealingKey.objects.exists()


@pytest.mark.usefixtures("lived")
def test_statements_of_a_pass_do_not_grow_with_the_rows(
    settings: Settings, django_assert_max_num_queries: Any
) -> None:
    add_people(
        community=COMMUNITY,
        cards=[PersonCard(name=f"丙{n}", phone=f"137{n:08}", address=f"{n}栋1单元1室") for n in range(300)],
        now=MORNING,
    )
    rings.use(settings, rings.BOTH)
    tables = len(list(sealed_tables()))
    # Read, write, savepoints and the transaction of one batch a table, and the look that finds no more.
    with django_assert_max_num_queries(10 * tables) as told:
        list(rotation.rotate_pass(ring=current_ring(), on_collision=lambda *_told: False))
    assert len(told) > tables
