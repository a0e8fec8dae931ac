"""Any history of registering, looking up, turning keys and falling behind: nobody is lost, nobody is doubled unseen."""

from typing import Any, Final

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.areas.models import Area
from linli.config.keys import _registered_twice
from linli.people.commands import PersonCard, add_people, find_people
from linli.people.models import DuplicatePair, Person
from linli.sealing import rotation
from linli.sealing.ring import current_ring
from linli.sealing.seals import digest, unseal
from tests import rings
from tests.cast import COMMUNITY, MORNING
from tests.properties import examples

PEOPLE: Final = 4
IDS: Final = [f"E{n}234567" for n in range(PEOPLE)]
NUMBERS: Final = st.integers(0, PEOPLE - 1)
STEPS: Final = st.one_of(
    st.tuples(st.sampled_from(["register", "find"]), NUMBERS),
    st.tuples(st.just("add key"), st.just(0)),
    st.tuples(st.just("turn"), st.integers(1, 3)),  # so many batches of one row
)


class World:
    """A register, its ring, and the batches of a rotation that is under way."""

    def __init__(self) -> None:
        self.newest = 1
        self.registered: set[int] = set()
        self.doubled: list[str] = []
        self.batches: Any = iter(())

    def register(self, number: int) -> None:
        """Register somebody as an import does: look first, add who is not known."""
        card = PersonCard(
            name=f"甲{number}", id_type="PASSPORT", id_number=IDS[number], phone=f"1380000000{number}"
        )
        if find_people(community=COMMUNITY, cards=[card]) == [None]:
            add_people(community=COMMUNITY, cards=[card], now=MORNING)
        self.registered.add(number)

    def find(self, number: int) -> None:
        """Look somebody up by ID number, and by phone and name alone."""
        name, phone = f"甲{number}", f"1380000000{number}"
        for told in (PersonCard(name=name, id_number=IDS[number]), PersonCard(name=name, phone=phone)):
            (found,) = find_people(community=COMMUNITY, cards=[told])
            assert (found is not None) == (number in self.registered), told
            assert found is None or unseal(found.id_sealed) == IDS[number]

    def add_key(self) -> None:
        """Put a new key before the others; a rotation that was under way is cut off."""
        self.newest += 1
        django_settings.IDENTITY_KEYS = " ".join(f"{n}:{rings.secret(n)}" for n in range(self.newest, 0, -1))
        self.batches = iter(())

    def turn(self, batches: int) -> None:
        """Go on with the rotation, or begin it."""
        for _ in range(batches):
            if next(self.batches, None) is None:
                self.batches = rotation.rotate_pass(
                    ring=current_ring(), on_collision=_registered_twice(self.doubled)
                )
                next(self.batches, None)


@pytest.mark.django_db
@settings(
    max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(STEPS, min_size=4, max_size=25))
def test_nobody_is_lost_and_nobody_is_doubled(
    areas: dict[str, Area], monkeypatch: pytest.MonkeyPatch, history: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(rotation, "BATCH_ROWS", 1)
    with (
        override_settings(IDENTITY_KEY_FILE=None, IDENTITY_KEYS=rings.FIRST),
        transaction.atomic(),
    ):
        world = World()
        for step, number in history:
            {
                "register": world.register,
                "find": world.find,
                "add key": lambda _number: world.add_key(),
                "turn": world.turn,
            }[step](number)
            assert sorted(unseal(p.id_sealed) for p in Person.objects.all()) == sorted(
                IDS[n] for n in world.registered
            )
        list(rotation.rotate_pass(ring=current_ring(), on_collision=_registered_twice(world.doubled)))
        assert rings.numbers_in_use() <= {world.newest}
        assert {p.id_digest for p in Person.objects.all()} == {digest(IDS[n]) for n in world.registered}
        assert (world.doubled, DuplicatePair.objects.count()) == ([], 0)
        for number in range(PEOPLE):
            world.find(number)
        transaction.set_rollback(True)  # nothing of an example stays


@pytest.mark.django_db
@settings(
    max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.lists(st.tuples(st.booleans(), NUMBERS), min_size=2, max_size=12), turned=st.integers(0, 6))
def test_whom_a_machine_that_fell_behind_registers_again_is_paired_and_both_stay(
    areas: dict[str, Area], monkeypatch: pytest.MonkeyPatch, history: list[tuple[bool, int]], turned: int
) -> None:
    """history: by the machine that fell behind or not, and whom. Afterwards every digest stands once, each double is told."""
    monkeypatch.setattr(rotation, "BATCH_ROWS", 1)
    with (
        override_settings(IDENTITY_KEY_FILE=None, IDENTITY_KEYS=rings.FIRST),
        transaction.atomic(),
    ):
        world = World()
        for number in range(PEOPLE // 2):
            world.register(number)
        django_settings.IDENTITY_KEYS = rings.BOTH
        world.turn(turned)
        for behind, number in history:
            django_settings.IDENTITY_KEYS = rings.FIRST if behind else rings.BOTH
            world.register(number)
        django_settings.IDENTITY_KEYS = rings.BOTH
        entries = Person.objects.count()
        list(rotation.rotate_pass(ring=current_ring(), on_collision=_registered_twice(world.doubled)))

        assert rings.numbers_in_use() == {2}
        assert Person.objects.count() == entries
        assert {unseal(p.id_sealed) for p in Person.objects.all()} == {IDS[n] for n in world.registered}
        digests = [p.id_digest for p in Person.objects.all() if p.id_digest]
        assert sorted(digests) == sorted(digest(IDS[n]) for n in world.registered)
        assert len(world.doubled) == entries - len(world.registered) == DuplicatePair.objects.count()
        transaction.set_rollback(True)  # nothing of an example stays
