"""What becomes of observations where two entries are made one person, or parted again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from linli.audit.commands import write_event
from linli.duties.commands import reassign_duties
from linli.observation.commands.check_duties import open_check_duties
from linli.observation.commands.reopen import open_again
from linli.observation.models import Alert, Observation
from linli.observation.rules import KIND_CHECK, State
from linli.people.models import Person
from linli.staff.rules import Viewer


def give_observation(*, observation: Observation, person: Person) -> None:
    """Give an observation to another entry of the same community, an open one with its duties and alerts.

    Call it inside a transaction.
    """
    observation.person = person
    if observation.state == State.OBSERVING and observation.community == person.community:
        observation.area = person.area
        reassign_duties(
            county=observation.county, kind=KIND_CHECK, subjects=[observation.pk], area=person.area
        )
        Alert.objects.filter(observation=observation).update(area=person.area)
    observation.save(update_fields=["person", "area"])


def observe_parted(
    *, observations: Sequence[Observation], join: UUID, by: Viewer, now: datetime
) -> list[Observation]:
    """Open anew what a join had struck off, and return it: the same protocol and last day, counted as new.

    observations: closed ones of one community, with their people. Whoever stayed at a later join stands for the entry.
    Call it inside a transaction.
    """
    again = [open_again(old=old, person=old.person.joined_to or old.person, now=now) for old in observations]
    if again:
        open_check_duties(observations=again, from_=now)
    for observation in again:
        write_event(
            action="observation.opened_again",
            area=observation.area,
            by=by.user_id,
            now=now,
            subject=observation.pk,
            changed={"join": str(join)},
        )
    return again
