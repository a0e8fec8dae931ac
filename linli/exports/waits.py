"""Exports that wait for a second person's word."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.exports.labels import KINDS
from linli.exports.queries.exports import exports_asked, exports_waiting
from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "EXPORT",
        _("批准或不批准导出"),
        frozenset({Action.APPROVE_EXPORT}),
        rows=lambda viewer: exports_waiting(viewer=viewer),
        since="asked_at",
        title="kind",
        titles=KINDS,
        page="exports:index",
        own_page="exports:show",
        args=("pk",),
        door="exports:index",
        acts=frozenset({"exports:approve", "exports:refuse"}),
    ),
    WaitKind(
        "EXPORT_ASKED",
        _("等人批准导出"),
        frozenset({Action.EXPORT_PEOPLE}),
        rows=lambda viewer: exports_asked(viewer=viewer),
        since="asked_at",
        title="kind",
        titles=KINDS,
        page="exports:index",
        own_page="exports:show",
        args=("pk",),
        standing=Standing.OTHERS,
    ),
)
