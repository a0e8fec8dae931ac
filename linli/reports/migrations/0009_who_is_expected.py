from django.db import migrations, models

import linli.ids


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_hours_withdrawn'),
    ]

    operations = [
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('area', models.CharField(max_length=12)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('reason', models.CharField(max_length=200)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.UUIDField()),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_by', models.UUIDField(null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('struck_at', None)), fields=['area'], name='participation_standing')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='participation_ends_after_it_begins'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Ringing',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('area', models.CharField(max_length=12)),
                ('form', models.CharField(max_length=20)),
                ('day', models.DateField()),
                ('rung_at', models.DateTimeField()),
                ('words', models.CharField(blank=True, max_length=200)),
                ('by', models.UUIDField()),
                ('struck_at', models.DateTimeField(null=True)),
                ('struck_by', models.UUIDField(null=True)),
                ('struck_reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('struck_at', None)), fields=['day', 'area'], name='ringing_of_day')],
            },
        ),
    ]
