"""What stays of locks when identity is removed."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(app="access", nobody={"Lock": "staff, with what one of them wrote"})
