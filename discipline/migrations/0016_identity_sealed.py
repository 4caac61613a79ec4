"""Who denounced, and his paper, under the key of the office (DATA_KEY_FILE): from now on no dump tells it.

What the database no longer shows may still lie in its free pages and in earlier backups: docs/decisions/0015.
"""

import json

from django.db import migrations

from organization.at_rest.cipher import sealed
from organization.at_rest.columns import SealedColumn

TABLE = 'discipline_denounceridentity'


def seal(apps, schema_editor):
    rows = apps.get_model('discipline', 'DenouncerIdentity').objects.select_related('case')
    for row in rows.iterator(chunk_size=20):
        of_case = row.case.public_id
        row.who = sealed(json.dumps([row.name, row.address, row.contact]).encode(), f'{TABLE}.who:{of_case}')
        if row.original:
            head = json.dumps([row.file_name, row.content_type]).encode()
            row.original = sealed(head + b'\n' + bytes(row.original), f'{TABLE}.original:{of_case}')
        row.save(update_fields=['who', 'original'])


class Migration(migrations.Migration):

    dependencies = [
        ('discipline', '0015_organizations_inspected_columns'),
    ]

    operations = [
        migrations.AddField(
            model_name='denounceridentity',
            name='who',
            field=SealedColumn(bound_to='case.public_id', default=b''),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='denounceridentity',
            name='original',
            field=SealedColumn(blank=True, bound_to='case.public_id', null=True),
        ),
        # no way back: nobody is to lay the names open again
        migrations.RunPython(seal),
        migrations.RemoveField(model_name='denounceridentity', name='name'),
        migrations.RemoveField(model_name='denounceridentity', name='address'),
        migrations.RemoveField(model_name='denounceridentity', name='contact'),
        migrations.RemoveField(model_name='denounceridentity', name='file_name'),
        migrations.RemoveField(model_name='denounceridentity', name='content_type'),
    ]
