"""An inspection of an organisation is a case about that organisation, and its conclusion says by whom discipline is
deserved.

One by a body of that same organisation, which is not begun any more, goes on as it began: about its head.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def about_organizations(apps, schema_editor):
    cases = apps.get_model("workflows", "Case")
    for name in ("Inspection", "Supervision"):
        rows = apps.get_model("discipline", name).objects.filter(inspected__isnull=False)
        others = rows.exclude(body__organization_id=F("inspected_id"))
        cases.objects.filter(pk__in=others.values("pk")).update(of_organization=True)


def consequences(apps, schema_editor):
    """Where discipline has gone on it was always about the head; where it waits, about whom the inspection is."""
    consequence = apps.get_model("discipline", "Consequence")
    rows = apps.get_model("discipline", "Inspection").objects.filter(outcome="violation_to_discipline")
    for row in rows.iterator():
        itself = row.of_organization and row.discipline_id is None
        consequence.objects.create(
            case_id=row.pk,
            person_id=None if itself else row.subject_id,
            led_to_id=row.discipline_id,
            handed_to=row.handed_to,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("discipline", "0013_ended_organizations"),
        ("organization", "0008_standstills"),
        ("workflows", "0021_concerned_persons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="teammember",
            name="named_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="Consequence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "handed_to",
                    models.CharField(blank=True, max_length=200, verbose_name="handed to an organisation outside"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consequences",
                        to="discipline.inspection",
                    ),
                ),
                (
                    "led_to",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consequence",
                        to="discipline.disciplinecase",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "consequence of an inspection",
                "verbose_name_plural": "consequences of inspections",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person"), name="one_consequence_per_person"),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)),
                        fields=("case",),
                        name="one_consequence_for_the_organization",
                    ),
                ],
            },
        ),
        migrations.RunPython(about_organizations, migrations.RunPython.noop),
        migrations.RunPython(consequences, migrations.RunPython.noop),
    ]
