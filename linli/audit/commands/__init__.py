"""Writes of the audit: events written in the transaction of their act, and linked by the beat."""

from linli.audit.commands.heads import note_heads
from linli.audit.commands.linking import link_events, link_waiting
from linli.audit.commands.origins import forget_origins
from linli.audit.commands.writing import (
    Listed,
    write_event,
    write_events,
    write_events_at,
    write_lists,
    write_read,
)

__all__ = [
    "Listed",
    "forget_origins",
    "link_events",
    "link_waiting",
    "note_heads",
    "write_event",
    "write_events",
    "write_events_at",
    "write_lists",
    "write_read",
]
