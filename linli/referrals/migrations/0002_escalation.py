"""When an overdue step of a referral reaches the secretary and the township."""

from django.db import migrations

REFERRAL = {
    "kind": "REFERRAL",
    "secretary_minutes": 0,
    "township_minutes": 30,
    "source": "docs/rules/duties.md#escalation",
}


def add(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.create(**REFERRAL)


def remove(apps, schema_editor):
    apps.get_model("duties", "EscalationRow").objects.filter(kind=REFERRAL["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("duties", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
