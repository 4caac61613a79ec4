"""The last day of the limitation is derived where it is read; who is suspended from committee activity has a standing."""

from datetime import timedelta
from typing import Any

from django.db import migrations


def stand_suspended(apps: Any, schema_editor: Any) -> None:
    """A suspension from committee activity that has not ended had no standing so far."""
    suspensions = apps.get_model("discipline", "Suspension").objects.filter(suspended_from="committee")
    memberships = apps.get_model("organization", "Membership").objects
    for row in suspensions.filter(ended_on__isnull=True).select_related("case"):
        memberships.create(
            person_id=row.case.subject_id,
            organization_id=row.case.organization_id,
            standing="committee_suspended",
            since=row.since,
            until=row.until + timedelta(days=1) if row.until else None,
            basis=row.number,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("discipline", "0005_inspections"),
        ("organization", "0006_committee_suspension"),
    ]

    operations = [
        migrations.RemoveField(model_name="disciplinecase", name="limited_until"),
        migrations.RunPython(stand_suspended, migrations.RunPython.noop),
    ]
