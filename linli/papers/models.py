"""Papers, the texts they were made from, and runs of many."""

from django.db import models

from linli.ids import new_id
from linli.observation.models import Observation
from linli.papers.rules import Kind, RunState, number_of
from linli.sealing.fields import SealedBytes, SealedText

KINDS = [(kind.value, kind.value) for kind in Kind]


class PaperTemplate(models.Model):
    """One version of the text of a kind of paper. Never changed: an edit is a new version, and papers keep theirs."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=10, choices=KINDS)
    area = models.CharField(max_length=6, blank=True)  # the county whose text it is; '' Linli's own
    version = models.PositiveIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField(null=True)  # None: came with Linli
    created_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="paper_text_once", fields=["kind", "area", "version"])]


class PaperOffice(models.Model):
    """Whom the papers of a community tell people to ring, and which health unit releases them."""

    community = models.CharField(max_length=12, primary_key=True)
    county = models.CharField(max_length=6)
    phone = models.CharField(max_length=40, blank=True)  # rings day and night
    health_unit = models.CharField(max_length=60, blank=True)
    doctor_phone = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()


class PaperCounter(models.Model):
    """The last number that a community gave in a year. Locked while papers are issued, so numbers have no gaps."""

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="paper_counter_once", fields=["community", "year"])]


class PaperRun(models.Model):
    """Many papers of one kind, issued in steps beside the pages."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the community or one of its grids
    kind = models.CharField(max_length=10, choices=KINDS)
    targets = models.JSONField()  # ids of observations, in walking order
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(
        max_length=4, choices=[(s.value, s.value) for s in RunState], default=RunState.OPEN
    )
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="paper_run_by_area", fields=["area", "asked_at"])]


class Paper(models.Model):
    """One paper as it was given out: its values are kept, the page is drawn from them whenever it is asked for."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="papers")
    template = models.ForeignKey(PaperTemplate, models.PROTECT, related_name="+")
    values_sealed = SealedBytes()  # placeholder -> words, as JSON; sealing also tells a changed one
    first_on = models.DateField(null=True)  # None where the paper tells of no period
    last_on = models.DateField(null=True)
    code = models.CharField(max_length=22, unique=True)  # in the QR code
    run = models.ForeignKey(PaperRun, models.PROTECT, null=True, related_name="papers")
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)
    revoked_reason = SealedText(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="paper_number_once", fields=["community", "year", "serial"]),
            models.UniqueConstraint(
                name="paper_valid_once",
                fields=["observation", "kind"],
                condition=models.Q(revoked_at=None),
            ),
        ]

    @property
    def number(self) -> str:
        """The number as it is printed."""
        return number_of(year=self.year, serial=self.serial)
