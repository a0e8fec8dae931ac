"""What the placeholders of a text stand for, read for many observations at once."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import translation

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.observation.labels import SEXES
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.papers.collection import collection_notice
from linli.papers.queries.texts import office_of
from linli.papers.rules import day_words
from linli.people.models import Person
from linli.protocols.labels import ANCHORS, SYMPTOMS
from linli.protocols.versions import rules_of
from linli.sealing.seals import unseal
from linli.staff.queries import colleagues_at, names_of
from linli.staff.rights import Action, Role

LAST: Final = 4  # digits of an ID number that a paper shows


def values_of(*, observations: Sequence[Observation], now: datetime) -> list[dict[str, str]]:
    """Return the values of each observation in order, all but `number`; '' for what nobody wrote down.

    Beside the placeholders stands `collection`, the notice at collection, a line each.

    Papers are Chinese whatever language their issuer reads. A fixed number of statements, and a few for each area.
    """
    signers = _releasers(observations)
    last4 = _last4(observations)
    with translation.override("zh-hans"):
        by_area = {area: _around(AreaCode(area), day_of(now)) for area in {o.area for o in observations}}
        by_protocol = {code: _of_protocol(code) for code in {o.protocol_id for o in observations}}
        values = []
        for o in observations:
            known = by_area[o.area] | by_protocol[o.protocol_id] | _of_person(o.person) | _days(o)
            known["collection"] = "\n".join(
                collection_notice(
                    community=known["community"],
                    phone=known["phone"],
                    keep_days=rules_of(o.protocol_id).keep_days,
                )
            )
            known |= {"id_last4": last4.get(o.person_id, ""), "issued_day": day_words(day_of(now))}
            if o.state == State.RELEASED:
                known["doctor"] = signers.get(o.pk, "")
            values.append(known)
    return values


def _around(area: AreaCode, on: date) -> dict[str, str]:
    """Return who serves a door, and whom to ring."""
    community = AreaCode(area).community
    office = office_of(community=community)
    workers = colleagues_at(area=area, action=Action.RECORD_CHECK, on=on)
    return {
        "community": path_names(code=community),
        "worker": next((c.name for c in workers if c.role is Role.GRID_WORKER), ""),
        "doctor": next((c.name for c in workers if c.role is Role.DOCTOR), ""),
        "phone": office.phone,
        "health_unit": office.health_unit,
        "doctor_phone": office.doctor_phone,
    }


def _of_protocol(code: str) -> dict[str, str]:
    """Return from which temperature on and on which other symptoms people report."""
    rules = rules_of(code)
    words = [str(label) for symptom, label in SYMPTOMS if symptom in rules.symptoms and symptom != "FEVER"]
    return {"fever": f"{rules.fever_tenths / 10:.1f} ℃", "symptoms": "、".join(words)}


def _of_person(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "sex": str(SEXES[person.sex]) if person.sex else "",
        "address": person.household.address,
    }


def _days(observation: Observation) -> dict[str, str]:
    """Return the days: the anchor apart from the day on which observation began here.

    Released on the day on which the doctor did, else on the day after the last.
    """
    released = day_of(observation.closed_at) if observation.closed_at else None
    return {
        "anchor_day": day_words(observation.anchor_on),
        "anchor": str(ANCHORS[observation.anchor]),
        "first_day": day_words(observation.began_on),
        "last_day": day_words(observation.last_on),
        "release_day": day_words(released or observation.last_on + timedelta(days=1)),
    }


def _releasers(observations: Sequence[Observation]) -> dict[UUID, str]:
    """Return who released each observation, as the audit has it."""
    released: dict[UUID, list[UUID]] = {}
    for county in {o.county for o in observations if o.state == State.RELEASED}:
        rows = AuditEvent.objects.filter(
            county=county, action="observation.released", subject__in=[o.pk for o in observations]
        ).values_list("subject", "actor_id")
        for subject, actor in rows:
            if subject and actor:
                released.setdefault(actor, []).append(subject)
    names = names_of(ids=set(released))
    return {subject: names.get(actor, "") for actor, subjects in released.items() for subject in subjects}


def _last4(observations: Sequence[Observation]) -> dict[UUID, str]:
    """Return the last four digits of each person's ID number; of a joined entry where the own one has none."""
    own = {o.person_id: bytes(o.person.id_sealed) for o in observations if o.person.id_digest}
    without = {o.person_id for o in observations} - set(own)
    joined = Person.objects.filter(joined_to__in=without, id_digest__gt="").order_by("-joined_at", "-pk")
    own |= {kept: bytes(sealed) for kept, sealed in joined.values_list("joined_to", "id_sealed") if kept}
    return {person: unseal(sealed)[-LAST:] for person, sealed in own.items()}
