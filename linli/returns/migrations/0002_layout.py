"""The first sheet of a layout is kept as it was read."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def read_layouts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Read the files that came before."""
    from linli.sheets.filling import read_form
    from linli.sheets.layout import packed_book

    for version in apps.get_model("returns", "FormVersion").objects.iterator():
        version.layout = packed_book(book=read_form(content=bytes(version.workbook)).book)
        version.save(update_fields=["layout"])


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="formversion", name="layout", field=models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.RunPython(read_layouts, migrations.RunPython.noop),
    ]
