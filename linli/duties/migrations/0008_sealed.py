from django.db import migrations

from linli.sealing.fields import SealedText
from linli.sealing.migrating import sealed_columns

SEALED = {
    "duty": {"explanation": SealedText(blank=True, db_default="", default="")},
}


class Migration(migrations.Migration):

    dependencies = [("duties", "0007_lead_escalation")]

    operations = [
        *sealed_columns(app="duties", columns=SEALED),
    ]
