from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"duty": ["explanation"]}


class Migration(migrations.Migration):

    dependencies = [("duties", "0008_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
