"""Who heard a party of a complaint for which body: until now the body that the complaint was addressed to."""

import django.db.models.deletion
from django.db import migrations, models


def name_body(apps, schema_editor):
    hearings = apps.get_model("discipline", "PartyHeard")
    complaints = apps.get_model("discipline", "Complaint")
    for complaint_id, body_id in complaints.objects.values_list("pk", "body_id"):
        hearings.objects.filter(case_id=complaint_id).update(body_id=body_id)


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0005_armed_forces"),
        ("discipline", "0008_programme_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="partyheard",
            name="body",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.body",
                verbose_name="heard for",
            ),
        ),
        migrations.RunPython(name_body, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="partyheard",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.body",
                verbose_name="heard for",
            ),
        ),
    ]
