from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"lead": ["note"], "leadevent": ["note", "tried"]}


class Migration(migrations.Migration):

    dependencies = [("tracing", "0003_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
