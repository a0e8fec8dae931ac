"""Hand-overs between communities that wait here, and those that wait for the other community."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.moves.queries import found_unanswered, moves_sent_back, moves_to_answer, moves_waiting
from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits

_RIGHT: Final = frozenset({Action.CLOSE_OBSERVATION})
WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "MOVE_IN",
        _("答复转入"),
        _RIGHT,
        rows=lambda viewer: moves_to_answer(viewer=viewer),
        since="asked_at",
        title="observation__person__name",
        place="community",
        page="moves:index",
        args=("pk",),
        anchor="move-",
        door="moves:index",
        acts=frozenset({"moves:accept", "moves:refuse"}),
    ),
    WaitKind(
        "FOUND_ELSEWHERE",
        _("本社区的人在别处，转给他们或核对"),
        _RIGHT,
        rows=lambda viewer: found_unanswered(viewer=viewer),
        since="found_at",
        title="person__name",
        place="community",
        page="moves:index",
        own_page="elsewhere:found",
        args=("pk",),
        acts=frozenset({"moves:give_over"}),
    ),
    WaitKind(
        "MOVE_SENT_BACK",
        _("转出被退回，仍由本社区负责"),
        _RIGHT,
        rows=lambda viewer: moves_sent_back(viewer=viewer, today=day_of(timezone.now())),
        since="answered_at",
        title="observation__person__name",
        place="to_community",
        page="moves:index",
        args=("pk",),
        anchor="asked-",
        acts=frozenset({"moves:know_refusal"}),
    ),
    WaitKind(
        "MOVE_ASKED",
        _("等对方社区接收转出的人"),
        _RIGHT,
        rows=lambda viewer: moves_waiting(viewer=viewer),
        since="asked_at",
        title="observation__person__name",
        place="to_community",
        page="moves:index",
        standing=Standing.OTHERS,
    ),
)
