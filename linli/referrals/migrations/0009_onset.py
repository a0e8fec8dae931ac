import django.db.models.deletion
import linli.ids
import linli.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0008_clinic_room'),
    ]

    operations = [
        migrations.CreateModel(
            name='Onset',
            fields=[
                ('id', models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ('community', models.CharField(max_length=12)),
                ('on', models.DateField(null=True)),
                ('reason', linli.sealing.fields.SealedText(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField()),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='onsets', to='referrals.referral')),
            ],
            options={
                'indexes': [models.Index(fields=['referral', 'at'], name='onset_by_referral')],
            },
        ),
    ]
