"""Whether a report was owed when it was sealed, and who withdrew one, why; apart from the seal, which stays what it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0011_received_or_waiting")]

    operations = [
        migrations.AddField("report", "is_owed", models.BooleanField(default=True)),
        migrations.AddField("report", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("report", "withdrawn_by", models.UUIDField(null=True)),
        migrations.AddField("report", "withdrawn_reason", models.CharField(blank=True, max_length=200)),
        migrations.AddIndex(
            "report",
            models.Index(
                condition=models.Q(is_owed=False), fields=["day", "area"], name="report_nobody_owed"
            ),
        ),
    ]
