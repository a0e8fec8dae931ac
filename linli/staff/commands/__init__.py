"""Writes of staff: one command, one transaction."""

from linli.staff.commands.apart import OwnAppointment, RolesKeptApart
from linli.staff.commands.handovers import (
    AnsweredAlready,
    GivenAlready,
    GiverHasNoPost,
    NotTheTaker,
    confirm_handover,
    give_over,
    refuse_handover,
    withdraw_handover,
)
from linli.staff.commands.posts import (
    AreaUnknown,
    PostHeldAlready,
    RoleNotAtThisLevel,
    UsernameTaken,
    add_user,
    end_post,
    give_post,
    set_active,
)
from linli.staff.commands.searches import note_search
from linli.staff.commands.substitutions import (
    MayNotStandIn,
    OtherCommunity,
    OverAlready,
    PostTooShort,
    SamePerson,
    StoodInAlready,
    TooLong,
    WrongDays,
    end_substitution,
    substitute,
)
from linli.staff.commands.teams import MemberTold, NotOnThisSeat, PatternEmpty, fill_team, set_pattern

__all__ = [
    "AnsweredAlready",
    "AreaUnknown",
    "GivenAlready",
    "GiverHasNoPost",
    "MayNotStandIn",
    "MemberTold",
    "NotOnThisSeat",
    "NotTheTaker",
    "OtherCommunity",
    "OverAlready",
    "OwnAppointment",
    "PatternEmpty",
    "PostHeldAlready",
    "PostTooShort",
    "RoleNotAtThisLevel",
    "RolesKeptApart",
    "SamePerson",
    "StoodInAlready",
    "TooLong",
    "UsernameTaken",
    "WrongDays",
    "add_user",
    "confirm_handover",
    "end_post",
    "end_substitution",
    "fill_team",
    "give_over",
    "give_post",
    "note_search",
    "refuse_handover",
    "set_active",
    "set_pattern",
    "substitute",
    "withdraw_handover",
]
