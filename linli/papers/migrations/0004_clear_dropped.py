from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"paper": ["revoked_reason"]}


class Migration(migrations.Migration):

    dependencies = [("papers", "0003_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
