"""What the police are told of somebody who refuses, and what they may answer: they visit, persuade, warn. Nothing more."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# So long a case stays on the page of the police after it was closed. Source: docs/rules/duties.md#police.
KEPT_AFTER_CLOSING: Final = timedelta(days=14)
# So many digits in a row are an ID number, whoever typed them. Source: docs/rules/duties.md#police.
ID_DIGITS: Final = 15


class Done(StrEnum):
    """What the police did."""

    VISITED = "VISITED"
    PERSUADED = "PERSUADED"
    WARNED = "WARNED"
    NOT_MET = "NOT_MET"


def names_id_number(*, text: str) -> bool:
    """Say whether a text holds what may be an ID number."""
    return re.search(rf"\d{{{ID_DIGITS},}}", text) is not None


def kept_since(*, now: datetime) -> datetime:
    """Return after which moment a case must have been closed to stand on the page of the police still."""
    return now - KEPT_AFTER_CLOSING
