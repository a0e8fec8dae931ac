"""What holds of every row once 0008 has filled it in; apart, for PostgreSQL alters no table that waits for its triggers."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_seen_where_one_looks")]

    operations = [
        migrations.AlterField("latenotice", "said_at", models.DateTimeField()),
        migrations.RemoveConstraint("latenotice", "late_notice_once"),
        migrations.AddConstraint(
            "latenotice",
            models.UniqueConstraint(
                condition=Q(ended_at=None), fields=("area", "form", "day"), name="late_notice_once"
            ),
        ),
        migrations.AddIndex(
            "latenotice", models.Index(fields=["day", "area"], name="late_notice_by_day")
        ),
        migrations.AddIndex(
            "report",
            models.Index(condition=Q(received_at=None), fields=["above", "day"], name="report_to_receive"),
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(returned_at=None) | Q(answered_at__isnull=False),
                name="report_received_or_waiting",
            ),
        ),
    ]
