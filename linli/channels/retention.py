"""What stays of channels when identity is removed."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="channels",
    nobody={
        "Channel": "by which way an office is told",
        "Message": "that an office was told of something, without names, for half a year",
    },
)
