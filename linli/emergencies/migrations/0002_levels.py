"""A row for each level that must know, in place of the one level that was waited for."""

import django.db.models.deletion
import linli.ids
from datetime import timedelta
from django.db import migrations, models

DIGITS = {"COMMUNITY": 12, "TOWNSHIP": 9, "COUNTY": 6, "CITY": 4, "PROVINCE": 2}
WITHIN = {"COMMUNITY": 30, "TOWNSHIP": 60, "COUNTY": 90, "CITY": 240, "PROVINCE": 360}  # minutes


def rows_of(apps, _editor):
    """Give every emergency its levels: those whose acknowledgement stands in a step know, of an open one the others wait."""
    Emergency = apps.get_model("emergencies", "Emergency")
    EmergencyLevel = apps.get_model("emergencies", "EmergencyLevel")
    EmergencyStep = apps.get_model("emergencies", "EmergencyStep")
    for emergency in Emergency.objects.all().iterator():
        steps = EmergencyStep.objects.filter(emergency=emergency, kind="ACKNOWLEDGED").only("level", "at", "by")
        known = {step.level: step for step in steps}
        EmergencyLevel.objects.bulk_create(
            EmergencyLevel(
                emergency=emergency,
                level=level,
                area=emergency.area[:digits],
                due_at=emergency.received_at + timedelta(minutes=WITHIN[level]),
                waiting=emergency.closed_at is None and level not in known,
                acknowledged_at=known[level].at if level in known else None,
                acknowledged_by=known[level].by if level in known else None,
                told="",
            )
            for level, digits in DIGITS.items()
        )
    Emergency.objects.filter(closed_at=None).update(clock_at=models.F("received_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('emergencies', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='emergency',
            name='clock_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='emergency',
            name='withdrawn',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='emergencystep',
            name='kind',
            field=models.CharField(choices=[('ACKNOWLEDGED', 'ACKNOWLEDGED'), ('TAKEN_BACK', 'TAKEN_BACK'), ('FOLLOW_UP', 'FOLLOW_UP'), ('CLOSED', 'CLOSED'), ('WITHDRAWN', 'WITHDRAWN'), ('REOPENED', 'REOPENED')], max_length=12),
        ),
        migrations.RemoveConstraint(
            model_name='emergencystep',
            name='emergency_acknowledged_once',
        ),
        migrations.CreateModel(
            name='EmergencyLevel',
            fields=[
                ('id', models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('PROVINCE', 'PROVINCE'), ('CITY', 'CITY'), ('COUNTY', 'COUNTY'), ('TOWNSHIP', 'TOWNSHIP'), ('COMMUNITY', 'COMMUNITY'), ('GRID', 'GRID')], max_length=12)),
                ('area', models.CharField(max_length=15)),
                ('due_at', models.DateTimeField()),
                ('waiting', models.BooleanField(default=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.UUIDField(null=True)),
                ('told', models.CharField(blank=True, choices=[('RAISED', 'RAISED'), ('BELOW_LATE', 'BELOW_LATE'), ('LATE', 'LATE')], max_length=12)),
                ('emergency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='emergencies.emergency')),
            ],
        ),
        migrations.RunPython(rows_of, migrations.RunPython.noop, elidable=True),
    ]
