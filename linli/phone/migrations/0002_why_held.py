"""Why a record is held; until now a revoked phone was the only reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("phone", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="heldoperation",
            name="why",
            field=models.CharField(
                choices=[("REVOKED", "REVOKED"), ("NO_POST", "NO_POST")], default="REVOKED", max_length=12
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="heldoperation",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", True)), fields=["phone"], name="held_waiting"
            ),
        ),
    ]
