from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moves', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='moverequest',
            name='known_at',
            field=models.DateTimeField(null=True),
        ),
    ]
