"""What follows for observations where somebody of the community lives behind another door."""

from datetime import datetime

from linli.duties.commands import reassign_duties
from linli.observation.commands.households import observe_together
from linli.observation.models import Alert, Observation
from linli.observation.rules import KIND_CHECK, State
from linli.people.models import Person
from linli.referrals.commands import reassign_referrals
from linli.staff.rules import Viewer


def follow_door(*, person: Person, by: Viewer, now: datetime) -> None:
    """Let the open observation of a person, its checks, alerts and referral go along to the grid of their door.

    A household that cannot keep apart is observed together from now on. A second call changes nothing. Call it inside a
    transaction.
    """
    held = Person.objects.select_related("household").get(pk=person.pk)
    rows = list(Observation.objects.filter(person=held, state=State.OBSERVING))
    moved = [row.pk for row in rows if row.area != held.area]
    if moved:
        Observation.objects.filter(pk__in=moved).update(area=held.area)
        reassign_duties(county=held.county, kind=KIND_CHECK, subjects=moved, area=held.area)
        Alert.objects.filter(observation__in=moved).update(area=held.area)
        reassign_referrals(persons=[held.pk], area=held.area)
    if rows and held.household.cannot_separate:
        observe_together(household=held.household, by=by, now=now)
