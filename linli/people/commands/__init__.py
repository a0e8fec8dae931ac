"""Writes of people. One command, one transaction: rows and audit."""

from linli.people.commands.contacts import (
    CallerUnknown,
    ContactIdReused,
    ContactInFuture,
    ContactTooEarly,
    NewContact,
    NotBeforeMissing,
    change_contact_plan,
    log_contact,
)
from linli.people.commands.duplicates import (
    DecisionNeedsReason,
    PairDecidedAlready,
    note_duplicates,
    note_duplicates_of_community,
    tell_apart,
)
from linli.people.commands.households import (
    KnownElsewhere,
    add_member,
    hold_household,
    name_to_care,
    say_whether_apart,
)
from linli.people.commands.joins import (
    JoinUndoneAlready,
    NotJoinable,
    TwoIdNumbers,
    join_entries,
    part_entries,
)
from linli.people.commands.people import (
    GridElsewhere,
    Identity,
    PersonCard,
    RevealReason,
    add_people,
    assign_household,
    find_people,
    move_person,
    reveal_identity,
)
from linli.people.commands.sources import NewSource, add_sources

__all__ = [
    "CallerUnknown",
    "ContactIdReused",
    "ContactInFuture",
    "ContactTooEarly",
    "DecisionNeedsReason",
    "GridElsewhere",
    "Identity",
    "JoinUndoneAlready",
    "KnownElsewhere",
    "NewContact",
    "NewSource",
    "NotBeforeMissing",
    "NotJoinable",
    "PairDecidedAlready",
    "PersonCard",
    "RevealReason",
    "TwoIdNumbers",
    "add_member",
    "add_people",
    "add_sources",
    "assign_household",
    "change_contact_plan",
    "find_people",
    "hold_household",
    "join_entries",
    "log_contact",
    "move_person",
    "name_to_care",
    "note_duplicates",
    "note_duplicates_of_community",
    "part_entries",
    "reveal_identity",
    "say_whether_apart",
    "tell_apart",
]
