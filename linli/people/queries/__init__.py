"""Reads of people, always within the viewer's scope."""

from linli.people.queries.households import Household, households_seen, members_of
from linli.people.queries.people import (
    MaskedIdentity,
    Person,
    entries_among,
    households_visible,
    households_without_grid,
    masked_identity,
    one_person,
    people_found,
    people_on_file,
    people_visible,
    person_kept,
    person_of,
    sources_of,
)

__all__ = [
    "Household",
    "MaskedIdentity",
    "Person",
    "entries_among",
    "households_seen",
    "households_visible",
    "households_without_grid",
    "masked_identity",
    "members_of",
    "one_person",
    "people_found",
    "people_on_file",
    "people_visible",
    "person_kept",
    "person_of",
    "sources_of",
]
