"""When an unanswered check reaches the worker, the secretary and the township."""

from django.db import migrations

CHECK = {
    "kind": "CHECK",
    "worker_minutes": 120,
    "secretary_minutes": 180,
    "township_minutes": 240,
    "source": "docs/rules.md#escalation",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.create(**CHECK)


def remove(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.filter(kind=CHECK["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_escalation_explanations")]

    operations = [migrations.RunPython(add, remove)]
