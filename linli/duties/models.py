"""What is due: a row exists before the hour comes, so that silence is a fact."""

from django.db import models

from linli.ids import new_id
from linli.sealing.fields import SealedText
from linli.stream.tables import stream_table


@stream_table
class Duty(models.Model):
    """Something that must be done for a subject in a slot, by an hour."""

    class Outcome(models.TextChoices):
        """How it ended; '' while it is open. DONE is never replaced."""

        OPEN = ""
        DONE = "DONE"
        NOBODY_HOME = "NOBODY_HOME"
        REFUSED = "REFUSED"
        NOT_NEEDED = "NOT_NEEDED"

    pk = models.CompositePrimaryKey("county", "id")
    county = models.CharField(max_length=6)
    id = models.UUIDField(default=new_id)
    kind = models.CharField(max_length=20)
    subject = models.UUIDField()
    area = models.CharField(max_length=15)
    slot_on = models.DateField()
    session = models.CharField(max_length=4)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    overdue_at = models.DateTimeField()  # the grace of the rules that opened it is over
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    done_at = models.DateTimeField(null=True)
    fact_id = models.UUIDField(null=True)
    # Why nobody answered, said afterwards; the outcome stays what it was.
    explained_at = models.DateTimeField(null=True)
    explained_by = models.UUIDField(null=True)
    explanation = SealedText(blank=True, db_default="", default="")

    class Meta:
        indexes = [
            # What is due on a day of everybody: in the order of subjects it would be looked for one by one, or in all rows.
            models.Index(name="duty_of_day", fields=["county", "kind", "slot_on"]),
            models.Index(
                name="duty_unanswered",
                fields=["county", "kind", "overdue_at"],
                condition=models.Q(outcome=""),
            ),
            models.Index(
                name="duty_open",
                fields=["county", "kind", "area", "due_at"],
                condition=models.Q(outcome__in=["", "NOBODY_HOME", "REFUSED"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="duty_once", fields=["county", "kind", "subject", "slot_on", "session"]
            ),
        ]


class EscalationRow(models.Model):
    """After how many minutes from the moment it is overdue an unanswered duty of a kind reaches whom."""

    kind = models.CharField(max_length=20, primary_key=True)
    secretary_minutes = models.PositiveSmallIntegerField()
    township_minutes = models.PositiveSmallIntegerField()
    source = models.TextField()
