"""Whom the case complained of concerns, the complaint does: those filed before the rows were kept."""

from django.db import migrations


def inherit(apps, schema_editor):
    complaint, concerned = apps.get_model("discipline", "Complaint"), apps.get_model("workflows", "ConcernedPerson")
    for row in complaint.objects.filter(of_organization=True).order_by("pk").iterator():
        before = concerned.objects.filter(case_id=row.of_id).values_list("person_id", "reason")
        concerned.objects.bulk_create(
            [concerned(case_id=row.pk, person_id=pk, since=row.opened_on, reason=reason) for pk, reason in before],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("discipline", "0011_organizations_accused"),
        ("workflows", "0021_concerned_persons"),
    ]

    operations = [migrations.RunPython(inherit, migrations.RunPython.noop)]
