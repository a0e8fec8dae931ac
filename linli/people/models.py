"""Households and persons of a community."""

from django.db import models

from linli.ids import new_id


class Household(models.Model):
    """A door: where people live together."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the grid, or the community until a grid is assigned
    address = models.CharField(max_length=200, blank=True)  # as it was given
    address_key = models.CharField(max_length=200, blank=True)  # as it is compared
    building = models.CharField(max_length=120, blank=True)  # estate and building, as compared
    walk_order = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(name="household_by_area", fields=["area", "walk_order"]),
            models.Index(name="household_by_building", fields=["community", "building"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="household_once",
                fields=["community", "address_key"],
                condition=models.Q(address_key__gt=""),
            ),
        ]


class Person(models.Model):
    """Somebody the community knows. ID number and phone are sealed; digests find equal ones."""

    class Sex(models.TextChoices):
        """As the ID number or the roster says."""

        MALE = "M"
        FEMALE = "F"
        UNKNOWN = ""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    name = models.CharField(max_length=60)
    search_text = models.CharField(max_length=200)  # name, pinyin, initials, address
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(null=True)
    id_type = models.CharField(max_length=20, blank=True)
    id_sealed = models.BinaryField(default=b"")
    id_digest = models.CharField(max_length=64, blank=True)
    phone_sealed = models.BinaryField(default=b"")
    phone_digest = models.CharField(max_length=64, blank=True)
    tags = models.JSONField(default=list)
    registered_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(name="person_by_area", fields=["area", "name"]),
            models.Index(
                name="person_by_phone", fields=["phone_digest"], condition=models.Q(phone_digest__gt="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="person_once", fields=["id_digest"], condition=models.Q(id_digest__gt="")
            ),
        ]
