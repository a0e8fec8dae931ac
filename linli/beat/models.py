"""When each job of the beat last ran, who is running it now, and how far those have come that go from area to area."""

from django.db import models

from linli.beat.rules import Fault


class JobState(models.Model):
    """One row a job, kept for ever; its row is also the claim by which one process at a time runs it.

    Processes that work without end have a row too: `held_until` says how long they are believed.
    """

    class Outcome(models.TextChoices):
        """How the last run that ended did so."""

        DONE = "DONE", "DONE"
        FAILED = "FAILED", "FAILED"

    name = models.CharField(max_length=40, primary_key=True)
    began_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)  # from then on it is due; None: at once
    # The run that holds the job, and until when it counts as alive; None: nobody runs it.
    holder = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    fault = models.CharField(max_length=9, choices=[(f.value, f.value) for f in Fault], blank=True)
    done_at = models.DateTimeField(null=True)  # when a run last ended well

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="beat_held_until_a_moment",
                condition=models.Q(holder=None, held_until=None)
                | models.Q(holder__isnull=False, held_until__isnull=False),
            ),
        ]


class Round(models.Model):
    """How far a job has come on its way through the areas, in order of code; one row a job and a day."""

    job = models.CharField(max_length=40)
    on = models.DateField()
    reached = models.CharField(max_length=15, blank=True)  # the last area that was visited
    visited = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)  # of the visited, where the visit broke off
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="beat_one_round_a_day", fields=["job", "on"])]
