from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('beat', '0001_jobs'),
    ]

    operations = [
        migrations.AddField(
            model_name='jobstate',
            name='next_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='jobstate',
            name='fault',
            field=models.CharField(blank=True, choices=[('BUSY', 'BUSY'), ('DISK_FULL', 'DISK_FULL'), ('DATABASE', 'DATABASE'), ('PROGRAM', 'PROGRAM')], default='', max_length=9),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=40)),
                ('on', models.DateField()),
                ('reached', models.CharField(blank=True, max_length=15)),
                ('visited', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('job', 'on'), name='beat_one_round_a_day')],
            },
        ),
    ]
