"""When an unanswered check reaches the secretary and the township."""

from django.db import migrations

CHECK = {
    "kind": "CHECK",
    "secretary_minutes": 60,
    "township_minutes": 120,
    "source": "docs/rules/duties.md#escalation",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.create(**CHECK)


def remove(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.filter(kind=CHECK["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [("observation", "0001_initial"), ("duties", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
