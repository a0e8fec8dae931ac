from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"arrival": ["note"], "observation": ["closed_reason"], "observationdecision": ["reason"], "check": ["note"], "alert": ["review_reason"], "finding": ["words"], "moverequest": ["answer"]}


class Migration(migrations.Migration):

    dependencies = [("observation", "0009_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
