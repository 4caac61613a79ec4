"""The tables of programmes and their items, which no act wrote, are gone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('discipline', '0007_programme_items')]

    operations = [
        migrations.RemoveField('supervision', 'item'),
        migrations.DeleteModel('ProgrammeItem'),
        migrations.DeleteModel('Programme'),
        migrations.AddIndex('supervision', models.Index(fields=['body', 'year'], name='programme_of_body')),
    ]
