"""A layout is read sheet by sheet; rows are said by hand; a layout is put right, and taken back."""

import json

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def one_sheet_in_a_book(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the one sheet that was read of each file as a workbook of one, without opening the file again."""
    for version in apps.get_model("returns", "FormVersion").objects.defer("workbook").iterator():
        told = json.loads(bytes(version.layout))
        if isinstance(told, list):
            name, rows, columns, cells = told
            book = {"first": name, "left": [], "sheets": [[name, rows, columns, False, cells]]}
            version.layout = json.dumps(book, ensure_ascii=False).encode()
            version.save(update_fields=["layout"])


class Migration(migrations.Migration):
    dependencies = [("returns", "0002_layout")]

    operations = [
        migrations.AddField(model_name="formversion", name="said", field=models.JSONField(default=dict)),
        migrations.AddField(model_name="formversion", name="lost", field=models.JSONField(null=True)),
        migrations.AddField(
            model_name="formversion", name="why", field=models.CharField(blank=True, default="", max_length=200), preserve_default=False
        ),
        migrations.AddField(model_name="formversion", name="taken_back_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="formversion", name="taken_back_by", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="formversion",
            name="taken_back_why",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.RunPython(one_sheet_in_a_book, migrations.RunPython.noop),
    ]
