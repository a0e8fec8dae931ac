"""Emergencies for the tests: three people with a fever in a grid."""

from linli.emergencies.commands import NewEmergency
from linli.emergencies.models import Emergency, EmergencyLevel
from linli.emergencies.rules import EmergencyKind
from linli.ids import new_id
from tests.cast import GRID, MORNING

WORDS = "三人发热"


def new(**told: object) -> NewEmergency:
    values = {
        "id": new_id(),
        "area": GRID,
        "kind": EmergencyKind.CLUSTER,
        "found_at": MORNING,
        "words": WORDS,
        "people": 3,
    }
    return NewEmergency(**(values | told))  # type: ignore[arg-type]  # values of one test


def waiting(emergency: Emergency) -> set[str]:
    """Return the levels whose word is asked for."""
    rows = EmergencyLevel.objects.filter(emergency=emergency, waiting=True)
    return set(rows.values_list("level", flat=True))
