"""When a request about somebody's own data that nobody answered reaches secretary and township."""

from django.db import migrations

ROWS = (
    {
        "kind": "SUBJECT_REQUEST",
        "secretary_minutes": 0,
        "township_minutes": 7200,
        "source": "docs/rules/subject_requests.md#term",
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
    dependencies = [("subject_requests", "0001_initial"), ("duties", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
