from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"handover": ["note"]}


class Migration(migrations.Migration):

    dependencies = [("staff", "0006_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
