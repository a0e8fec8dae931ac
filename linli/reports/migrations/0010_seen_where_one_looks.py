"""To whom a report goes; what was taken back of it; lateness put right; an opening that follows the hour."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Length, Substr

# Digits of an area, and of the one above it.
ABOVE = ((12, 9), (9, 6), (6, 4), (4, 2))
NOISE = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
SOURCE = "docs/rules/reports.md#cut-off"


def fill(apps, schema_editor):
    report, area = apps.get_model("reports", "Report"), apps.get_model("areas", "Area")
    for digits, above in ABOVE:
        rows = report.objects.annotate(digits=Length("area")).filter(digits=digits)
        rows.update(above=Substr("area", 1, above))
    fillers = list(area.objects.filter(level="CITY", name__in=NOISE).values_list("code", flat=True))
    report.objects.filter(above__in=fillers).update(above=Substr("above", 1, 2))
    # What was received and then sent back is received no more; that it was stays.
    both = report.objects.filter(received_at__isnull=False, returned_at__isnull=False, answered_at=None)
    for row in both.iterator():
        receipt = {
            "what": "RECEIPT",
            "at": row.received_at.isoformat(),
            "by": str(row.received_by),
            "words": "",
            "ended_at": row.returned_at.isoformat(),
            "ended_by": str(row.returned_by),
            "reason": row.return_reason,
        }
        report.objects.filter(pk=row.pk).update(received_at=None, received_by=None, undone=[receipt])
    apps.get_model("reports", "LateNotice").objects.update(said_at=F("filed_at"))
    apps.get_model("reports", "Schedule").objects.filter(source=SOURCE).update(opens=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_who_is_expected"), ("areas", "0001_initial")]

    operations = [
        migrations.AlterField("schedule", "opens", models.TimeField(null=True)),
        migrations.AddField("report", "above", models.CharField(blank=True, default="", max_length=9), preserve_default=False),
        migrations.AddField("report", "undone", models.JSONField(default=list)),
        migrations.AddField("latenotice", "said_at", models.DateTimeField(null=True)),
        migrations.AddField("latenotice", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("latenotice", "ended_by", models.UUIDField(null=True)),
        migrations.AddField(
            "latenotice", "end_reason", models.CharField(blank=True, default="", max_length=200), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
