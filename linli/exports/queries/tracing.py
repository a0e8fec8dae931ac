"""A leaked sheet held against every copy that was ever taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.exports.digests import draw_of, held_export, sign_of, trace_digest
from linli.exports.models import Export, ExportCopy
from linli.exports.rules.leaked_rows import LeakedRow
from linli.exports.rules.tracing import Finding, Judged, KnownCopy, judge
from linli.staff.queries import names_of


@dataclass(frozen=True)
class CopyFound:
    """A copy that a sheet points to, with who took it, and what speaks for it."""

    finding: Finding
    copy: ExportCopy
    taken_by: str
    asked_by: str
    decided_by: str
    place: str  # its whole name


@dataclass(frozen=True)
class Traced:
    """A sheet traced: how it was judged, and the copies in the same order."""

    judged: Judged
    named: tuple[CopyFound, ...]
    only_held: tuple[CopyFound, ...]


def trace(*, rows: Sequence[LeakedRow]) -> Traced:
    """Find the copies that a sheet was made from. For whoever runs Linli's machine: no page calls it."""
    told = ExportCopy.objects.values_list("pk", "export_id", "code", "label", "export__form")
    copies = [
        KnownCopy(
            id=str(pk),
            export=str(export),
            code=code,
            label=label,
            sign=sign_of(code=code),
            draw=draw_of(code=code) if form == "pdf" else None,
        )
        for pk, export, code, label, form in told
    ]
    taken = Export.objects.filter(pk__in=ExportCopy.objects.values("export")).only("pk", "trace")
    exports = (held_export(id=str(export.pk), trace=export.trace) for export in taken.iterator())
    judged = judge(rows=rows, copies=copies, exports=exports, digest=trace_digest)
    return Traced(judged, _found(judged.named), _found(judged.only_held))


def _found(findings: Sequence[Finding]) -> tuple[CopyFound, ...]:
    copies = {
        str(copy.pk): copy
        for copy in ExportCopy.objects.filter(pk__in=[one.copy for one in findings]).select_related("export")
    }
    told = [(finding, copies[finding.copy]) for finding in findings]
    users = {
        user
        for _finding, copy in told
        for user in (copy.taken_by, copy.export.asked_by, copy.export.decided_by)
        if user
    }
    names = names_of(ids=users)
    return tuple(
        CopyFound(
            finding=finding,
            copy=copy,
            taken_by=names.get(copy.taken_by, ""),
            asked_by=names.get(copy.export.asked_by, ""),
            decided_by=names.get(copy.export.decided_by, "") if copy.export.decided_by else "",
            place=path_names(code=AreaCode(copy.area)),
        )
        for finding, copy in told
    )
