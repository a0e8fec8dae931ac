from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"emergency": ["words"], "emergencystep": ["words"], "reportfinding": ["answer"]}


class Migration(migrations.Migration):

    dependencies = [("reports", "0009_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
