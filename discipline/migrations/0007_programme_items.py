"""Each supervision holds its own place in the programme; named access says who gave it; what is remedied has a number."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def take_over(apps, schema_editor):
    """The item of each supervision that was begun. One that was never taken up is in no record and cannot become a
    case: it is said, and nothing is lost.
    """
    Supervision = apps.get_model("discipline", "Supervision")
    ProgrammeItem = apps.get_model("discipline", "ProgrammeItem")
    waiting = ProgrammeItem.objects.filter(supervision__isnull=True).count()
    if waiting:
        raise RuntimeError(
            f"{waiting} items of programmes were never taken up. They stand in no record and cannot become cases: take"
            " them up, or note and delete them, before this migration; they are proposed anew after it."
        )
    for row in Supervision.objects.select_related("item__programme"):
        item = row.item
        row.year, row.month = item.programme.year, item.month
        row.programme_number, row.adopted_on = item.programme.number, item.programme.adopted_on
        row.save(update_fields=["year", "month", "programme_number", "adopted_on"])
    numbers: dict[int, int] = {}
    for remedy in apps.get_model("discipline", "RemediationItem").objects.order_by("pk"):
        numbers[remedy.case_id] = remedy.number = numbers.get(remedy.case_id, 0) + 1
        remedy.save(update_fields=["number"])


class Migration(migrations.Migration):

    dependencies = [
        ('discipline', '0006_limitation_derived'),
        ('organization', '0005_armed_forces'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DenunciationTeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(verbose_name='until')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team', to='discipline.denunciation')),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.person')),
            ],
            options={
                'verbose_name': 'member of the team of a denunciation',
                'verbose_name_plural': 'members of the team of a denunciation',
                'default_permissions': (),
            },
        ),
        migrations.AddField('complaintteammember', 'named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField('identityreader', 'named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField('inspectionmember', 'named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
        migrations.AddField('inspection', 'org_vote', models.JSONField(blank=True, default=dict, verbose_name='vote of his organisation')),
        migrations.AddField('remediationitem', 'lifted_because', models.TextField(blank=True, verbose_name='why it is no longer asked for')),
        migrations.AddField('remediationitem', 'lifted_on', models.DateField(blank=True, null=True, verbose_name='no longer asked for since')),
        migrations.AddField('remediationitem', 'number', models.PositiveSmallIntegerField(default=1, verbose_name='number')),
        migrations.AddField('supervision', 'adopted_on', models.DateField(blank=True, null=True, verbose_name='adopted on')),
        migrations.AddField('supervision', 'month', models.PositiveSmallIntegerField(default=1, verbose_name='month'), preserve_default=False),
        migrations.AddField('supervision', 'programme_number', models.CharField(blank=True, max_length=60, verbose_name='number of the programme')),
        migrations.AddField('supervision', 'year', models.PositiveSmallIntegerField(default=2000, verbose_name='year'), preserve_default=False),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
