"""What 0014 has put elsewhere."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("discipline", "0014_organizations_inspected")]

    operations = [
        migrations.RemoveField(model_name="inspection", name="inspected"),
        migrations.RemoveField(model_name="inspection", name="discipline"),
        migrations.RemoveField(model_name="inspection", name="handed_to"),
        migrations.RemoveField(model_name="supervision", name="inspected"),
    ]
