"""The activity of a whole organisation is suspended for a time."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("organization", "0007_vietnamese_order")]

    operations = [
        migrations.CreateModel(
            name="Standstill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until (first day no longer valid)"),
                ),
                ("basis", models.CharField(max_length=120, verbose_name="decision (number, day)")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standstills",
                        to="organization.organization",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "suspension of an organisation",
                "verbose_name_plural": "suspensions of organisations",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("until__isnull", True), ("until__gt", F("since")), _connector="OR"),
                        name="standstill_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]
