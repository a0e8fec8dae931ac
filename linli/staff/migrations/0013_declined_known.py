from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0012_work_phones'),
    ]

    operations = [
        migrations.AddField(
            model_name='confirmation',
            name='known_at',
            field=models.DateTimeField(null=True),
        ),
    ]
