"""Within how many hours a lead is to be found: 24 for each source."""

from django.db import migrations

HOURS = {"RAIL": 24, "POLICE": 24, "PROVINCE": 24, "UPPER_LIST": 24, "TIP": 24}


def add(apps, schema_editor):
    apps.get_model("tracing", "LeadDeadline").objects.bulk_create(
        apps.get_model("tracing", "LeadDeadline")(source=source, hours=hours) for source, hours in HOURS.items()
    )


def remove(apps, schema_editor):
    apps.get_model("tracing", "LeadDeadline").objects.filter(source__in=list(HOURS)).delete()


class Migration(migrations.Migration):
    dependencies = [("tracing", "0002_escalation")]

    operations = [migrations.RunPython(add, remove)]
