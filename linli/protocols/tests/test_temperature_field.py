"""A temperature as people type it, and as nobody does."""

import pytest
from django.core.exceptions import ValidationError

from linli.protocols.fields import TenthsField


@pytest.mark.parametrize(
    ("typed", "tenths"),
    [("36.5", 365), ("365", 365), ("36,5", 365), ("36 5", 365), ("３６．５℃", 365), ("99.9", 999), ("0", 0)],
)
def test_it_is_read_in_tenths(typed: str, tenths: int) -> None:
    assert TenthsField().clean(typed) == tenths


@pytest.mark.parametrize(
    "typed",
    [
        "NaN",
        "-NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1e999999",
        "1e309",
        "-1",
        "1000",
        "36.55",
        "热",
        "0x10",
        "\0",
    ],
)
def test_what_is_no_temperature_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValidationError):
        TenthsField().clean(typed)
