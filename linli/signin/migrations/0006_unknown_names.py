from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signin", "0005_three_offices")]
    operations = [
        migrations.CreateModel(
            name="UnknownTries",
            fields=[
                ("begins_at", models.DateTimeField(primary_key=True, serialize=False)),
                ("tries", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AlterField(
            model_name="attempt",
            name="kind",
            field=models.CharField(
                choices=[
                    ("PASSWORD", "PASSWORD"),
                    ("CODE", "CODE"),
                    ("SECOND", "SECOND"),
                    ("AGAIN", "AGAIN"),
                    ("ISSUE", "ISSUE"),
                    ("PUBLIC", "PUBLIC"),
                    ("PROVIDER", "PROVIDER"),
                ],
                max_length=10,
            ),
        ),
    ]
