"""Writes of people. One command, one transaction: rows and audit."""

from linli.people.commands.calls import (
    CallerUnknown,
    CallIdReused,
    CallInFuture,
    CallTooEarly,
    NewCall,
    NotBeforeMissing,
    change_call_plan,
    log_call,
)
from linli.people.commands.cards import (
    CardAnswer,
    CardFieldUnknown,
    CardInFuture,
    NewCardChange,
    change_card,
    look_at_conflict,
)
from linli.people.commands.care import CareNeedsReason, name_to_care, take_from_care
from linli.people.commands.duplicates import (
    DecisionNeedsReason,
    PairDecidedAlready,
    note_duplicates,
    note_duplicates_of_community,
    note_same_id,
    tell_apart,
    weaken_pairs,
)
from linli.people.commands.forget import forget_doors, forget_people, hold_people
from linli.people.commands.households import (
    KnownElsewhere,
    add_member,
    hold_household,
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
    move_person,
    reveal_identity,
)
from linli.people.commands.reads import (
    note_looks_read,
    note_patient_read,
    note_people_searched,
    note_read,
)
from linli.people.commands.recognise import (
    Recognised,
    complete_people,
    completed,
    find_people,
    recognise_people,
)
from linli.people.commands.ring import Ringable, show_phones
from linli.people.commands.sources import NewSource, add_sources

__all__ = [
    "CallIdReused",
    "CallInFuture",
    "CallTooEarly",
    "CallerUnknown",
    "CardAnswer",
    "CardFieldUnknown",
    "CardInFuture",
    "CareNeedsReason",
    "DecisionNeedsReason",
    "GridElsewhere",
    "Identity",
    "JoinUndoneAlready",
    "KnownElsewhere",
    "NewCall",
    "NewCardChange",
    "NewSource",
    "NotBeforeMissing",
    "NotJoinable",
    "PairDecidedAlready",
    "PersonCard",
    "Recognised",
    "RevealReason",
    "Ringable",
    "TwoIdNumbers",
    "add_member",
    "add_people",
    "add_sources",
    "assign_household",
    "change_call_plan",
    "change_card",
    "complete_people",
    "completed",
    "find_people",
    "forget_doors",
    "forget_people",
    "hold_household",
    "hold_people",
    "join_entries",
    "log_call",
    "look_at_conflict",
    "move_person",
    "name_to_care",
    "note_duplicates",
    "note_duplicates_of_community",
    "note_looks_read",
    "note_patient_read",
    "note_people_searched",
    "note_read",
    "note_same_id",
    "part_entries",
    "recognise_people",
    "reveal_identity",
    "say_whether_apart",
    "show_phones",
    "take_from_care",
    "tell_apart",
    "weaken_pairs",
]
