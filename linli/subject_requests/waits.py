"""Requests about somebody's own data that wait for an answer."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.rights import Action
from linli.staff.waits import WaitKind, Waits
from linli.subject_requests.queries import requests_to_answer

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "SUBJECT_REQUEST",
        _("答复本人对自己数据的要求"),
        frozenset({Action.ANSWER_REQUESTS}),
        rows=lambda viewer: requests_to_answer(viewer=viewer),
        since="asked_at",
        until="due_at",
        title="person__name",
        page="subject_requests:index",
        own_page="subject_requests:request",
        args=("pk",),
        door="subject_requests:index",
        acts=frozenset({"subject_requests:done", "subject_requests:nothing_held", "subject_requests:refuse"}),
    ),
)
