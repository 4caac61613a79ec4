"""Sealed decisions get registers of their own, which go on where the common ones stand: no number is given twice to a
paper of the same register, and none that a decision on discipline bears already.
"""

from typing import Any

from django.db import migrations


def begin(apps: Any, schema_editor: Any) -> None:
    registers = apps.get_model("workflows", "Register").objects.using(schema_editor.connection.alias)
    for row in registers.filter(document_type="decision"):
        registers.get_or_create(
            body_id=row.body_id,
            document_type="sealed_decision",
            term_since=row.term_since,
            defaults={"last_number": row.last_number},
        )


class Migration(migrations.Migration):
    dependencies = [("workflows", "0024_standing_aside")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
