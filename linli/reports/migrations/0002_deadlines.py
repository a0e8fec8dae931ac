"""The hours by which each level reports: the community at 16:00, each level above half an hour later."""

from datetime import time

from django.db import migrations

SOURCE = "docs/rules.md#cut-off"
HOURS = {
    "COMMUNITY": time(16, 0),
    "TOWNSHIP": time(16, 30),
    "COUNTY": time(17, 0),
    "CITY": time(17, 30),
    "PROVINCE": time(18, 0),
}


def add(apps, schema_editor):
    deadline = apps.get_model("reports", "Deadline")
    deadline.objects.bulk_create(deadline(level=level, at=at, source=SOURCE) for level, at in HOURS.items())


def remove(apps, schema_editor):
    apps.get_model("reports", "Deadline").objects.filter(level__in=HOURS).delete()


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
