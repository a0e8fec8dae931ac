"""An index for the duties of a day, which the day's numbers are counted from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_vacuum_often")]

    operations = [
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(name="duty_of_day", fields=["county", "kind", "slot_on"]),
        ),
    ]
