"""Forms that superiors ask for, kept as data: each version with its file and what its places hold."""

from django.db import models

from linli.ids import new_id


class Form(models.Model):
    """A form that an area fills for somebody who asks for it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # who fills it
    title = models.CharField(max_length=100)
    asked_by = models.CharField(max_length=100)
    due_at = models.TimeField(null=True)  # Shanghai; None: nobody said when
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)  # nobody asks for it any more
    ended_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(name="form_of_area", fields=["area"])]


class FormVersion(models.Model):
    """A layout of a form. Pointed, it is in use from a day on and never changed; a new layout is a new version."""

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    workbook = models.BinaryField()  # as it came, empty of what Linli knows: it holds no person
    layout = (
        models.BinaryField()
    )  # its sheets as they were read (linli.sheets.layout), so that no page opens the file
    places = (
        models.JSONField()
    )  # [{path, prefix, instead, suffix, sheet, spots: [[cell, area]]}] as found in the file
    columns = models.JSONField(
        default=list
    )  # [{path, prefix, instead, suffix, sheet, spots, holds, key, reason}] as somebody pointed them
    said = models.JSONField(
        default=dict
    )  # row of the file (rules.units) -> the area below that it tells of, as somebody said
    lost = models.JSONField(
        null=True
    )  # [[code, where]]: what of an .xls did not come over; None: it came as .xlsx
    why = models.CharField(
        max_length=200, blank=True
    )  # of a layout whose places are put right: what was wrong
    valid_from = models.DateField(null=True)  # None: not pointed yet
    brought_at = models.DateTimeField()
    brought_by = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)  # out of use: the one before it is in use again
    taken_back_by = models.UUIDField(null=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="form_version_once", fields=["form", "number"]),
            models.UniqueConstraint(
                name="form_version_one_unpointed", fields=["form"], condition=models.Q(valid_from=None)
            ),
        ]


class TypedValue(models.Model):
    """What somebody typed into one cell of a form of a day. Never changed; the newest stands."""

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(Form, models.PROTECT, related_name="typed_values")
    day = models.DateField()
    path = models.CharField(max_length=300)  # as rules.typed_key names the cell
    text = models.CharField(max_length=200, blank=True)  # '': taken back
    typed_at = models.DateTimeField()
    typed_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="typed_of_day", fields=["form", "day"])]


class HandIn(models.Model):
    """A form of a day as it was handed in, frozen. A second one says why; both stay."""

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(Form, models.PROTECT, related_name="hand_ins")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="hand_ins")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    values = models.JSONField()  # cell -> number, words, or null where nobody recorded anything
    as_of = models.DateTimeField()  # of the figures
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=200, blank=True)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)  # it was not handed in after all; the row stays
    taken_back_by = models.UUIDField(null=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="hand_in_once", fields=["form", "day", "number"])]


class Excuse(models.Model):
    """Somebody's word that a form was not asked for on a day, or need not come any more. Taken back it waits again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    form = models.ForeignKey(Form, models.PROTECT, related_name="excuses")
    day = models.DateField()
    reason = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="excuse_once", fields=["form", "day"], condition=models.Q(taken_back_at=None)
            )
        ]
