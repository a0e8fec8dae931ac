"""What is known of each picture; the picture itself is a sealed file."""

from django.db import models

from linli.sealing.fields import SealedText


class Picture(models.Model):
    """One photograph of one subject. Struck, never deleted; its file goes when retention says so."""

    id = models.UUIDField(primary_key=True)  # made by the sender, so a resend is the same row
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    kind = models.CharField(max_length=20)  # of the subject: a code of the app that owns it
    subject = models.UUIDField()
    # SHA-256 in hex: of what was sent, by which the same is known again; of what is kept, by which a changed file is noticed.
    sent_sha256 = SealedText()
    kept_sha256 = SealedText()
    key = models.PositiveSmallIntegerField()  # the number under which the file is sealed
    bytes = models.PositiveIntegerField()  # of the JPEG, not sealed
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    taken_by = models.UUIDField()
    received_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.UUIDField(null=True)
    struck_reason = SealedText(blank=True, default="")
    removed_at = models.DateTimeField(null=True)  # since when there is no file, on purpose

    class Meta:
        indexes = [
            models.Index(name="picture_by_subject", fields=["subject"]),
            models.Index(name="picture_by_age", fields=["community", "received_at"]),
            models.Index(name="picture_by_key", fields=["key"]),
        ]
