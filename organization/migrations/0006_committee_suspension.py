"""Suspension from committee activity alone: a standing of its own over the others."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0005_armed_forces'),
    ]

    operations = [
        migrations.AlterField(
            model_name='membership',
            name='standing',
            field=models.CharField(choices=[('masses', 'Not a member'), ('sympathizer', 'Sympathiser'), ('probationary', 'Probationary member'), ('official', 'Official member'), ('left', 'No longer a member'), ('temporarily_away', 'On temporary activity elsewhere'), ('exempt', 'Exempt from work and meetings'), ('suspended', 'Suspended from party activity'), ('committee_suspended', 'Suspended from committee activity'), ('prosecuted', 'Prosecuted or detained')], max_length=20, verbose_name='standing'),
        ),
    ]
