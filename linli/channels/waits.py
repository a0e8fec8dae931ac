"""What did not go out and waits for somebody's word: tried again, or given up."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.channels.queries import messages_failed
from linli.staff.rights import Action
from linli.staff.waits import Waits, WaitSum

WAITS: Final[tuple[Waits, ...]] = (
    WaitSum(
        "MESSAGE_FAILED",
        _("没有发出去的对外通知"),
        frozenset({Action.KEEP_CHANNELS}),
        rows=lambda viewer: messages_failed(viewer=viewer),
        since="queued_at",
        page="channels:index",
        door="channels:index",
        acts=frozenset({"channels:again", "channels:give_up"}),
    ),
)
