"""When a lead that nobody has found reaches the worker, the secretary and the township."""

from django.db import migrations

LEAD = {
    "kind": "LEAD",
    "secretary_minutes": 0,
    "township_minutes": 120,
    "source": "docs/rules/tracing.md#leads",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.create(**LEAD)


def remove(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.filter(kind=LEAD["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [("tracing", "0001_initial"), ("duties", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
