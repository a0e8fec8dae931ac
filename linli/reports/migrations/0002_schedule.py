"""Hours of reports, counted backwards from the province's."""

from datetime import UTC, date, datetime, time

from django.db import migrations

SOURCE = "docs/rules/reports.md#cut-off"
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


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
