"""Places of staff in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.staff.menu import Door, Group
from linli.staff.queries.confirmations import Confirmation, to_confirm_now
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _to_confirm(viewer: Viewer) -> QuerySet[Confirmation]:
    return to_confirm_now(viewer=viewer, on=day_of(timezone.now()))


DOORS: Final = (
    Door(
        _("权限"),
        "staff:rights",
        "info",
        frozenset({Action.KEEP_ACCOUNTS, Action.GIVE_POSTS, Action.SEE_AUDIT}),
        Group.KEEPING,
    ),
    Door(_("社区人员"), "staff:colleagues", "staff", frozenset({Action.KEEP_COLLEAGUES}), Group.KEEPING),
    Door(
        _("人员与岗位"),
        "staff:list",
        "staff",
        frozenset({Action.KEEP_ACCOUNTS, Action.GIVE_POSTS}),
        Group.KEEPING,
    ),
    Door(
        _("等人确认的岗位"),
        "staff:waiting",
        "check",
        frozenset({Action.CONFIRM_POST}),
        Group.KEEPING,
        _to_confirm,
    ),
)
