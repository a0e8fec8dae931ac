"""Which communities are expected to report, as it was declared."""

from django.db import models

from linli.ids import new_id


class Participation(models.Model):
    """A community is expected to report from a day until a day. Never changed: struck, and declared anew.

    A period without a day says that it is never expected.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # the community
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day on which it is not expected
    reason = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.UUIDField(null=True)
    struck_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(name="participation_standing", fields=["area"], condition=models.Q(struck_at=None)),
            # What was struck since, where an older moment is asked for.
            models.Index(name="participation_by_area", fields=["area"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="participation_ends_after_it_begins",
                condition=models.Q(until_on__gte=models.F("from_on")),  # NULL passes
            ),
        ]
