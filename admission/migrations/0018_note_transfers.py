"""A dossier that moved says so in its own row: of all others no act asks whether they did."""

from django.db import migrations


def note(apps, schema_editor):
    moved = apps.get_model("admission", "Transfer").objects.values("dossier_id")
    for dossier in apps.get_model("admission", "Dossier").objects.filter(pk__in=moved).iterator():
        records = sorted({*dossier.data.get("records", ()), "transfer"})
        apps.get_model("workflows", "Case").objects.filter(pk=dossier.pk).update(
            data={**dossier.data, "records": records}
        )


class Migration(migrations.Migration):
    dependencies = [("admission", "0017_list_confirmation")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
