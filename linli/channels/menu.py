"""Place of channels in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.channels.models import Message
from linli.channels.queries import messages_failed
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _failed(viewer: Viewer) -> QuerySet[Message]:
    """Return what did not go out and waits for somebody's word."""
    return messages_failed(viewer=viewer)


DOORS: Final = (
    Door(
        _("对外通知渠道"),
        "channels:index",
        "phone",
        frozenset({Action.KEEP_CHANNELS}),
        Group.KEEPING,
        _failed,
    ),
)
