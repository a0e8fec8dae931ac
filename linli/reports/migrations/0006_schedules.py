"""Hours of reports counted backwards from the province's, and the sums of sealed reports."""

from datetime import UTC, date, datetime, time, timedelta

import linli.ids
from django.db import migrations, models

SOURCE = "docs/rules.md#cut-off"
# The community at 16:00, each level above half an hour later, the province at 18:00.
FIRST = {
    "area": "",
    "form": "DAILY",
    "valid_from": date(1900, 1, 1),
    "top_at": time(18, 0),
    "minutes": {"CITY": 30, "COUNTY": 30, "TOWNSHIP": 30, "COMMUNITY": 30},
    "opens": time(0, 0),
    "grace_minutes": 0,
    "closes_hours": 48,
    "remind_minutes": 60,
    "source": SOURCE,
    "set_at": datetime(2020, 1, 1, tzinfo=UTC),
}


def add(apps, schema_editor):
    apps.get_model("reports", "Schedule").objects.create(**FIRST)


def remove(apps, schema_editor):
    apps.get_model("reports", "Schedule").objects.filter(source=SOURCE).delete()


def judge_as_before(apps, schema_editor):
    """Reports sealed before had no grace and no closing: they stand as they were judged."""
    report = apps.get_model("reports", "Report")
    report.objects.update(late_after=models.F("due_at"))
    report.objects.update(closes_at=models.F("due_at") + timedelta(hours=FIRST["closes_hours"]))
    same = {name: models.OuterRef(name) for name in ("area", "form", "day")}
    first = report.objects.filter(**same, version=1).values("sealed_at")[:1]
    report.objects.update(first_sealed_at=models.functions.Coalesce(models.Subquery(first), "sealed_at"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_findings")]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ("area", models.CharField(blank=True, max_length=2)),
                ("form", models.CharField(max_length=20)),
                ("valid_from", models.DateField()),
                ("top_at", models.TimeField()),
                ("minutes", models.JSONField()),
                ("opens", models.TimeField()),
                ("grace_minutes", models.PositiveSmallIntegerField()),
                ("closes_hours", models.PositiveSmallIntegerField()),
                ("remind_minutes", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
                ("set_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="RestDay",
            fields=[
                ("id", models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ("area", models.CharField(max_length=2)),
                ("form", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("words", models.CharField(max_length=100)),
                ("set_at", models.DateTimeField()),
                ("set_by", models.UUIDField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["area", "form", "day"], name="rest_day_once")],
            },
        ),
        migrations.CreateModel(
            name="LateNotice",
            fields=[
                ("id", models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ("county", models.CharField(max_length=6)),
                ("area", models.CharField(max_length=12)),
                ("form", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("filed_at", models.DateTimeField()),
                ("filed_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["area", "form", "day"], name="late_notice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSum",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("form", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("area", models.CharField(max_length=9)),
                ("figures", models.JSONField()),
                ("on_time", models.PositiveIntegerField()),
                ("late", models.PositiveIntegerField()),
                ("late_minutes_most", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["form", "day", "area"], name="report_sum_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnLeftOut",
            fields=[
                ("id", models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ("area", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=40)),
                ("reason", models.CharField(max_length=200)),
                ("from_at", models.DateTimeField()),
                ("from_by", models.UUIDField()),
                ("until_at", models.DateTimeField(null=True)),
                ("until_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["area", "key"],
                        condition=models.Q(until_at=None),
                        name="column_left_out_once",
                    )
                ],
            },
        ),
        migrations.RunPython(add, remove),
        migrations.AddField("report", "late_after", models.DateTimeField(null=True)),
        migrations.AddField("report", "closes_at", models.DateTimeField(null=True)),
        migrations.AddField("report", "first_sealed_at", models.DateTimeField(null=True)),
        migrations.RunPython(judge_as_before, migrations.RunPython.noop),
    ]
