from django.db import migrations

from linli.sealing.fields import Digest, SealedBytes, SealedJson, SealedText
from linli.sealing.migrating import classes_told, sealed_columns

SEALED = {
    "lead": {"note": SealedText(blank=True, default="")},
    "leadevent": {"note": SealedText(blank=True, default=""), "tried": SealedJson(blank=True, default=list)},
}
TOLD = {
    "lead": {"id_sealed": SealedBytes(default=b""), "phone_sealed": SealedBytes(default=b""), "id_digest": Digest(of="id_sealed", blank=True), "phone_digest": Digest(of="phone_sealed", blank=True)},
    "parkedrow": {"cells_sealed": SealedBytes()},
}


class Migration(migrations.Migration):

    dependencies = [("tracing", "0002_deadlines")]

    operations = [
        classes_told(columns=TOLD),
        *sealed_columns(app="tracing", columns=SEALED),
    ]
