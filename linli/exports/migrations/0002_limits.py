"""Above how many persons a second person must agree to an export: 20, Linli's own choice."""

from django.db import migrations

LIMITS = [{"area": "", "persons": 20, "source": "docs/rules/exports.md#exports"}]


def add(apps, schema_editor):
    model = apps.get_model("exports", "ExportLimit")
    model.objects.bulk_create(model(**row) for row in LIMITS)


def remove(apps, schema_editor):
    apps.get_model("exports", "ExportLimit").objects.filter(area__in=[row["area"] for row in LIMITS]).delete()


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
