from django.db import migrations

from linli.sealing.fields import Digest, SealedBytes, SealedText
from linli.sealing.migrating import classes_told, sealed_columns

SEALED = {
    "household": {"note": SealedText(blank=True, default="")},
    "personsource": {"note": SealedText(blank=True, default="")},
    "contactentry": {"note": SealedText(blank=True, default=""), "early_reason": SealedText(blank=True, default="")},
}
TOLD = {
    "person": {"id_sealed": SealedBytes(default=b""), "phone_sealed": SealedBytes(default=b""), "id_digest": Digest(of="id_sealed", blank=True), "phone_digest": Digest(of="phone_sealed", blank=True)},
    "cardchange": {"value": SealedBytes(), "base": SealedBytes()},
}


class Migration(migrations.Migration):

    dependencies = [("people", "0004_cards")]

    operations = [
        classes_told(columns=TOLD),
        *sealed_columns(app="people", columns=SEALED),
    ]
