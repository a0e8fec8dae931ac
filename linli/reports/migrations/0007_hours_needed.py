"""Every report carries its hours; the table of single hours is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_schedules")]

    operations = [
        migrations.AlterField("report", "late_after", models.DateTimeField()),
        migrations.AlterField("report", "closes_at", models.DateTimeField()),
        migrations.AlterField("report", "first_sealed_at", models.DateTimeField()),
        migrations.DeleteModel("Deadline"),
    ]
