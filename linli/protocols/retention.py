"""What stays of protocols when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="protocols",
    nobody={
        "Protocol": "rules",
        "ProtocolInForce": "rules",
    },
)
