"""Areas as the nation numbers them, and grids as communities make them."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models.functions import Length

from linli.areas.rules import DIGITS, CommunityClass, Level, RiskLevel
from linli.spoken import SPOKEN_LENGTH

# area__length=12 selects communities wherever a code is kept.
models.CharField.register_lookup(Length)


class Area(models.Model):
    """A place in the tree of codes, known from `valid_from` until `valid_until`.

    A renamed area keeps its code. A vanished one is closed with a date, never deleted; one that comes back is reopened.
    """

    code = models.CharField(max_length=15, primary_key=True)
    name = models.CharField(max_length=100)
    spoken = models.CharField(max_length=SPOKEN_LENGTH, blank=True, default="")  # as linli.spoken tells it
    level = models.CharField(max_length=10, choices=[(level.value, level.value) for level in Level])
    community_class = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.value) for kind in CommunityClass],
        default=CommunityClass.NONE,
    )
    risk_level = models.CharField(
        max_length=10, choices=[(risk.value, risk.value) for risk in RiskLevel], blank=True
    )
    urban_rural_class = models.CharField(max_length=3, blank=True)  # 111 to 220, of the statistics bureau
    valid_from = models.DateField(null=True)  # None: from before anybody wrote it down
    valid_until = models.DateField(null=True)  # None: open

    class Meta:
        # The children of a province are sixteen rows among thirty thousand of its range.
        indexes = [models.Index(name="area_by_level", fields=["level", "code"])]
        constraints = [
            models.CheckConstraint(
                name="area_level_is_length_of_code",
                condition=reduce(
                    or_,
                    [models.Q(level=level.value, code__length=digits) for level, digits in DIGITS.items()],
                ),
            ),
            models.CheckConstraint(
                name="area_community_class_known",
                condition=models.Q(community_class__in=[kind.value for kind in CommunityClass]),
            ),
            models.CheckConstraint(
                name="area_risk_level_known",
                condition=models.Q(risk_level__in=["", *(risk.value for risk in RiskLevel)]),
            ),
            models.CheckConstraint(name="area_has_a_name", condition=~models.Q(name="")),
            models.CheckConstraint(
                name="area_ends_after_it_begins",
                condition=models.Q(valid_from=None)
                | models.Q(valid_until=None)
                | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        ]


class FormerName(models.Model):
    """A period of an area that is over: the name it bore then.

    It ended because the area was renamed, or because the area was closed and has come back since.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=100)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="former_name_ends_after_it_begins",
                condition=models.Q(valid_from=None) | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        ]
