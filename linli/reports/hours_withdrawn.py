"""Hours and days of rest that were withdrawn before they began, as they were."""

from django.db import models

from linli.ids import new_id


class HoursWithdrawn(models.Model):
    """What was set and withdrawn before its day, with why. Never changed."""

    class Kind(models.TextChoices):
        """What it was."""

        PROVINCE = "PROVINCE"
        COUNTY = "COUNTY"
        REST_DAY = "REST_DAY"

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    area = models.CharField(max_length=6)  # the province or county that set it
    day = models.DateField()  # from which it would have held, or the day of rest
    told = models.JSONField()  # the rest of the row, as it was
    reason = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="hours_withdrawn_by_area", fields=["area", "withdrawn_at"])]
