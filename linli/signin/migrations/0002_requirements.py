"""Who needs a second factor as Linli comes: every role from county level up, and administrators."""

from django.db import migrations

NEEDED = ("COUNTY_OFFICER", "CITY_OFFICER", "PROVINCE_OFFICER", "ADMINISTRATOR", "CLINIC", "AUDITOR")
NOT_NEEDED = ("SECRETARY", "GRID_WORKER", "DOCTOR", "TOWNSHIP_OFFICER")


def add(apps, schema_editor):
    requirement = apps.get_model("signin", "RoleRequirement")
    requirement.objects.bulk_create(
        [
            *(requirement(role=role, second_factor=True) for role in NEEDED),
            *(requirement(role=role, second_factor=False) for role in NOT_NEEDED),
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("signin", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
