from django.db import migrations
from django.db.models import F
from django.db.models.functions import Length, Substr

# Digits of an area -> digits of the one above it; a province is judged by itself.
ABOVE = {12: 9, 9: 6, 6: 4, 4: 2, 2: 2}


def judge_above(apps, schema_editor):
    """Say of each finding where it is judged; what was answered waits for that, and its answer is a step."""
    finding = apps.get_model("findings", "ReportFinding")
    for digits, above in ABOVE.items():
        rows = finding.objects.annotate(digits=Length("area")).filter(digits=digits)
        rows.update(above=Substr(F("area"), 1, above))
    answered = finding.objects.filter(answered_at__isnull=False, answered_by__isnull=False)
    step = apps.get_model("findings", "FindingStep")
    for row in answered.iterator(chunk_size=500):
        step.objects.create(
            county=row.county,
            area=row.area,
            finding=row,
            move="ANSWER",
            words=row.answer,
            at=row.answered_at,
            by=row.answered_by,
        )
    answered.update(state="ANSWERED")


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0002_judged_above'),
    ]

    operations = [migrations.RunPython(judge_above, migrations.RunPython.noop)]
