"""What an app says of the acts that it writes to the audit. Each app declares an `Acts` in its `acts.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.audit.rules import NOTED


@dataclass(frozen=True)
class Acts:
    """Codes of acts with their words, and which of them are looks at somebody (accesses), or give something of them on.

    looks: code -> under which name the event says why, '' where the act itself says it. An act that concerns several
    people names them to write_event as `about`.
    """

    words: Mapping[str, str | Promise]
    looks: Mapping[str, str] = field(default_factory=dict)


ACTS: Final = Acts(words={NOTED: _("记下级操作记录链的末端")})
