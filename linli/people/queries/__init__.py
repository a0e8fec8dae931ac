"""Reads of people, always within the viewer's scope."""

from linli.people.queries.found import is_by_number, people_found
from linli.people.queries.households import Household, households_seen, members_of
from linli.people.queries.people import (
    MaskedIdentity,
    Person,
    PersonFile,
    entries_among,
    file_in_audit,
    file_of,
    households_visible,
    households_without_grid,
    masked_identity,
    masked_of,
    one_person,
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
    "PersonFile",
    "entries_among",
    "file_in_audit",
    "file_of",
    "households_seen",
    "households_visible",
    "households_without_grid",
    "is_by_number",
    "masked_identity",
    "masked_of",
    "members_of",
    "one_person",
    "people_found",
    "people_on_file",
    "people_visible",
    "person_kept",
    "person_of",
    "sources_of",
]
