"""Who is sent from above to lead one body in one case (DIS-81)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0006_committee_suspension'),
        ('workflows', '0018_checkpoints'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='case',
            options={'default_permissions': (), 'permissions': [('view_case', 'see the case'), ('open_dossier', 'open an admission dossier'), ('prepare_dossier', 'prepare an admission dossier'), ('certify_background', 'certify a CV'), ('record_resolution', 'record the resolution of the body'), ('appraise_section', 'appraise for the section committee'), ('appraise_dossier', 'appraise for the organisation department'), ('direct_after_shortfall', 'direct what follows a vote below the ratio'), ('issue_decision', 'number and sign a decision'), ('notify_refusal', 'notify a refusal'), ('receive_decision', 'receive a decision'), ('hold_ceremony', 'hold the admission ceremony'), ('transfer_dossier', 'send on or take in the dossier of an applicant who moves'), ('answer_verification', 'answer a request for verification'), ('register_report', 'register a report of a violation'), ('conduct_examination', 'conduct the examination of a discipline case'), ('appraise_discipline', 'appraise a proposal of discipline and hear the person concerned'), ('take_over_case', 'take over the discipline case of a lower body'), ('sign_discipline', 'sign and announce a decision on discipline'), ('handle_denunciation', 'receive, screen and verify a denunciation'), ('conclude_denunciation', 'conclude a denunciation and name who may know the denouncer'), ('read_denouncer', 'read who denounced'), ('send_leader', 'send somebody to lead a cell that nobody of its own can lead in a case'), ('track_cases', 'follow the discipline cases of a territory'), ('resolve_complaint', 'receive and verify a complaint about discipline'), ('inspect', 'inspect on signs of violation, and supervise by a theme'), ('decide_inspection', 'decide and conclude an inspection or a supervision'), ('read_third_persons', 'read what a dossier says of third persons')], 'verbose_name': 'case', 'verbose_name_plural': 'cases'},
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='from')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until (first day no longer valid)')),
                ('paper', models.CharField(max_length=120, verbose_name='paper (number, day)')),
                ('citation', models.JSONField(default=dict)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.body', verbose_name='body')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='workflows.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.person', verbose_name='person')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.body', verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'mandate to lead a body in a case',
                'verbose_name_plural': 'mandates to lead a body in a case',
                'default_permissions': (),
            },
        ),
    ]
