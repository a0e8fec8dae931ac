"""`linli retention`: what the operator sees; a rehearsal unless told otherwise."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone
from pytest_django import Settings

from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.models import Person
from linli.retention.cli import retention
from linli.retention.commands import run_retention
from tests import rings
from tests.cast import COMMUNITY, COUNTY, MakeObservation


def said(*words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(retention, list(words))
    return answer.exit_code, answer.output


@pytest.fixture
def due(make_observation: MakeObservation) -> Observation:
    """Make one who is due and was announced, and one who is observed."""
    observation = make_observation()
    make_observation(name="李明")
    now = timezone.now()
    Observation.objects.filter(pk=observation.pk).update(
        state=State.RELEASED, closed_at=now - timedelta(days=30)
    )
    list(run_retention(area=None, now=now - timedelta(days=7)))
    return observation


@pytest.mark.parametrize("words", [[], ["--dry-run"], ["--areas", COUNTY]])
def test_a_rehearsal_prints_numbers_and_why_and_changes_nothing(due: Observation, words: list[str]) -> None:
    code, text = said(*words)

    assert code == 0
    assert f"{COMMUNITY}: 1 of 2 would be removed, 0 announced\n  kept 1: Under observation\n" in text
    assert "1 of 2 would be removed, 0 announced." in text
    assert "Nothing was changed." in text
    assert "王芳" not in text
    assert Person.objects.get(pk=due.person_id).name == "王芳"


@pytest.mark.django_db(transaction=True)  # the log of a database is not emptied inside a transaction
def test_apply_removes_and_the_next_run_has_nothing_to_do(reference_rows: None, due: Observation) -> None:
    code, text = said("--apply")
    assert (code, f"{COMMUNITY}: 1 of 2 removed, 0 announced" in text) == (0, True)
    assert Person.objects.get(pk=due.person_id).identity_removed_at

    code, text = said("--apply")
    assert (code, "0 of 1 removed, 0 announced." in text) == (0, True)


def test_nothing_goes_while_keys_are_turned(make_observation: MakeObservation, settings: Settings) -> None:
    rings.use(settings, rings.FIRST)
    one = make_observation()
    rings.use(settings, rings.BOTH)
    make_observation(name="李明")
    Observation.objects.update(state=State.RELEASED, closed_at=timezone.now() - timedelta(days=60))

    code, text = said("--apply")

    assert (code, "linli keys rotate" in text) == (2, True)
    assert Person.objects.get(pk=one.person_id).name == "王芳"


@pytest.mark.parametrize("area", ["nonsense", "990000", "340102001001001"])
def test_an_area_that_is_none_ends_with_2(due: Observation, area: str) -> None:
    code, text = said("--apply", "--areas", area)
    assert code == 2
    assert area in text
    assert Person.objects.get(pk=due.person_id).name == "王芳"
