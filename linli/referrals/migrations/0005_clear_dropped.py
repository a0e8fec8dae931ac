from django.db import migrations

from linli.sealing.migrating import clear_columns_dropped

SEALED = {"referral": ["test_note"], "referralstep": ["note"]}


class Migration(migrations.Migration):

    dependencies = [("referrals", "0004_sealed")]

    operations = clear_columns_dropped(columns=SEALED)
