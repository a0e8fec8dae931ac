"""Every table is walked: what is sealed is known, and nothing is sealed or digested unknown."""

from django.apps import apps
from django.db.models import BinaryField, CharField, Field, TextField

from linli.sealing.columns import sealed_tables
from linli.sealing.fields import Digest, SealedBytes, SealedJson, SealedText

# Bytes that are not sealed, and hashes that are no digests of a sealed value; each for a reason.
OPEN_BYTES = {
    "returns.FormVersion.layout",  # the same empty form, laid out
    "returns.FormVersion.workbook",  # an empty form: it holds no person
    "sealing.SealingKey.proof",  # a known word under each key: it must not follow a rotation
}
OTHER_DIGESTS = {
    "audit.AuditEvent.digest",  # under the audit key
    "phone.Receipt.digest",  # of an operation, short and not of identity
    "reports.Report.rows_digest",  # of rows behind a report
    "signin.HelperLink.digest",  # of a link that holds for 14 days
    "signin.SignInCode.digest",  # of a one-time code, which holds for 15 minutes
}
# Free words of people that lie open; docs/decisions/036 says why each may.
OPEN_WORDS = {
    "areas.Area.spoken",
    "channels.Channel.host",
    "channels.Message.text",
    "reports.HoursWithdrawn.reason",
    "reports.Participation.reason",
    "reports.Participation.struck_reason",
    "reports.Report.withdrawn_reason",
    "reports.Ringing.struck_reason",
    "reports.Ringing.words",
    "returns.Excuse.reason",
    "returns.FormVersion.taken_back_why",
    "returns.HandIn.taken_back_why",
    "returns.FormVersion.why",
    "staff.User.spoken",
    "staff_lists.StaffList.filename",
    "audit.AuditOrigin.browser",
    "areas.Area.name",
    "duties.EscalationRow.source",
    "exports.ExportLimit.source",
    "rosters.HeaderMapping.header",
    "rosters.RosterImport.filename",
    "returns.FormVersion.file_name",
    "returns.HandIn.reason",
    "returns.TypedValue.path",
    "returns.TypedValue.text",
    "observation.Arrival.companions",
    "elsewhere.FoundHere.address",
    "moves.MoveRequest.address",
    "protocols.Protocol.remark",
    "protocols.Protocol.source",
    "papers.PaperTemplate.body",
    "people.DuplicatePair.reason",
    "people.Household.address",
    "people.Household.address_key",
    "people.Household.building",
    "people.Person.search_text",
    "people.PersonJoin.reason",
    "people.PersonJoin.undo_reason",
    "reports.ColumnLeftOut.reason",
    "reports.LateNotice.end_reason",
    "reports.LateNotice.reason",
    "reports.Report.answer",
    "reports.Report.reason",
    "reports.Report.return_reason",
    "reports.CountyHours.source",
    "reports.Schedule.source",
    "staff.TeamPattern.source",
    "screening.DoorList.filename",
    "tracing.ParkedRow.problem",
}
WORDS_FROM = 200  # so long are fields for sentences


def our_fields() -> list[tuple[str, "Field[object, object]"]]:
    return [
        (f"{model._meta.label}.{field.name}", field)
        for model in apps.get_models()
        if model.__module__.startswith("linli.")
        for field in model._meta.concrete_fields
    ]


def test_every_column_of_bytes_is_sealed_or_said_to_be_open() -> None:
    found = {name for name, field in our_fields() if isinstance(field, BinaryField)}
    known = {f"{told.model._meta.label}.{column.name}" for told in sealed_tables() for column in told.columns}
    assert found - known == OPEN_BYTES


def test_every_digest_is_known_with_what_it_is_of() -> None:
    named = {name for name, field in our_fields() if "digest" in field.name and isinstance(field, CharField)}
    known = {
        f"{told.model._meta.label}.{column.digest}"
        for told in sealed_tables()
        for column in told.columns
        if column.digest
    }
    assert named - known == OTHER_DIGESTS
    assert known == {name for name, field in our_fields() if isinstance(field, Digest)}


def test_every_column_for_sentences_is_sealed_or_said_to_be_open() -> None:
    found = {
        name
        for name, field in our_fields()
        if isinstance(field, TextField)
        or (isinstance(field, CharField) and not field.choices and (field.max_length or 0) >= WORDS_FROM)
    }
    assert found - OPEN_WORDS == set(), "seal it with SealedText, or say in OPEN_WORDS that it lies open"


def test_the_list_holds_every_sealed_field_of_every_table() -> None:
    sealed = {
        name for name, field in our_fields() if isinstance(field, (SealedBytes, SealedText, SealedJson))
    }
    known = {f"{told.model._meta.label}.{column.name}" for told in sealed_tables() for column in told.columns}
    assert known == sealed
    assert {"people.Person.id_sealed", "observation.Check.note", "tracing.LeadEvent.tried"} <= known
