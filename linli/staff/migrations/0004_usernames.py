"""User names in their one form, so that no two accounts differ by the size of their letters."""

import unicodedata

from django.db import migrations


def into_one_form(apps, schema_editor):
    """Write every name in small letters; where two accounts would bear one name, say which and change nothing."""
    users = apps.get_model("staff", "User")
    taken = {}
    for user in users.objects.order_by("pk"):
        name = unicodedata.normalize("NFKC", user.username).strip().lower()
        if name in taken:
            raise ValueError(f"The accounts {taken[name]!r} and {user.username!r} bear one name; rename one of them first.")
        taken[name] = user.username
        if name != user.username:
            users.objects.filter(pk=user.pk).update(username=name)


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0003_assignments'),
    ]

    operations = [
        migrations.RunPython(into_one_form, migrations.RunPython.noop),
    ]
