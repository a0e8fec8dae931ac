"""Refusals of the API: one shape for all of them, whoever refuses. Source: RFC 9457, problem details."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from ninja import Schema
from pydantic import ConfigDict

MEDIA_TYPE: Final = "application/problem+json"
JSON: Final = "application/json"
API: Final = "/api/"
# What the door of pictures takes instead of JSON. A form of another page cannot send these either.
PICTURES: Final = "/api/v1/pictures"
PICTURE_TYPES: Final = frozenset({"image/jpeg", "image/png"})
# What is refused before an operation is reached, by status; the operations name the rest themselves.
CODES: Final[Mapping[int, str]] = {
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
}
BROKEN: Final = "broken"


class Problem(Schema):
    """Why nothing was done. code: what it is, for programs; detail: the same for people, '' where they cannot help it.

    fields: what is wrong with which part of the message; a part is named by the way to it, by dots.
    """

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    code: str
    fields: dict[str, str] | None = None


def refusals(said: Mapping[int, str]) -> dict[int, Any]:
    """Return for the document what an operation may answer instead, by status."""
    return {
        status: {
            "description": f"{HTTPStatus(status).phrase}: {words}",
            "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
        }
        for status, words in said.items()
    }


# What every operation may answer instead.
REFUSED: Final[dict[str, Any]] = {
    "responses": refusals(
        {
            400: "bad_request, the request itself is no HTTP that can be answered.",
            401: "signed_out.",
            403: "csrf, the token is missing or stale; revoked, the phone may fetch nothing more; other_user, the id"
            " belongs to the phone of another user; other_device, the sign-in was made on another phone, and is over;"
            " second_factor, the post needs one and it is not set up yet; choose_password, somebody else gave the"
            " password and it is not changed yet.",
            413: "too_many operations; too_large.",
            415: "not_json.",
            422: "malformed; fields tells where.",
            429: "too_much, for this session or address; Retry-After says for how long.",
        }
    )
}


def problem(
    *, status: int, code: str, detail: str | Promise = "", fields: Mapping[str, str] | None = None
) -> HttpResponse:
    """Return a refusal. The code alone is what programs go by, so the type says nothing more than the status."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if fields:
        said["fields"] = dict(fields)
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE)


def answer_problems(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let every refusal below /api/ be a problem, also one of an address or a method that the API does not know.

    What is sent there is JSON, or a picture, and says so: a form of another page cannot, and a body that is read as a form
    is gone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            return get_response(request)
        taken, code = (PICTURE_TYPES, "not_picture") if request.path == PICTURES else ({JSON}, "not_json")
        if request.content_type and request.content_type not in taken:
            return problem(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE, code=code)
        response = get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or response.headers["Content-Type"] == MEDIA_TYPE:
            return response
        return _reworded(response)

    return middleware


def _reworded(response: HttpResponse) -> HttpResponse:
    told = problem(status=response.status_code, code=CODES.get(response.status_code, BROKEN))
    if allow := response.headers.get("Allow"):
        told.headers["Allow"] = allow
    return told
