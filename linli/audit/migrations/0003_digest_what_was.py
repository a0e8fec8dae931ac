from dataclasses import fields

from django.conf import settings
from django.db import migrations

from linli.audit.rules import Written, digest
from linli.stream.guard import national

AT_ONCE = 2000


def digest_what_was(apps, _schema_editor):
    """Digest the events written before there was a chain; they are linked with the county's next event."""
    AuditEvent = apps.get_model("audit", "AuditEvent")
    said = [field.name for field in fields(Written)]
    with national("every event gets its digest"):
        while events := list(AuditEvent.objects.filter(digest="").order_by("county", "id")[:AT_ONCE]):
            for event in events:
                written = Written(**{name: getattr(event, name) for name in said})
                AuditEvent.objects.filter(county=event.county, id=event.id).update(
                    digest=digest(key=settings.AUDIT_KEY, written=written)
                )


class Migration(migrations.Migration):

    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunPython(digest_what_was, migrations.RunPython.noop)]
