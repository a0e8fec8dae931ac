from django.db import migrations

from linli.sealing.fields import SealedText
from linli.sealing.migrating import sealed_columns

SEALED = {
    "emergency": {"words": SealedText(blank=True, default="")},
    "emergencystep": {"words": SealedText(blank=True, default="")},
    "reportfinding": {"answer": SealedText(blank=True, default="")},
}


class Migration(migrations.Migration):

    dependencies = [("reports", "0008_finding_kinds")]

    operations = [
        *sealed_columns(app="reports", columns=SEALED),
    ]
