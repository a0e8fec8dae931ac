"""An observation names the row that it goes on from; those that went on before this edition are told by their arrival."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def link(apps: Any, _schema: object) -> None:
    """Name for each rest the row of the same arrival that was closed last before it was opened."""
    observation = apps.get_model("observation", "Observation")
    before = (
        observation.objects.filter(arrival=OuterRef("arrival"), closed_at__lte=OuterRef("opened_at"))
        .exclude(pk=OuterRef("pk"))
        .order_by("-closed_at")
    )
    observation.objects.filter(began_at__isnull=False).update(continues=Subquery(before.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("observation", "0007_household_hold")]

    operations = [
        migrations.AddField(
            model_name="observation",
            name="continues",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="observation.observation",
            ),
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
    ]
