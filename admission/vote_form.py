"""The form that records what a counted vote came to: the outcome is computed, only its paper is asked."""

from contextlib import suppress

from django import forms
from django.utils.translation import gettext_lazy as _

from admission.actions.voting import paper_of_vote
from admission.codes import Document as Paper
from admission.models import Dossier
from admission.papers.schema import form_of
from workflows.forms import SHORT, ActForm, LongTextField, TextField
from workflows.papers.asking import ask
from workflows.routes import NoRoute

#: {level: the resolution that a vote there makes}, unless the chain says otherwise.
USUAL_PAPERS = {"cell": Paper.CELL_RESOLUTION, "grassroots": Paper.GRASSROOTS_RESOLUTION}


class ResolutionForm(ActForm):
    """``item``: what was counted when the form was shown; sent late, it records no other vote of the case."""

    item = forms.CharField(widget=forms.HiddenInput)
    resolution_number = TextField(label=_("Number of the resolution"), max_length=SHORT)
    ended_at = forms.TimeField(
        label=_("The meeting ended at"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "10:30", "inputmode": "numeric"}),
        help_text=_("Hour and minute, for example 10:30; printed in the minutes."),
    )
    conclusion = LongTextField(label=_("Conclusion of the meeting"), required=False)

    def prepare(self) -> None:
        item = self.case.agenda_item if self.case else None
        self.initial.setdefault("item", item.public_id if item else "")
        if self.task is not None and item is not None and isinstance(self.case, Dossier):
            level, day = self.task.flow_task.level, item.meeting.held_on
            # without a way the act itself says why it cannot be
            with suppress(NoRoute):
                paper = paper_of_vote(self.case, level, USUAL_PAPERS.get(level, ""), self.case.route(day))
                ask(self, form_of(paper))
