"""What somebody looks for when they type."""

import pytest

from linli.people.rules.search import Door, door_meant, number_meant


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("0551 62345678", "0551-62345678"),
        ("11010519491231002x", "11010519491231002X"),
        ("e12345678", "E12345678"),
        ("1381234", "1381234"),
        ("12345", ""),
        ("12-1-501", ""),
        ("王芳", ""),
        ("8栋1单元101室", ""),
        ("", ""),
    ],
)
def test_a_number_is_read_as_it_is_stored(text: str, number: str) -> None:
    assert number_meant(text=text) == number


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("8栋1单元101室", Door("8", "1", "101")),
        ("8-1-101", Door("8", "1", "101")),
        ("八栋一单元101", Door("8", "1", "101")),
        ("8栋101", Door("8", "", "101")),
        ("8栋", None),
        ("王芳", None),
        ("", None),
    ],
)
def test_a_door_is_known_however_it_is_written(text: str, door: Door | None) -> None:
    assert door_meant(text=text) == door
