"""What stays of exports when identity is removed, and what goes."""

from typing import Final

from linli.erasure import PLACE, Retention, table

RETENTION: Final = Retention(
    app="exports",
    personal={
        "Export": table(
            f"{PLACE} kind form columns numbers from_on until_on purpose words persons state asked_at asked_by needs_second"
            " decided_at decided_by refusal made_at gone_at content_sealed trace",
            "",
            "which list left for what; its rows go after a week, what was typed stays sealed, and the trace is keyed digests",
        ),
    },
    nobody={
        "ExportLimit": "rules",
        "ExportCopy": "staff who took a list",
    },
)
