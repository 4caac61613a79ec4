"""The database itself refuses to change the record; the shipped calendar fills its table."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from workflows import days
from workflows.audit.triggers import RECORD


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    days.seed(apps.get_model("workflows", "CalendarDay"))


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [
        migrations.RunPython(RECORD.install, RECORD.remove),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
