"""Somebody who came, as told: all values cleaned and checked."""

from dataclasses import dataclass, field
from datetime import date

from linli.observation.rules import Channel
from linli.people.commands import PersonCard
from linli.people.rules.guardians import GuardianSaid


@dataclass(frozen=True)
class NewArrival:
    """Somebody who came, as told: all values cleaned and checked."""

    card: PersonCard
    arrived_on: date
    origin: str = ""
    origin_class: str = "UNKNOWN"
    exposed_on: date | None = None
    left_on: date | None = None
    transport: str = ""
    vehicle: str = ""
    seat: str = ""
    companions: str = ""
    contact_history: str = "UNKNOWN"
    note: str = ""
    known_by: str = "DESK"  # a SourceKind, or DESK, REPLAY
    source_note: str = ""
    source_reference: str = ""
    temperature_tenths: int | None = None
    symptoms: tuple[str, ...] = field(default_factory=tuple)
    # How temperature and symptoms are known; a list's reading answers no duty.
    channel: Channel = Channel.ROSTER
    guardian: GuardianSaid | None = None  # of a child, where it was asked
    read_on: date | None = None  # of a list: its own day, which names no hour


def facts_of(*, arrival: NewArrival) -> dict[str, str]:
    """Return what is told as texts by field, as people.rules.corrections compares them; what is not told is left out."""
    card = arrival.card
    facts = {
        "arrived_on": arrival.arrived_on.isoformat(),
        "left_on": _day(arrival.left_on),
        "exposed_on": _day(arrival.exposed_on),
        "origin": arrival.origin,
        "contact_history": "" if arrival.contact_history == "UNKNOWN" else arrival.contact_history,
        "transport": arrival.transport,
        "vehicle": arrival.vehicle,
        "seat": arrival.seat,
        "companions": arrival.companions,
        "note": arrival.note,
        "name": card.name,
        "sex": card.sex,
        "born_on": _day(card.born_on),
        "id_number": card.id_number,
        "phone": card.phone,
        "address": card.address,
        "temperature": "" if arrival.temperature_tenths is None else f"{arrival.temperature_tenths / 10:.1f}",
        "symptoms": " ".join(arrival.symptoms),
    }
    return {name: text for name, text in facts.items() if text}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
