"""How the names of colleagues sound, for who looks for one from a keyboard."""

from django.db import migrations, models

from linli.spoken import spoken


def fill(apps, schema_editor):
    """Tell of each user how the name sounds."""
    users = apps.get_model("staff", "User")
    known = list(users.objects.only("pk", "full_name"))
    for user in known:
        user.spoken = spoken(name=user.full_name)
    users.objects.bulk_update(known, ["spoken"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0010_new_passwords'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='spoken',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
