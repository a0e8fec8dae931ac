"""When a family named to care, with whom nobody has spoken, reaches the secretary and the township."""

from django.db import migrations

CARE = {
    "kind": "CARE",
    "secretary_minutes": 0,
    "township_minutes": 1440,
    "source": "docs/rules/duties.md#care",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.create(**CARE)


def remove(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.filter(kind=CARE["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("duties", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
