"""What somebody does on the pages of observation, and what is read there."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Check, Observation
from linli.observation.rules import Channel
from linli.observation.tests.pages import form_with
from tests.cast import COUNTY

Enter = Callable[..., Client]
DAY = "/day/"


def yesterday() -> date:
    return day_of(timezone.now()) - timedelta(days=1)


def check_url(observation: Observation) -> str:
    return reverse("observation:record_check", args=[observation.pk])


def record(client: Client, observation: Observation, **typed: str) -> Any:
    """Open the page of a check, say that it was a visit, type, and press Enter."""
    page = client.get(check_url(observation))
    typed = {"channel": Channel.VISIT} | typed
    return client.post(check_url(observation), form_with(page, "temperature") | typed)


def checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY).order_by("received_at"))


def words(page: Any) -> str:
    text: str = page.content.decode()
    return text
