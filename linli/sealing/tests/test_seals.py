"""Sealing: what is read back, what two seals of one number tell, and what the wrong key opens."""

import base64

import pytest
from pytest_django import Settings

from linli.sealing.seals import NONCE_BYTES, KeyWrong, digest, seal, seal_bytes, unseal, unseal_bytes

ID_NUMBER = "340102199001011236"
TAG_BYTES = 16


@pytest.fixture
def other_key(settings: Settings) -> None:
    """Let the next key that is asked for come from another secret."""
    settings.IDENTITY_KEY_FILE = None
    settings.IDENTITY_KEYS = base64.b64encode(b"another machine's key, 32 bytes!").decode()


@pytest.fixture
def of_this_key() -> tuple[bytes, str]:
    """Seal and digest a number before the key changes."""
    return seal(ID_NUMBER), digest(ID_NUMBER)


@pytest.mark.parametrize("text", [ID_NUMBER, "0551-62345678", "护照E12345678", "1"])
def test_what_was_sealed_is_read_back(text: str) -> None:
    assert unseal(seal(text)) == text
    assert unseal(memoryview(seal(text))) == text


def test_a_file_is_read_back_byte_by_byte() -> None:
    content = bytes(range(256)) * 40
    assert unseal_bytes(seal_bytes(content)) == content


def test_nothing_stays_nothing() -> None:
    assert (seal(""), unseal(b""), unseal_bytes(b""), digest("")) == (b"", "", b"", "")


def test_a_sealed_number_shows_nothing_but_its_length() -> None:
    sealed = seal(ID_NUMBER)
    assert ID_NUMBER.encode() not in sealed
    assert len(sealed) == 1 + NONCE_BYTES + len(ID_NUMBER) + TAG_BYTES
    assert sealed[:1] == b"\x01"


def test_one_number_sealed_twice_looks_like_two() -> None:
    first, second = seal(ID_NUMBER), seal(ID_NUMBER)
    assert first[1 + NONCE_BYTES :] != second[1 + NONCE_BYTES :]
    assert unseal(first) == unseal(second)


@pytest.mark.parametrize("place", [1, 1 + NONCE_BYTES, -1], ids=["nonce", "text", "tag"])
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealed = bytearray(seal(ID_NUMBER))
    sealed[place] ^= 1
    with pytest.raises(KeyWrong):
        unseal(bytes(sealed))


def test_equal_numbers_have_equal_digests_and_others_have_others() -> None:
    assert digest(ID_NUMBER) == digest(ID_NUMBER)
    assert digest(ID_NUMBER) != digest("340102198505050023")
    assert len(digest(ID_NUMBER)) == 64
    assert ID_NUMBER not in digest(ID_NUMBER)


@pytest.mark.usefixtures("of_this_key", "other_key")
def test_another_key_reads_nothing_and_finds_nobody(of_this_key: tuple[bytes, str]) -> None:
    sealed, found_by = of_this_key
    assert digest(ID_NUMBER) != found_by
    with pytest.raises(KeyWrong):
        unseal(sealed)
    assert unseal(seal(ID_NUMBER)) == ID_NUMBER
