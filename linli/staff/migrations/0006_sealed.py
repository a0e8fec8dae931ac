from django.db import migrations

from linli.sealing.fields import SealedText
from linli.sealing.migrating import sealed_columns

SEALED = {
    "handover": {"note": SealedText(blank=True, default="")},
}


class Migration(migrations.Migration):

    dependencies = [("staff", "0005_auditor_role")]

    operations = [
        *sealed_columns(app="staff", columns=SEALED),
    ]
