"""Who was rung about a day's report."""

from django.db import models


class Ringing(models.Model):
    """Somebody of the level above rang a unit about its report of a day. Never changed but for being struck."""

    id = models.UUIDField(primary_key=True)  # made by the page, so that a form sent twice is one row
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # the unit that was rung
    form = models.CharField(max_length=20)
    day = models.DateField()
    rung_at = models.DateTimeField()
    words = models.CharField(max_length=200, blank=True)
    by = models.UUIDField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.UUIDField(null=True)
    struck_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(name="ringing_of_day", fields=["day", "area"], condition=models.Q(struck_at=None))
        ]
