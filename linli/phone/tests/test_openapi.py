"""The document of the API: frozen in docs/openapi.json, with a shape for every answer and every refusal."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client

from linli.phone.api import api
from linli.phone.cli import openapi
from linli.phone.openapi import document
from linli.problems import MEDIA_TYPE

OPERATIONS: list[dict[str, Any]] = [
    operation for methods in api.get_openapi_schema()["paths"].values() for operation in methods.values()
]


def test_the_document_in_the_repository_is_that_of_the_code() -> None:
    kept = (Path(settings.BASE_DIR) / "docs" / "openapi.json").read_text()

    assert kept == document(), "linli openapi > docs/openapi.json"
    assert kept == CliRunner().invoke(openapi).output


@pytest.mark.django_db
def test_the_document_is_served_to_anybody(client: Client) -> None:
    assert client.get("/api/v1/openapi.json").json() == json.loads(document())


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation["operationId"])
def test_every_operation_says_how_it_answers_and_refuses(operation: dict[str, Any]) -> None:
    answers = {int(status): answer["content"] for status, answer in operation["responses"].items()}

    more = {404, 409} if operation["operationId"].endswith("bring") else set()
    assert {200, 400, 401, 403, 413, 415, 422, 429} | more == set(answers)
    assert "$ref" in answers.pop(200)["application/json"]["schema"]
    assert all(list(content) == [MEDIA_TYPE] for content in answers.values())
