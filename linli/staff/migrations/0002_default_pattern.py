"""Linli's own pattern of teams, where no place has set another."""

from django.db import migrations

FOUR_FOR_ONE = {
    "area": "",
    "name": "四包一",
    "source": "docs/rules/staff.md#teams",
}
SEATS = {
    "TOWNSHIP_CADRE": True,
    "COMMUNITY_CADRE": True,
    "POLICE": True,
    "DOCTOR": True,
    "GRID_WORKER": False,
    "DEPUTY_WORKER": False,
    "VOLUNTEER": False,
}


def add(apps, schema_editor):
    pattern = apps.get_model("staff", "TeamPattern").objects.create(**FOUR_FOR_ONE)
    seats = apps.get_model("staff", "TeamSeat").objects
    for seat, required in SEATS.items():
        seats.create(pattern=pattern, seat=seat, required=required)


def remove(apps, schema_editor):
    apps.get_model("staff", "TeamPattern").objects.filter(area="").delete()


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
