"""The ring as it is written, and its file as it changes."""

import base64
import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from linli.sealing.ring import RingUnreadable, as_written, current_ring, ring_of
from linli.sealing.ring_file import NumbersUsedUp, with_new_key, without_key, write_ring
from linli.sealing.seals import KeyMissing, digest, digests, seal, unseal

OLD = base64.b64encode(bytes(range(32))).decode()
NEW = base64.b64encode(bytes(range(32, 64))).decode()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (OLD, [1]),
        (f" {OLD}\n", [1]),
        (f"1:{OLD}", [1]),
        (f"2:{NEW}\n1:{OLD}\n", [2, 1]),
        (f"2:{NEW},1:{OLD}", [2, 1]),
        (f"255:{NEW} 1:{OLD}", [255, 1]),
    ],
)
def test_a_ring_is_read_the_newest_first(text: str, numbers: list[int]) -> None:
    ring = ring_of(text)
    assert (list(ring.by_number), ring.newest.number) == (numbers, numbers[0])
    assert ring_of(as_written(ring=ring)) is not None
    assert as_written(ring=ring_of(as_written(ring=ring))) == as_written(ring=ring)


@pytest.mark.parametrize(
    "text",
    ["", " \n", f"{OLD} {NEW}", f"0:{OLD}", f"256:{OLD}", f"two:{OLD}", "1:no base64!", f"1:{OLD} 1:{NEW}"],
)
def test_a_ring_that_is_written_wrongly_is_refused_without_a_word_of_a_key(text: str) -> None:
    with pytest.raises(RingUnreadable) as refused:
        ring_of(text)
    assert OLD not in str(refused.value)


def test_the_bare_key_of_old_is_key_one(settings: Settings) -> None:
    settings.IDENTITY_KEY_FILE, settings.IDENTITY_KEYS = None, OLD
    sealed = seal("13812345678")
    settings.IDENTITY_KEYS = f"2:{NEW} 1:{OLD}"
    assert unseal(sealed) == "13812345678"
    assert (sealed[0], seal("13812345678")[0]) == (1, 2)
    settings.IDENTITY_KEYS = f"2:{NEW}"
    with pytest.raises(KeyMissing, match="key 1"):
        unseal(sealed)


def test_a_text_is_looked_for_under_every_key(settings: Settings) -> None:
    settings.IDENTITY_KEY_FILE, settings.IDENTITY_KEYS = None, OLD
    old = digest("13812345678")
    settings.IDENTITY_KEYS = f"2:{NEW} 1:{OLD}"
    assert digests("13812345678") == [digest("13812345678"), old]
    assert digest("13812345678") != old
    assert digests("") == []


def test_a_key_that_comes_into_the_file_is_known_at_once(settings: Settings, tmp_path: Path) -> None:
    settings.IDENTITY_KEY_FILE = tmp_path / "identity.key"
    settings.IDENTITY_KEY_FILE.write_text(OLD)
    sealed = seal("13812345678")
    wider = with_new_key(ring=current_ring(), used={7})
    write_ring(path=settings.IDENTITY_KEY_FILE, ring=wider)
    assert (list(current_ring().by_number), seal("x")[0], unseal(sealed)) == ([8, 1], 8, "13812345678")
    assert stat.S_IMODE(settings.IDENTITY_KEY_FILE.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["identity.key"]

    write_ring(path=settings.IDENTITY_KEY_FILE, ring=without_key(ring=wider, number=1))
    with pytest.raises(KeyMissing):
        unseal(sealed)


def test_numbers_are_never_given_twice() -> None:
    with pytest.raises(NumbersUsedUp):
        with_new_key(ring=ring_of(OLD), used={255})


def test_a_file_that_is_gone_is_said_in_a_sentence(settings: Settings, tmp_path: Path) -> None:
    settings.IDENTITY_KEY_FILE = tmp_path / "identity.key"
    with pytest.raises(RingUnreadable, match="is gone"):
        seal("13812345678")
