"""Rosters on their way into the register: the file, the confirmed headers, and what became of each row."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from linli.ids import new_id
from linli.observation.labels import STATES
from linli.people.labels import FACTS
from linli.rosters.labels import FIELDS
from linli.sealing.fields import SealedBytes, SealedText


class HeaderMapping(models.Model):
    """What a person confirmed a header to mean in a community; asked of nobody there again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=12)  # the community
    header = models.CharField(max_length=200)
    field = models.CharField(max_length=20, blank=True)  # '' leaves the column out
    confirmed_by = models.UUIDField()
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="header_once", fields=["area", "header"])]


class RosterImport(models.Model):
    """One file for one community. Its content is sealed, and gone once every row has its outcome."""

    class State(models.TextChoices):
        """How far it is."""

        UPLOADED = "UPLOADED"
        CONFIRMED = "CONFIRMED"
        DONE = "DONE"
        CANCELLED = "CANCELLED"

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # the community
    filename = models.CharField(max_length=200)
    content_sealed = SealedBytes(
        default=b""
    )  # its sheets as they were read (linli.sheets.workbooks), compressed
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    mappings = models.JSONField(default=dict)  # sheet -> [[header, field or ''], ...] in order of columns
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rows_total = models.PositiveIntegerField(null=True)  # None until the file is read through
    rows_done = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(name="roster_by_area", fields=["area", "uploaded_at"])]


class TakingBack(models.Model):
    """Rows of an import taken back at once: by whom and why; undone where undone_at is set. Never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    roster = models.ForeignKey(RosterImport, models.PROTECT, related_name="takings")
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()
    reason = SealedText()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undo_reason = SealedText(blank=True, default="")


class RosterRow(models.Model):
    """What became of one data row."""

    class Outcome(models.TextChoices):
        """NEW: registered. DUPLICATE: of an earlier row or a known person. ERROR: to be mended and sent again."""

        NEW = "NEW"
        DUPLICATE = "DUPLICATE"
        ERROR = "ERROR"

    id = models.UUIDField(primary_key=True, default=new_id)
    roster = models.ForeignKey(RosterImport, models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField()  # in the file's order, over all sheets
    sheet = models.CharField(max_length=100)
    row_number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    field = models.CharField(max_length=20, blank=True)
    sentences = models.JSONField(default=list)  # [[words, {"place": …}], …], said in the reader's language
    name = models.CharField(max_length=60, blank=True)
    person = models.UUIDField(null=True)
    raw_sealed = SealedBytes(default=b"")  # of error rows: header -> text, for the file that goes back
    at = models.DateTimeField(null=True)  # the moment that everything it made carries; None: it made nothing
    observation = models.UUIDField(null=True)  # that it opened
    found = models.UUIDField(null=True)  # the FoundHere that it noted
    taken_back = models.ForeignKey(TakingBack, models.PROTECT, null=True, related_name="taken")

    class Meta:
        constraints = [models.UniqueConstraint(name="roster_row_once", fields=["roster", "position"])]

    @property
    def ended(self) -> str:
        """The observation of a known person that may go on again, "" for every other row."""
        return next((said["observation"] for _words, said in self.sentences if "observation" in said), "")

    @property
    def message(self) -> str:
        """What became of the row in the reader's language, "" for a new row without a warning."""
        said = (_(words) % _in_words(values) if values else _(words) for words, values in self.sentences)
        # A Chinese sentence ends in its own space.
        return "".join(
            sentence if sentence.endswith(("。", "】")) else f"{sentence} " for sentence in said
        ).strip()


def _in_words(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a sentence with the code of a field, or of a state, as its word, and those of several fields."""
    words: dict[str, Mapping[str, Any]] = {"field": FIELDS, "state": STATES}
    said = {name: words.get(name, {}).get(value, value) for name, value in values.items() if name != "fields"}
    if "fields" in values:
        said["fields"] = "、".join(str(FACTS[code]) for code in values["fields"])
    return said
