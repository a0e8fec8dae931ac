"""Who did what to what, and the chain that proves it."""

from typing import Any, Final, NoReturn

from django.db import models

from linli.ids import new_id
from linli.stream.tables import stream_table

BROWSER_LENGTH: Final = 200


class EventsAreKept(RuntimeError):
    """No code takes an event away; whoever does it in the database is found by `linli verify --audit`."""


class KeptRows(models.QuerySet[Any]):
    """Rows that are written and read, never deleted."""

    def delete(self) -> NoReturn:
        """Refuse. Raises EventsAreKept."""
        raise EventsAreKept(self.model.__name__)


@stream_table
class AuditEvent(models.Model):
    """One act, written in the transaction of the act itself. What it says is never changed."""

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
    digest = models.CharField(max_length=64, blank=True)  # keyed, of all above
    # Its place in the county's chain, given right after the transaction of the act.
    position = models.PositiveBigIntegerField(null=True)
    link = models.CharField(max_length=64, blank=True)

    objects = KeptRows.as_manager()

    class Meta:
        indexes = [
            models.Index(name="audit_by_subject", fields=["county", "subject", "at"]),
            models.Index(name="audit_by_area", fields=["county", "area", "at"]),
            models.Index(
                name="audit_unlinked", fields=["county", "id"], condition=models.Q(position__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="audit_position_once",
                fields=["county", "position"],
                condition=models.Q(position__isnull=False),
            ),
        ]

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse. Raises EventsAreKept."""
        raise EventsAreKept(self.id)


@stream_table
class AuditAbout(models.Model):
    """One of several that an event concerns, such as each person of a printed list. The event holds their digest."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.CharField(max_length=6)
    id = models.UUIDField(default=new_id)
    event = models.UUIDField()
    subject = models.UUIDField()

    objects = KeptRows.as_manager()

    class Meta:
        indexes = [
            models.Index(name="audit_about_subject", fields=["county", "subject"]),
            models.Index(name="audit_about_event", fields=["county", "event"]),
        ]

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse. Raises EventsAreKept."""
        raise EventsAreKept(self.event)


@stream_table
class AuditOrigin(models.Model):
    """From where an act was done, under the id of its event. Outside of the chain, so that it can go when its time is over."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.CharField(max_length=6)
    id = models.UUIDField()
    at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=BROWSER_LENGTH, blank=True)

    class Meta:
        indexes = [models.Index(name="audit_origin_by_age", fields=["county", "at"])]


class AuditHead(models.Model):
    """Where a county's chain ends; its row is the lock under which events are linked."""

    county = models.CharField(max_length=6, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64, blank=True)
    noted = models.PositiveBigIntegerField(default=0)  # the position that the chain above holds
