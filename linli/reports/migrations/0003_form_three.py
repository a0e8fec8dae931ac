"""Form 3: a report holds which columns it left out and of which kinds of line its digest is made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_schedule")]

    operations = [
        migrations.AddField("report", "left_out", models.JSONField(default=list)),
        migrations.AddField("report", "lines", models.JSONField(default=list)),
        migrations.AddField("reportsum", "present", models.JSONField(default=dict)),
    ]
