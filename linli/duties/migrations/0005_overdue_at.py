"""From when on a duty is overdue stands in its row: the grace belongs to the rules that opened it."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F

from linli.stream.guard import national

GRACE = timedelta(minutes=120)  # of every version so far
CHECK = {
    "kind": "CHECK",
    "secretary_minutes": 60,
    "township_minutes": 120,
    "source": "docs/rules.md#escalation",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.create(**CHECK)


def fill(apps, schema_editor):
    with national("a column of every row is filled"):
        apps.get_model("duties", "Duty").objects.update(overdue_at=F("due_at") + GRACE)
    apps.get_model("duties", "EscalationRow").objects.all().delete()
    add(apps, schema_editor)


def unfill(apps, schema_editor):
    for row in apps.get_model("duties", "EscalationRow").objects.all():
        row.secretary_minutes += row.worker_minutes
        row.township_minutes += row.worker_minutes
        row.save()


class Migration(migrations.Migration):
    dependencies = [("duties", "0004_vacuum_often")]

    operations = [
        migrations.AddField("duty", "overdue_at", models.DateTimeField(null=True)),
        migrations.AlterField("escalationrow", "worker_minutes", models.PositiveSmallIntegerField(default=120)),
        migrations.RunPython(fill, unfill),
        migrations.AlterField("duty", "overdue_at", models.DateTimeField()),
        migrations.RemoveField("escalationrow", "worker_minutes"),
        migrations.RemoveIndex("duty", "duty_unanswered"),
        migrations.AddIndex(
            "duty",
            models.Index(
                name="duty_unanswered", fields=["county", "overdue_at"], condition=models.Q(outcome="")
            ),
        ),
    ]
