from django.db import migrations

from linli.sealing.fields import Digest, SealedBytes, SealedText
from linli.sealing.migrating import classes_told, sealed_columns

SEALED = {
    "referral": {"test_note": SealedText(blank=True, default="")},
    "referralstep": {"note": SealedText(blank=True, default="")},
}
TOLD = {
    "clinicvisit": {"phone_sealed": SealedBytes(), "phone_digest": Digest(of="phone_sealed")},
}


class Migration(migrations.Migration):

    dependencies = [("referrals", "0003_clinic_visits")]

    operations = [
        classes_told(columns=TOLD),
        *sealed_columns(app="referrals", columns=SEALED),
    ]
