"""Who did what to what."""

from django.db import models

from linli.ids import new_id
from linli.stream.tables import stream_table


@stream_table
class AuditEvent(models.Model):
    """One act, written in the transaction of the act itself. Never changed."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.CharField(max_length=6)
    id = models.UUIDField(default=new_id)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)  # None: Linli itself, started by a timer or the command line
    action = models.CharField(max_length=40)  # dotted, e.g. "check.recorded"
    area = models.CharField(max_length=15)
    subject = models.UUIDField(null=True)
    request_id = models.CharField(max_length=36, blank=True)
    changed = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(name="audit_by_subject", fields=["county", "subject", "at"]),
            models.Index(name="audit_by_area", fields=["county", "area", "at"]),
        ]
