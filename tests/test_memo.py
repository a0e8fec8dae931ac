"""Names are asked once a page, and nothing of it outlives the request."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from linli.areas.models import Area
from linli.areas.queries import names_of
from linli.memo import forget_after_request
from linli.staff.models import User
from linli.staff.queries import names_of as names_of_staff
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, SIBLING

View = Callable[[HttpRequest], HttpResponse]


def answer(view: View, *, method: str = "GET") -> HttpResponse:
    return forget_after_request(view)(RequestFactory().generic(method, "/"))


def asking(look: Callable[[], Any], seen: list[int]) -> View:
    """Return a page that asks twice, and notes how many statements the second took."""

    def view(_request: HttpRequest) -> HttpResponse:
        look()
        with CaptureQueriesContext(connection) as asked:
            look()
        seen.append(len(asked))
        return HttpResponse()

    return view


@pytest.mark.parametrize(("method", "again"), [("GET", 0), ("HEAD", 0), ("POST", 1), ("PUT", 1)])
def test_a_page_that_reads_asks_a_name_once(method: str, again: int, areas: dict[str, Area]) -> None:
    seen: list[int] = []
    answer(asking(lambda: names_of(codes=[COMMUNITY]), seen), method=method)
    assert seen == [again]


def test_only_what_nobody_asked_for_yet_is_asked(areas: dict[str, Area]) -> None:
    told: list[dict[str, str]] = []

    def view(_request: HttpRequest) -> HttpResponse:
        names_of(codes=[COMMUNITY, "99"])
        with CaptureQueriesContext(connection) as asked:
            told.append(names_of(codes=[COMMUNITY, SIBLING, "99"]))
        assert len(asked) == 1
        assert COMMUNITY + "'" not in asked[0]["sql"]
        return HttpResponse()

    answer(view)
    assert told == [{COMMUNITY: "明光路社区", SIBLING: "胜利路社区"}]


def test_staff_and_areas_do_not_answer_for_one_another(make_user: Callable[..., User]) -> None:
    user = make_user(role=Role.SECRETARY, area=COMMUNITY)

    def view(_request: HttpRequest) -> HttpResponse:
        assert names_of(codes=[str(user.pk)]) == {}
        assert names_of_staff(ids={user.pk}) == {user.pk: user.full_name}
        return HttpResponse()

    answer(view)


def test_a_changed_name_is_the_new_one_in_the_next_request(areas: dict[str, Area]) -> None:
    told: list[str] = []

    def view(_request: HttpRequest) -> HttpResponse:
        told.append(names_of(codes=[COMMUNITY])[COMMUNITY])
        return HttpResponse()

    answer(view)
    Area.objects.filter(pk=COMMUNITY).update(name="新名社区")
    answer(view)
    assert told == ["明光路社区", "新名社区"]


def test_nothing_is_kept_when_a_page_breaks_nor_while_its_answer_streams(areas: dict[str, Area]) -> None:
    def breaks(_request: HttpRequest) -> HttpResponse:
        names_of(codes=[COMMUNITY])
        raise ZeroDivisionError

    def streams(_request: HttpRequest) -> Any:
        names_of(codes=[COMMUNITY])
        return StreamingHttpResponse(late())

    def late() -> Iterator[str]:
        yield names_of(codes=[COMMUNITY])[COMMUNITY]

    with pytest.raises(ZeroDivisionError):
        answer(breaks)
    streaming = answer(streams)
    Area.objects.filter(pk=COMMUNITY).update(name="新名社区")
    assert names_of(codes=[COMMUNITY]) == {COMMUNITY: "新名社区"}
    assert b"".join(streaming).decode() == "新名社区"


def test_a_page_of_one_county_shows_nothing_kept_for_another(
    make_user: Callable[..., User], client: Client
) -> None:
    """The name of a post's area came with who somebody is: each request has its own."""
    first, second = (
        make_user(role=Role.SECRETARY, area=COMMUNITY),
        make_user(role=Role.COUNTY_OFFICER, area=COUNTY),
    )
    for user, here, there in ((first, "明光路社区", "瑶海区"), (second, "瑶海区", "明光路社区")):
        client.force_login(user)
        page = client.get("/rights/").text
        assert here in page
        assert there not in page
