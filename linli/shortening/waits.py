"""Requests for a shorter version that wait for a second person; of whom stands on their page, for the county sees no names."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.shortening.queries import ANSWERS, ASKS, askings_in, askings_to_answer
from linli.staff.waits import Standing, WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "SHORTER",
        _("答复缩短观察的请求"),
        frozenset(ANSWERS),
        rows=lambda viewer: askings_to_answer(viewer=viewer),
        since="at",
        place="community",
        page="shortening:index",
        own_page="shortening:answer",
        args=("pk",),
        door="shortening:index",
        acts=frozenset({"shortening:answer"}),
    ),
    WaitKind(
        "SHORTER_ASKED",
        _("等第二个人答复缩短观察"),
        frozenset(ASKS),
        rows=lambda viewer: askings_in(viewer=viewer, actions=ASKS).filter(by=viewer.user_id),
        since="at",
        title="observation__person__name",
        place="community",
        page="shortening:index",
        standing=Standing.OTHERS,
    ),
)
