"""Exports: what was asked for, who agreed, and each copy that somebody took."""

from django.db import models

from linli.exports.rules.asking import Numbers, Purpose, State
from linli.ids import new_id
from linli.sealing.fields import SealedBytes, SealedText


class ExportLimit(models.Model):
    """Above how many persons a second person must agree, in an area and beneath it; the longest code counts."""

    area = models.CharField(max_length=12, primary_key=True, blank=True)  # '' the whole installation
    persons = models.PositiveIntegerField()
    source = models.TextField()


class Export(models.Model):
    """A list of persons that somebody wants to take away. What was decided is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the community or one of its grids
    kind = models.CharField(max_length=16)
    form = models.CharField(max_length=4)  # xlsx, pdf
    columns = models.JSONField(default=list)
    numbers = models.CharField(
        max_length=6, choices=[(n.value, n.value) for n in Numbers], default=Numbers.MASKED
    )
    from_on = models.DateField(null=True)  # of exports of a period
    until_on = models.DateField(null=True)
    purpose = models.CharField(max_length=10, choices=[(p.value, p.value) for p in Purpose])
    words = SealedText(blank=True, default="")
    persons = models.PositiveIntegerField()  # as asked for, then as made
    state = models.CharField(max_length=7, choices=[(s.value, s.value) for s in State])
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    needs_second = models.BooleanField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)  # never the one who asked
    refusal = SealedText(blank=True, default="")
    made_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)  # from then on it cannot be taken
    content_sealed = SealedBytes(default=b"")  # its rows as JSON, while it is kept
    trace = models.JSONField(default=dict)  # keyed digests of its rows; no text can be read from them

    class Meta:
        indexes = [
            models.Index(name="export_by_area", fields=["area", "asked_at"]),
            models.Index(name="export_by_asker", fields=["asked_by", "asked_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="export_decided_by_another",
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
            ),
            models.CheckConstraint(
                name="export_made_with_second",
                condition=models.Q(made_at=None)
                | models.Q(needs_second=False)
                | models.Q(decided_by__isnull=False),
            ),
        ]


class ExportCopy(models.Model):
    """One time that an export was taken: its own look or its own spellings, its own printed number. Never removed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    export = models.ForeignKey(Export, models.PROTECT, related_name="copies")
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    number = models.PositiveIntegerField()  # of this export, from 1
    code = models.PositiveBigIntegerField(unique=True)  # in the look of its cells
    label = models.CharField(max_length=9, unique=True)  # printed on every sheet, page and row
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(name="export_copy_once", fields=["export", "number"])]
