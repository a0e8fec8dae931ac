"""Where the period was over before registration is an end of its own; an observation knows when it began in Linli."""

import linli.observation.rules.states
from django.db import migrations, models
from django.db.models import F, Min, OuterRef, Subquery


def date_back(apps, schema_editor):
    """Let what went on in a second row, moved or reopened, begin where the first row of its arrival was opened."""
    observation = apps.get_model("observation", "Observation")
    first = (
        observation.objects.filter(arrival=OuterRef("arrival"))
        .order_by()
        .values("arrival")
        .annotate(at=Min("opened_at"))
        .values("at")
    )
    observation.objects.alias(first=Subquery(first)).filter(first__lt=F("opened_at")).update(
        began_at=Subquery(first)
    )


class Migration(migrations.Migration):
    dependencies = [("observation", "0003_check_strike")]

    operations = [
        migrations.AddField(
            model_name="observation", name="began_at", field=models.DateTimeField(null=True)
        ),
        migrations.AlterField(
            model_name="observation",
            name="state",
            field=models.CharField(
                choices=[
                    ("OBSERVING", "OBSERVING"),
                    ("RELEASED", "RELEASED"),
                    ("OVER_BEFORE", "OVER_BEFORE"),
                    ("REFERRED", "REFERRED"),
                    ("MOVED_OUT", "MOVED_OUT"),
                    ("LOST", "LOST"),
                    ("STRUCK_OFF", "STRUCK_OFF"),
                    ("DIED", "DIED"),
                ],
                default=linli.observation.rules.states.State["OBSERVING"],
                max_length=12,
            ),
        ),
        migrations.RunPython(date_back, migrations.RunPython.noop),
    ]
