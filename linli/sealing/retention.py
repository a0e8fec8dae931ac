"""What stays of sealing when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="sealing",
    nobody={
        "SealingKey": "which keys were used",
    },
)
