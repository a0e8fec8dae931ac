"""What stays of returns when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="returns",
    nobody={
        "Form": "superiors' forms",
        "FormVersion": "superiors' forms, empty",
        "TypedValue": "sums that somebody typed",
        "HandIn": "sums as handed in",
        "Excuse": "days on which a form was not asked for",
    },
)
