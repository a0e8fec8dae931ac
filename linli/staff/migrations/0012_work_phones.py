from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0011_spoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='phone',
            field=models.CharField(blank=True, default='', max_length=20),
        ),
        migrations.AlterField(
            model_name='staffchange',
            name='kind',
            field=models.CharField(choices=[('NAME', 'Name'), ('PHONE', 'Phone'), ('POST', 'Post'), ('ENDED', 'Ended'), ('TAKEN_BACK', 'Taken Back'), ('AGAIN', 'Again')], max_length=10),
        ),
    ]
