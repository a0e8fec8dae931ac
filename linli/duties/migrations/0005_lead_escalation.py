"""When a lead that nobody has found reaches the worker, the secretary and the township."""

from django.db import migrations

LEAD = {
    "kind": "LEAD",
    "worker_minutes": 0,
    "secretary_minutes": 0,
    "township_minutes": 120,
    "source": "docs/rules.md#leads",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.get_or_create(kind=LEAD["kind"], defaults=LEAD)


def remove(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.filter(kind=LEAD["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [("duties", "0004_vacuum_often")]

    operations = [migrations.RunPython(add, remove)]
