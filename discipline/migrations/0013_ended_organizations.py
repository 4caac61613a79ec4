"""What became of an accused organisation that exists no longer, and before whom it answers (DIS-16)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discipline", "0012_complaints_inherit_concerned"),
        ("organization", "0008_standstills"),
    ]

    operations = [
        migrations.AddField(
            model_name="disciplinecase",
            name="standing",
            field=models.CharField(blank=True, max_length=20, verbose_name="what became of the organisation"),
        ),
        migrations.AddField(
            model_name="disciplinecase",
            name="above",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organization.organization",
                verbose_name="answers below",
            ),
        ),
    ]
