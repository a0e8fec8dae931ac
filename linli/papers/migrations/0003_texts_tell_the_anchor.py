"""Linli's own texts say from which day the period is counted apart from the day on which observation began here."""

import importlib
from uuid import UUID

from django.db import migrations

FIRST = importlib.import_module("linli.papers.migrations.0002_texts")
NOTICE = FIRST.NOTICE.replace(
    "您的医学观察从{anchor_day}起算。请您", "您的医学观察期从{anchor_day}（{anchor}）起算。请您"
)
RELEASE = FIRST.RELEASE.replace(
    "您从{first_day}起接受医学观察，到{last_day}期满。",
    "您的医学观察期从{anchor_day}（{anchor}）起算，您从{first_day}起接受医学观察，到{last_day}期满。",
)
COMPLETION = FIRST.COMPLETION.replace(
    "从{first_day}起居家医学观察，到{last_day}观察期满",
    "观察期从{anchor_day}（{anchor}）起算，从{first_day}起居家医学观察，到{last_day}观察期满",
)
# Papers that were issued keep the first version.
TEXTS = {
    "NOTICE": (UUID("01700000-0000-7000-8000-000000000006"), NOTICE),
    "RELEASE": (UUID("01700000-0000-7000-8000-000000000007"), RELEASE),
    "COMPLETION": (UUID("01700000-0000-7000-8000-000000000008"), COMPLETION),
}


def add(apps, schema_editor):
    template = apps.get_model("papers", "PaperTemplate")
    template.objects.bulk_create(
        template(id=id, kind=kind, area="", version=2, body=body) for kind, (id, body) in TEXTS.items()
    )


def remove(apps, schema_editor):
    apps.get_model("papers", "PaperTemplate").objects.filter(pk__in=[id for id, _ in TEXTS.values()]).delete()


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_texts")]

    operations = [migrations.RunPython(add, remove)]
