from django.db import migrations, models

from linli.sealing.fields import SealedText
from linli.sealing.migrating import sealed_columns

SEALED = {
    "arrival": {"note": SealedText(blank=True, default="")},
    "observation": {"closed_reason": SealedText(blank=True, default="")},
    "observationdecision": {"reason": SealedText(default="")},
    "check": {"note": SealedText(blank=True, default="")},
    "alert": {"review_reason": SealedText(blank=True, default="")},
    "finding": {"words": SealedText(default="")},
    "moverequest": {"answer": SealedText(blank=True, default="")},
}


class Migration(migrations.Migration):

    dependencies = [("observation", "0008_skew_of_checks")]

    operations = [
        *sealed_columns(app="observation", columns=SEALED),
        # So that the old columns can be made again when this is taken back.
        migrations.AlterField("finding", "words_clear", models.CharField(max_length=300, blank=True)),
        migrations.AlterField("observationdecision", "reason_clear", models.CharField(max_length=200, blank=True)),
    ]
