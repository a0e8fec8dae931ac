from django.db import migrations

from linli.sealing.fields import SealedBytes
from linli.sealing.migrating import classes_told

TOLD = {
    "rosterimport": {"content_sealed": SealedBytes(default=b"")},
    "rosterrow": {"raw_sealed": SealedBytes(default=b"")},
}


class Migration(migrations.Migration):

    dependencies = [("exchange", "0001_initial")]

    operations = [
        classes_told(columns=TOLD),
    ]
