"""What stays of audit when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention, table

RETENTION: Final = Retention(
    app="audit",
    personal={
        "AuditEvent": table(
            "county id at actor_id action area subject request_id changed digest position link",
            "",
            "the proof of who did what: it holds no identity and no word that is sealed elsewhere, and is never trimmed",
        ),
        "AuditAbout": table(
            "county id event subject",
            "",
            "whom an event concerned, for the answer to who looked at somebody; ids only",
        ),
    },
    nobody={
        "AuditHead": "the end of a chain",
        "AuditOrigin": "address and browser of staff; rows go after six months",
    },
)
