from django.db import migrations

from linli.sealing.fields import SealedBytes, SealedText
from linli.sealing.migrating import classes_told, sealed_columns

SEALED = {
    "paper": {"revoked_reason": SealedText(blank=True, default="")},
}
TOLD = {
    "paper": {"values_sealed": SealedBytes()},
}


class Migration(migrations.Migration):

    dependencies = [("papers", "0002_texts")]

    operations = [
        classes_told(columns=TOLD),
        *sealed_columns(app="papers", columns=SEALED),
    ]
