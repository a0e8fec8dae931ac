"""What a shape refuses is told in words of the worker's language, whatever the shape and whatever is wrong."""

import re
from typing import Any, Final

import pytest
from django.utils import translation

from linli.phone.faults import OTHER
from linli.phone.kinds import KINDS
from linli.phone.tests.conftest import Held

pytestmark = pytest.mark.django_db

WRONG: Final[list[Any]] = ["长" * 1000, "x", 10**30, 3.5, None, [], ["x" * 100] * 40, {"a": 1}, True]
LATIN: Final = re.compile(r"[A-Za-z]{2,}")
HAN: Final = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(("language", "foreign"), [("zh-hans", LATIN), ("en", HAN)])
def test_every_fault_of_every_shape_is_said_in_the_workers_words(
    phone: Held, language: str, foreign: re.Pattern[str]
) -> None:
    operations = [
        phone.operation(kind.code, {name: wrong, "no_such_field": 1})
        for kind in KINDS
        for name in kind.shape.model_fields
        for wrong in WRONG
    ]
    said: set[str] = set()
    for start in range(0, len(operations), 200):
        body = {"ops": operations[start : start + 200]}
        told = {"device": str(phone.id), "sent_at": phone.now.isoformat()} | body
        response = phone.client.post(
            "/api/v1/sync", told, content_type="application/json", headers={"Accept-Language": language}
        )
        for answer in response.json()["answers"]:
            assert answer["code"] == "malformed"
            said.update(answer["fields"].values())
    assert not [words for words in said if foreign.search(words)]
    with translation.override(language):
        assert {str(OTHER)} < said or len(said) > 6


def test_a_note_that_is_too_long_says_how_long_it_may_be(phone: Held, observed: Any) -> None:
    (answer,) = phone.bring(phone.check(observed, note="长" * 201))
    assert answer["fields"] == {"note": "最多 200 个字。"}
