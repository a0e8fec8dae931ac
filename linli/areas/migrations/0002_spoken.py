"""How the names of areas sound, for who looks for one from a keyboard."""

from django.db import migrations, models

from linli.areas.spoken import spoken_of_area

BATCH = 20_000


def fill(apps, schema_editor):
    """Tell of each area how its name sounds; some seconds for the whole nation."""
    areas = apps.get_model("areas", "Area")
    connection = schema_editor.connection
    known = list(areas.objects.using(connection.alias).values_list("code", "name"))
    with connection.cursor() as cursor:
        for start in range(0, len(known), BATCH):
            rows = [(spoken_of_area(name=name), code) for code, name in known[start : start + BATCH]]
            cursor.executemany("UPDATE areas_area SET spoken = %s WHERE code = %s", rows)


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='area',
            name='spoken',
            field=models.CharField(blank=True, default='', max_length=200),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
