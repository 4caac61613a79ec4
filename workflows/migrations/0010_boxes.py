"""Ballots carry the stamp of the program that took them; the database guards what lies in an electronic box."""

from django.db import migrations, models

from workflows.meetings.guards import BOXES


class Migration(migrations.Migration):
    dependencies = [("workflows", "0009_answer_verification")]
    operations = [
        # a ballot that lies in an open box now has none: that box is broken off and the vote held again
        migrations.AddField(
            model_name="sealedballot",
            name="stamp",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
        migrations.RunPython(BOXES.install, BOXES.remove),
    ]
