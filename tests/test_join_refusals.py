"""Entries that are not joined: what is open, two numbers, somebody who moved; and the command that joins what is certain."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from django.db.models import Q

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.desk.cli import duplicates
from linli.ids import new_id
from linli.joins.commands import join_people
from linli.observation import commands
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Alert, Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.people.commands import (
    DecisionNeedsReason,
    NotJoinable,
    PairDecidedAlready,
    PersonCard,
    TwoIdNumbers,
    note_duplicates_of_community,
    tell_apart,
)
from linli.people.models import DuplicatePair, Person
from linli.people.queries.duplicates import pairs_open
from linli.sealing.seals import digest, seal
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, MakeObservation
from tests.twins import LATER, LATEST, REASON, fresh, the_pair


def test_an_alert_without_review_and_a_referral_stop_the_join(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    first, second = twins
    fever = NewCheck(new_id(), first, CheckOutcome.DONE, Channel.VISIT, LATER, temperature_tenths=381)
    record_check(new=fever, by=secretary, now=LATER)
    with pytest.raises(commands.AlertStillOpen):
        join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATEST)
    Alert.objects.update(reviewed_at=LATEST)
    with pytest.raises(commands.ReferralStillOpen):
        join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATEST)

    assert (fresh(first).state, fresh(second).state, the_pair().decision) == ("OBSERVING", "OBSERVING", "")
    assert not Person.objects.filter(~Q(joined_to=None)).exists()


def test_what_was_told_apart_is_remembered(twins: tuple[Observation, Observation], secretary: Viewer) -> None:
    pair = the_pair()
    with pytest.raises(DecisionNeedsReason):
        tell_apart(pair=pair, reason=" ", by=secretary, now=LATER)
    tell_apart(pair=pair, reason="姐妹共用电话", by=secretary, now=LATER)
    note_duplicates_of_community(community=COMMUNITY, now=LATEST)

    assert (the_pair().decision, the_pair().decided_by) == ("DIFFERENT", secretary.user_id)
    assert list(pairs_open(viewer=secretary)) == []
    with pytest.raises(PairDecidedAlready):
        join_people(pair=pair, reason=REASON, by=secretary, now=LATEST)


def test_two_id_numbers_are_never_joined(twins: tuple[Observation, Observation], secretary: Viewer) -> None:
    for observation, number in zip(twins, ("1", "2"), strict=True):
        Person.objects.filter(pk=observation.person_id).update(id_digest=number, id_type="ID_CARD")
    with pytest.raises(TwoIdNumbers):
        join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    assert the_pair().decision == ""


def test_somebody_who_moved_away_is_not_joined(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    Person.objects.filter(pk=twins[1].person_id).update(community="340102001002")
    with pytest.raises(NotJoinable):
        join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    assert list(pairs_open(viewer=secretary)) == []


def test_the_command_joins_what_is_certain_and_leaves_what_is_doubtful(
    twins: tuple[Observation, Observation], make_observation: MakeObservation, secretary: Viewer
) -> None:
    old = make_observation(name="王芳", phone="13900000000", address="7栋1单元701室", at=LATER)
    DuplicatePair.objects.all().delete()
    Person.objects.filter(pk=old.person_id).update(
        phone_digest=digest("13812345678"), phone_sealed=seal("13812345678")
    )
    run = CliRunner().invoke(duplicates, ["--community", COMMUNITY])

    assert (run.exit_code, run.output) == (0, "joined 1, waiting for a review 1\n")
    assert Person.objects.get(pk=old.person_id).joined_to == twins[0].person
    again = CliRunner().invoke(duplicates, ["--community", COMMUNITY])
    assert again.output == "joined 0, waiting for a review 1\n"


@pytest.mark.parametrize("code", ["34", "nonsense", "340102001009"])
def test_the_command_wants_an_open_community(code: str, areas: object) -> None:
    assert CliRunner().invoke(duplicates, ["--community", code]).exit_code == 2


def test_pairs_of_five_hundred_take_a_handful_of_statements(
    secretary: Viewer, django_assert_max_num_queries: Callable[..., object]
) -> None:
    arrivals = [
        NewArrival(
            card=PersonCard(name="王芳", phone=f"138{n:08}", address=f"{n // 2}栋1单元101室"),
            arrived_on=FIRST_DAY,
        )
        for n in range(500)
    ]
    register_arrivals(community=COMMUNITY, arrivals=arrivals, by=secretary, now=MORNING)
    DuplicatePair.objects.all().delete()
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        note_duplicates_of_community(community=COMMUNITY, now=LATER)

    assert DuplicatePair.objects.count() == 250
