"""Writes of channels: set up and changed by whoever keeps them; messages queued, sent, tried again."""

from linli.channels.commands.keeping import (
    ChannelGone,
    NewChannel,
    SameName,
    add_channel,
    correct_channel,
    remove_channel,
    switch_off,
    switch_on,
)
from linli.channels.commands.queueing import give_up, queue, queue_test, try_again
from linli.channels.commands.sending import send_due, sweep_messages

__all__ = [
    "ChannelGone",
    "NewChannel",
    "SameName",
    "add_channel",
    "correct_channel",
    "give_up",
    "queue",
    "queue_test",
    "remove_channel",
    "send_due",
    "sweep_messages",
    "switch_off",
    "switch_on",
    "try_again",
]
