"""Writes of leads. One command, one transaction: rows, duty, audit."""

from linli.tracing.commands.forget import forget_leads_before, forget_leads_of, forget_rows_before
from linli.tracing.commands.own import correct_lead, redirect_lead, take_back_lead
from linli.tracing.commands.receive import (
    NewLead,
    NotACommunity,
    NotEnoughKnown,
    Outcome,
    Received,
    open_list,
    receive_leads,
)
from linli.tracing.commands.reveal import note_own_read, note_rows_read, reveal_phone
from linli.tracing.commands.rows import BadRow, RowSettledAlready, correct_row, drop_row, park_rows
from linli.tracing.commands.steps import (
    AreaElsewhere,
    LeadMovedOn,
    SameCommunity,
    accept_lead,
    assign_lead,
    close_lead,
    hand_on,
    mark_found,
    recognise_person,
    refuse_lead,
    reopen_lead,
    withdraw_lead,
)

__all__ = [
    "AreaElsewhere",
    "BadRow",
    "LeadMovedOn",
    "NewLead",
    "NotACommunity",
    "NotEnoughKnown",
    "Outcome",
    "Received",
    "RowSettledAlready",
    "SameCommunity",
    "accept_lead",
    "assign_lead",
    "close_lead",
    "correct_lead",
    "correct_row",
    "drop_row",
    "forget_leads_before",
    "forget_leads_of",
    "forget_rows_before",
    "hand_on",
    "mark_found",
    "note_own_read",
    "note_rows_read",
    "open_list",
    "park_rows",
    "receive_leads",
    "recognise_person",
    "redirect_lead",
    "refuse_lead",
    "reopen_lead",
    "reveal_phone",
    "take_back_lead",
    "withdraw_lead",
]
