"""An event and its act stand or fall together, and tell which call of a page they came from."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from linli.audit import middleware
from linli.audit.commands import write_event
from linli.audit.models import AuditEvent
from linli.audit.request import current_request_id
from linli.ids import new_id
from tests.cast import COMMUNITY, COUNTY, MORNING, PROVINCE, MakeObservation

NOW = datetime(2020, 1, 27, tzinfo=UTC)


def end_on_the_page(client: Client, observation: Any, secretary: Any) -> str:
    """End an observation as the secretary does; return the name of the call."""
    client.force_login(get_user_model().objects.get(pk=secretary.user_id))
    answer = client.post(
        reverse("desk:end", args=[observation.pk]),
        {"state": "STRUCK_OFF", "reason": "登记错了", "sure": "yes"},
    )
    return str(answer["X-Request-Id"])


def ends_of(observation: Any) -> list[AuditEvent]:
    return list(
        AuditEvent.objects.filter(county=COUNTY, subject=observation.pk, action="observation.struck_off")
    )


@pytest.mark.django_db
def test_an_event_says_who_did_what_to_whom_where_and_when() -> None:
    actor, subject = new_id(), new_id()
    write_event(
        action="test.done", area=COMMUNITY, by=actor, now=NOW, subject=subject, changed={"reason": "it's 好"}
    )

    event = AuditEvent.objects.get(county=COUNTY)
    assert (event.action, event.area, event.actor_id, event.at) == ("test.done", COMMUNITY, actor, NOW)
    assert (event.subject, event.changed, event.request_id) == (subject, {"reason": "it's 好"}, "")


@pytest.mark.django_db
def test_an_event_without_actor_or_subject_above_the_county_lies_under_its_own_area() -> None:
    write_event(action="test.done", area=PROVINCE, by=None, now=NOW)

    event = AuditEvent.objects.get(county=PROVINCE)
    assert (event.actor_id, event.subject, event.changed) == (None, None, {})


@pytest.mark.django_db
def test_an_event_of_an_act_that_is_undone_is_undone_with_it() -> None:
    with transaction.atomic():
        write_event(action="test.done", area=COMMUNITY, by=None, now=NOW)
        assert AuditEvent.objects.filter(county=COUNTY).exists()
        transaction.set_rollback(True)

    assert not AuditEvent.objects.filter(county=COUNTY).exists()


def test_a_page_that_is_undone_leaves_neither_act_nor_event(
    make_observation: MakeObservation, secretary: Any, client: Client
) -> None:
    observation = make_observation()
    with transaction.atomic():
        end_on_the_page(client, observation, secretary)
        assert len(ends_of(observation)) == 1
        transaction.set_rollback(True)

    observation.refresh_from_db()
    assert (observation.state, ends_of(observation)) == ("OBSERVING", [])


def no_events(execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any) -> Any:
    if sql.startswith("INSERT") and AuditEvent._meta.db_table in sql:
        raise OperationalError("disk full")
    return execute(sql, params, many, context)


def test_an_act_whose_event_cannot_be_written_does_not_happen(
    make_observation: MakeObservation, secretary: Any, client: Client
) -> None:
    observation = make_observation()
    with connection.execute_wrapper(no_events), pytest.raises(OperationalError, match="disk full"):
        end_on_the_page(client, observation, secretary)

    observation.refresh_from_db()
    assert observation.state == "OBSERVING"


def test_an_event_carries_the_name_of_the_call_that_the_answer_tells(
    make_observation: MakeObservation, secretary: Any, client: Client
) -> None:
    first, second = make_observation(), make_observation(name="李强")
    told = [end_on_the_page(client, observation, secretary) for observation in (first, second)]

    assert [event.request_id for one in (first, second) for event in ends_of(one)] == told
    assert len(set(told)) == 2
    assert all(told)


def test_what_follows_a_call_does_not_carry_its_name(
    make_observation: MakeObservation, secretary: Any, client: Client
) -> None:
    end_on_the_page(client, make_observation(), secretary)
    assert current_request_id() == ""

    write_event(action="test.done", area=COMMUNITY, by=None, now=MORNING)
    assert AuditEvent.objects.get(county=COUNTY, action="test.done").request_id == ""


def test_a_call_knows_its_name_while_it_is_answered() -> None:
    seen = []

    def page(_request: HttpRequest) -> HttpResponse:
        seen.append(current_request_id())
        return HttpResponse()

    answer = middleware.request_id(page)(RequestFactory().get("/"))
    assert seen == [answer["X-Request-Id"]]
