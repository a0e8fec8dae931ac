"""When each job of the beat last ran, and who is running it now."""

from django.db import models


class JobState(models.Model):
    """One row a job, kept for ever; its row is also the claim by which one process at a time runs it."""

    class Outcome(models.TextChoices):
        """How the last run that ended did so."""

        DONE = "DONE", "DONE"
        FAILED = "FAILED", "FAILED"

    name = models.CharField(max_length=40, primary_key=True)
    began_at = models.DateTimeField(null=True)
    # The run that holds the job, and until when it counts as alive; None: nobody runs it.
    holder = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, blank=True)
    done_at = models.DateTimeField(null=True)  # when a run last ended well

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="beat_held_until_a_moment",
                condition=models.Q(holder=None, held_until=None)
                | models.Q(holder__isnull=False, held_until__isnull=False),
            ),
        ]
