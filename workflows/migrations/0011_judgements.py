"""The database itself refuses to change a judgement."""

from django.db import migrations

from workflows.audit.triggers import JUDGEMENTS


class Migration(migrations.Migration):
    dependencies = [("workflows", "0010_boxes")]
    operations = [migrations.RunPython(JUDGEMENTS.install, JUDGEMENTS.remove)]
