"""Which keys this database was ever sealed with, so that a start with another ring is noticed."""

from django.db import models


class SealingKey(models.Model):
    """A key number in use, with a proof that only the right key opens. Never the key itself."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    proof = models.BinaryField()  # a known word, sealed
    known_since = models.DateTimeField()
