"""Telephones and reasons stay with the rows of a list; a post taken back may be given again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff_lists", "0001_initial")]

    operations = [
        migrations.AddField("stafflistrow", "phone_said", models.CharField(blank=True, default="", max_length=30)),
        migrations.AddField("stafflistrow", "left_out", models.CharField(blank=True, default="", max_length=16)),
        migrations.AddField("stafflistrow", "post_taken_back_at", models.DateTimeField(null=True)),
    ]
