"""The database refuses a vote that passes over a state, and a tally of what is not counted."""

from django.db import migrations

from workflows.meetings.guards import VOTES


class Migration(migrations.Migration):
    dependencies = [("workflows", "0011_judgements")]
    # backwards the triggers stay: those of 0005 are among them, and its own way back takes all of them away
    operations = [migrations.RunPython(VOTES.install, migrations.RunPython.noop)]
