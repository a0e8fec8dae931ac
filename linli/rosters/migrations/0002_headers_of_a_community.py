"""What a header means is known where it was confirmed; what was known everywhere is asked once more."""

from django.db import migrations, models

import linli.ids


class Migration(migrations.Migration):
    dependencies = [("rosters", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="HeaderMapping"),
        migrations.CreateModel(
            name="HeaderMapping",
            fields=[
                ("id", models.UUIDField(default=linli.ids.new_id, primary_key=True, serialize=False)),
                ("area", models.CharField(max_length=12)),
                ("header", models.CharField(max_length=200)),
                ("field", models.CharField(blank=True, max_length=20)),
                ("confirmed_by", models.UUIDField()),
                ("confirmed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "header"), name="header_once"),
                ],
            },
        ),
    ]
