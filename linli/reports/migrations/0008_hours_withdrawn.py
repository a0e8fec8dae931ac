import linli.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0007_seals_with_a_key'),
    ]

    operations = [
        migrations.CreateModel(
            name='HoursWithdrawn',
            fields=[
                ('id', models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('PROVINCE', 'Province'), ('COUNTY', 'County'), ('REST_DAY', 'Rest Day')], max_length=8)),
                ('area', models.CharField(max_length=6)),
                ('day', models.DateField()),
                ('told', models.JSONField()),
                ('reason', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField()),
                ('withdrawn_by', models.UUIDField()),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'withdrawn_at'], name='hours_withdrawn_by_area')],
            },
        ),
    ]
