"""All doors of a community, listed or counted, and what came of asking at them, round by round."""

from django.db import models

from linli.ids import new_id
from linli.people.models import Household
from linli.screening.rules import Answer, Way
from linli.sealing.fields import SealedBytes, SealedText


class DoorList(models.Model):
    """A list of doors as it came: looked at first, then put into the register as a whole, or taken back."""

    class State(models.TextChoices):
        """How far it is."""

        UPLOADED = "UPLOADED"
        DONE = "DONE"
        CANCELLED = "CANCELLED"
        TAKEN_BACK = "TAKEN_BACK"

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=12)  # the community
    filename = models.CharField(max_length=200)
    content_sealed = SealedBytes(default=b"")  # its sheets as read, until it is put in, or cancelled
    told_sealed = SealedBytes(
        default=b""
    )  # JSON: rows that were left out or not taken whole, with their texts
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)  # put in, cancelled or taken back
    closed_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(name="door_list_by_area", fields=["area", "uploaded_at"])]


class Door(models.Model):
    """A household as a list names it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    household = models.OneToOneField(Household, models.PROTECT, related_name="door")
    list = models.ForeignKey(DoorList, models.PROTECT, related_name="doors")
    is_new = models.BooleanField()  # the household was made for the list, and goes when it is taken back
    head = SealedText(blank=True, default="")
    phone_sealed = SealedBytes(default=b"")
    residents = models.PositiveSmallIntegerField(null=True)  # None: the list does not say


class GridCount(models.Model):
    """How many doors a grid has, as somebody counted them. Never changed: the newest row stands."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the grid; the community: its doors that no grid walks to
    doors = models.PositiveIntegerField(null=True)  # None: what was counted is taken back
    counted_on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="grid_count_by_area", fields=["area", "at"])]


class Round(models.Model):
    """From when on every door is asked anew; the newest one of a community runs."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=12)  # the community
    began_at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="screening_round_newest", fields=["community", "began_at"])]


class DoorAnswer(models.Model):
    """What came of asking at one door once. Taken back, the row stays."""

    id = models.UUIDField(primary_key=True)  # made with the form, so the same answer again is the same row
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    household = models.ForeignKey(Household, models.PROTECT, related_name="screened")
    answer = models.CharField(max_length=8, choices=[(a.value, a.value) for a in Answer])
    way = models.CharField(max_length=5, choices=[(w.value, w.value) for w in Way])
    at = models.DateTimeField()
    by = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(name="door_answer_by_household", fields=["household", "at"]),
            models.Index(name="door_answer_by_community", fields=["community", "at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="door_answer_taken_back_with_name",
                condition=models.Q(taken_back_at=None, taken_back_by=None)
                | models.Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
            ),
        ]


class TypedAnswers(models.Model):
    """How many doors of a counted grid were asked on a day, as somebody typed it. Never changed: the newest row stands."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    on = models.DateField()
    asked = models.PositiveIntegerField(null=True)  # None: what was typed of the day is taken back
    nobody_home = models.PositiveIntegerField()
    of_at = models.DateTimeField()  # when the day was first told: a correction belongs to the same report
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)  # as it stands under the figure

    class Meta:
        indexes = [models.Index(name="typed_answers_by_community", fields=["community", "of_at"])]
        constraints = [
            models.CheckConstraint(
                name="typed_answers_no_more_than_asked",
                condition=models.Q(nobody_home__lte=models.F("asked")),
            ),
        ]
