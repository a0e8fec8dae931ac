"""What stays of the beat when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="beat",
    nobody={
        "JobState": "when Linli's own jobs ran",
        "Round": "how far Linli's own jobs came on their way through the areas",
    },
)
