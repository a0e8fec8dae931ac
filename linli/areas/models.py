"""Areas as the nation numbers them, and grids as communities make them."""

from django.db import models
from django.db.models.functions import Length

from linli.areas.rules import Level

# area__length=12 selects communities wherever a code is kept.
models.CharField.register_lookup(Length)


class Area(models.Model):
    """A place in the tree of codes. A vanished one is closed with a date, never deleted."""

    code = models.CharField(max_length=15, primary_key=True)
    name = models.CharField(max_length=100)
    level = models.CharField(max_length=10, choices=[(level.value, level.value) for level in Level])
    community_class = models.CharField(max_length=20, default="NONE")
    risk_level = models.CharField(max_length=10, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)


class FormerName(models.Model):
    """A name that an area bore until a day."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=100)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField()
