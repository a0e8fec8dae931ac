"""When a venue that nobody looked at reaches the secretary and the township."""

from django.db import migrations

VENUE = {
    "kind": "VENUE",
    "secretary_minutes": 0,
    "township_minutes": 120,
    "source": "docs/rules/venues.md#venues",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.create(**VENUE)


def remove(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.filter(kind=VENUE["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [("venues", "0001_initial"), ("duties", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
