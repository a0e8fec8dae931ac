"""A return is answered, in words or by a correction; what was returned and answered before the newest return is kept."""

from django.db import migrations, models


def answer_corrected(apps, schema_editor):
    reports = apps.get_model("reports", "Report").objects
    for returned in reports.exclude(returned_at=None):
        of_day = reports.filter(area=returned.area, form=returned.form, day=returned.day)
        if newer := of_day.filter(version__gt=returned.version).order_by("version").first():
            reports.filter(pk=returned.pk).update(
                answered_at=newer.sealed_at, answered_by=newer.sealed_by, answer=newer.reason
            )


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_form_three")]

    operations = [
        migrations.AddField("report", "answered_at", models.DateTimeField(null=True)),
        migrations.AddField("report", "answered_by", models.UUIDField(null=True)),
        migrations.AddField("report", "answer", models.CharField(max_length=200, blank=True, default=""), preserve_default=False),
        migrations.AddField("report", "earlier_returns", models.JSONField(default=list)),
        migrations.RunPython(answer_corrected, migrations.RunPython.noop),
        migrations.AddIndex(
            "report",
            models.Index(
                name="report_waiting",
                fields=["area"],
                condition=models.Q(returned_at__isnull=False, answered_at=None),
            ),
        ),
    ]
