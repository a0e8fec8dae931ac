import django.db.models.deletion
import linli.ids
import linli.sealing.fields
from django.db import migrations, models

class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='reportfinding',
            name='above',
            field=models.CharField(default='', max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='reportfinding',
            name='state',
            field=models.CharField(choices=[('OPEN', 'OPEN'), ('ANSWERED', 'ANSWERED'), ('SENT_BACK', 'SENT_BACK'), ('ENOUGH', 'ENOUGH')], default='OPEN', max_length=9),
        ),
        migrations.CreateModel(
            name='FindingStep',
            fields=[
                ('id', models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('area', models.CharField(max_length=12)),
                ('move', models.CharField(choices=[('ANSWER', 'ANSWER'), ('CORRECT_ANSWER', 'CORRECT_ANSWER'), ('FIND_ENOUGH', 'FIND_ENOUGH'), ('SEND_BACK', 'SEND_BACK'), ('TAKE_BACK', 'TAKE_BACK')], max_length=14)),
                ('words', linli.sealing.fields.SealedText(blank=True, default='')),
                ('reason', linli.sealing.fields.SealedText(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField()),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='findings.reportfinding')),
            ],
            options={
                'indexes': [models.Index(fields=['finding', 'at'], name='finding_step_by_finding')],
            },
        ),
        migrations.RemoveIndex(
            model_name='reportfinding',
            name='finding_open',
        ),
        migrations.AddIndex(
            model_name='reportfinding',
            index=models.Index(fields=['area', 'state'], name='finding_to_answer'),
        ),
        migrations.AddIndex(
            model_name='reportfinding',
            index=models.Index(fields=['above', 'state'], name='finding_to_judge'),
        ),
    ]
