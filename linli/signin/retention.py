"""What stays of signin when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="signin",
    nobody={
        "Attempt": "tries to sign in, as digests, for a day",
        "Refusal": "limits that are reached",
        "UnknownTries": "how many names that nobody has were tried in an hour",
        "UsualPlace": "where staff sign in, as digests",
        "SignInCode": "staff",
        "HelperLink": "staff",
        "RoleRequirement": "rules",
        "TotpStep": "staff",
    },
)
