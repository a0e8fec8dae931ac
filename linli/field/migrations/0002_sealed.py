from django.db import migrations

from linli.sealing.fields import SealedBytes
from linli.sealing.migrating import classes_told

TOLD = {
    "heldoperation": {"sealed": SealedBytes()},
}


class Migration(migrations.Migration):

    dependencies = [("field", "0001_phones")]

    operations = [
        classes_told(columns=TOLD),
    ]
