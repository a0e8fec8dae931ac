"""A clinic tells of somebody in no register: within 24 hours, as of every source."""

from django.db import migrations, models

HOURS = {"CLINIC": 24}


def add(apps, schema_editor):
    apps.get_model("tracing", "LeadDeadline").objects.bulk_create(
        apps.get_model("tracing", "LeadDeadline")(source=source, hours=hours) for source, hours in HOURS.items()
    )


def remove(apps, schema_editor):
    apps.get_model("tracing", "LeadDeadline").objects.filter(source__in=list(HOURS)).delete()


class Migration(migrations.Migration):
    dependencies = [("tracing", "0003_deadlines")]

    operations = [
        migrations.AlterField(
            model_name='lead',
            name='source',
            field=models.CharField(choices=[('RAIL', 'RAIL'), ('POLICE', 'POLICE'), ('PROVINCE', 'PROVINCE'), ('UPPER_LIST', 'UPPER_LIST'), ('TIP', 'TIP'), ('CLINIC', 'CLINIC')], max_length=10),
        ),
        migrations.AlterField(
            model_name='leaddeadline',
            name='source',
            field=models.CharField(choices=[('RAIL', 'RAIL'), ('POLICE', 'POLICE'), ('PROVINCE', 'PROVINCE'), ('UPPER_LIST', 'UPPER_LIST'), ('TIP', 'TIP'), ('CLINIC', 'CLINIC')], max_length=10, primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name='leadlist',
            name='source',
            field=models.CharField(choices=[('RAIL', 'RAIL'), ('POLICE', 'POLICE'), ('PROVINCE', 'PROVINCE'), ('UPPER_LIST', 'UPPER_LIST'), ('TIP', 'TIP'), ('CLINIC', 'CLINIC')], max_length=10),
        ),
        migrations.RunPython(add, remove),
    ]
