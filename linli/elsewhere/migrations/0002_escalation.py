"""When somebody of another community whom nobody looks after, or for whom nobody answers, reaches secretary and township."""

from django.db import migrations

ROWS = (
    {
        "kind": "FOUND_HERE",
        "secretary_minutes": 60,
        "township_minutes": 120,
        "source": "docs/rules/elsewhere.md#found-here",
    },
    {
        "kind": "FOUND_AWAY",
        "secretary_minutes": 0,
        "township_minutes": 0,
        "source": "docs/rules/elsewhere.md#found-here",
    },
)


def add(apps, schema_editor):
    rows = apps.get_model("duties", "EscalationRow").objects
    for row in ROWS:
        rows.create(**row)


def remove(apps, schema_editor):
    kinds = [row["kind"] for row in ROWS]
    apps.get_model("duties", "EscalationRow").objects.filter(kind__in=kinds).delete()


class Migration(migrations.Migration):
    dependencies = [("elsewhere", "0001_initial"), ("duties", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
