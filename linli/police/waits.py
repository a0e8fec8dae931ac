"""Hand-overs that wait for the station's answer, for the station and for the community that asked."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.police.queries import hand_overs_to_answer, hand_overs_to_withdraw
from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    # Whom it is about opens with the hand-over itself, which is a look.
    WaitKind(
        "POLICE",
        _("办理社区移交来的人"),
        frozenset({Action.ANSWER_HAND_OVER}),
        rows=lambda viewer: hand_overs_to_answer(viewer=viewer),
        since="at",
        place="community",
        page="police:handed_over",
        own_page="police:case",
        args=("pk",),
        acts=frozenset({"police:case"}),
    ),
    WaitKind(
        "POLICE_ASKED",
        _("等民警答复移交的人"),
        frozenset({Action.HAND_OVER_TO_POLICE}),
        rows=lambda viewer: hand_overs_to_withdraw(viewer=viewer),
        since="at",
        title="observation__person__name",
        page="desk:day",
        own_page="desk:person",
        args=("observation__person_id",),
        standing=Standing.OTHERS,
    ),
)
