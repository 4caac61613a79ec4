"""Who belonged to an accused organisation at the opening of its case, and who spoke for it."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

LEADING = ("cell", "section_committee", "committee")
COUNTED = ("official", "probationary")


def on(day, prefix=""):
    later = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    return Q(**{f"{prefix}since__lte": day}) & later


def note(apps, schema_editor):
    """Every case about an organisation, ended ones too: they are still looked at. Representatives named and replaced
    before this day are known only by name; as members of the day they belonged to it, as a rule.
    """
    case_model, concerned = apps.get_model("workflows", "Case"), apps.get_model("workflows", "ConcernedPerson")
    seat, membership = apps.get_model("organization", "Seat"), apps.get_model("organization", "Membership")
    for case in case_model.objects.filter(of_organization=True).select_related("organization").iterator():
        ended, day = case.organization.until, case.opened_on
        if ended is not None and ended <= day:
            day = ended - timedelta(days=1)
        seats = seat.objects.filter(body__organization_id=case.organization_id)
        counted = membership.objects.filter(on(day), organization_id=case.organization_id, standing__in=COUNTED)
        belonged = set(seats.filter(on(day), on(day, "body__")).values_list("person_id", flat=True))
        belonged |= set(counted.values_list("person_id", flat=True))
        led = seats.filter(role="secretary", body__kind__in=LEADING)
        led = led.filter(Q(until__isnull=True) | Q(until__gt=case.opened_on))
        spoke = {case.subject_id, *led.values_list("person_id", flat=True)}
        found = [(pk, "belonged") for pk in sorted(belonged)] + [(pk, "spoke") for pk in sorted(spoke)]
        concerned.objects.bulk_create(
            [concerned(case=case, person_id=pk, since=case.opened_on, reason=reason) for pk, reason in found]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0006_committee_suspension"),
        ("workflows", "0020_organizations_accused"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConcernedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="since")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("belonged", "belonged to the organisation when the case was opened"),
                            ("spoke", "spoke for the organisation"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons_concerned",
                        to="workflows.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "person concerned beside an accused organisation",
                "verbose_name_plural": "persons concerned beside an accused organisation",
                "default_permissions": (),
                "indexes": [models.Index(fields=["person", "case"], name="cases_concerning_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person", "reason"), name="concerned_once_for_a_reason")
                ],
            },
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
