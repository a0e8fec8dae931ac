from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"household": ["note"], "personsource": ["note"], "contactentry": ["note", "early_reason"]}


class Migration(migrations.Migration):

    dependencies = [("people", "0005_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
