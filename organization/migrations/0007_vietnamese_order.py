"""Names in Vietnamese order: the keys of organisations and bodies, and those of persons anew."""

from django.db import migrations, models

from organization.text import alphabetical, sort_key

_BATCH = 2000


def fill(apps, schema_editor):
    for name, column, key in (
        ("Organization", "name", alphabetical),
        ("Body", "name", alphabetical),
        ("Person", "full_name", sort_key),
    ):
        rows = apps.get_model("organization", name)._default_manager
        batch = []
        for row in rows.only("pk", column).iterator(chunk_size=_BATCH):
            row.sort_name = key(getattr(row, column))
            batch.append(row)
            if len(batch) == _BATCH:
                rows.bulk_update(batch, ["sort_name"])
                batch = []
        if batch:
            rows.bulk_update(batch, ["sort_name"])


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0006_committee_suspension'),
    ]

    operations = [
        migrations.AddField(
            model_name='organization',
            name='sort_name',
            field=models.CharField(default='', editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='body',
            name='sort_name',
            field=models.CharField(default='', editable=False, max_length=300),
        ),
        migrations.AlterField(
            model_name='person',
            name='sort_name',
            field=models.CharField(db_index=True, editable=False, max_length=300),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
