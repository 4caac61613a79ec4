"""The forms of those who are named: to the team of a denunciation, to read who made it."""

from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField
from discipline.denunciations.sealed_forms import DayForm
from discipline.intake_forms import AccountField
from discipline.team import IDENTITY_DAYS, TEAM_DAYS, longest, seated_below
from organization.models import valid_on
from workflows.forms import ActForm, DayField, LongTextField, TextField


class PersonForm(DayForm):
    """``days``: the provision that limits the time."""

    days = TEAM_DAYS
    member = AccountField(label=_("Person"))
    until = DayField(label=_("Until (that day no longer included)"))

    def prepare(self) -> None:
        field = self.fields["member"]
        assert isinstance(field, AccountField)
        body = self.task.body if self.task and self.task.body else self.denunciation.handler
        field.queryset = seated_below(body, self.on).exclude(person_id=self.denunciation.subject_id)
        self.fields["until"].help_text = longest(self.denunciation.law(self.on), self.days, self.on)


class NameReaderForm(PersonForm):
    days = IDENTITY_DAYS
    reason = TextField(label=_("Why he has to know the denouncer"))


class EndReaderForm(DayForm):
    membership = RowField(label=_("Who may read who denounced"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        field = self.fields["membership"]
        assert isinstance(field, RowField)
        rows = self.denunciation.identity_readers.filter(valid_on(self.on))
        field.offer(rows.select_related("user__person").order_by("pk"))


class EndMemberForm(DayForm):
    membership = RowField(label=_("Member of the team"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        field = self.fields["membership"]
        assert isinstance(field, RowField)
        field.offer(self.denunciation.team.filter(valid_on(self.on)).select_related("person").order_by("pk"))


NAMING_FORMS: dict[str, type[ActForm]] = {
    "name_identity_reader": NameReaderForm,
    "name_denunciation_team": PersonForm,
    "end_identity_reader": EndReaderForm,
    "end_denunciation_team": EndMemberForm,
}
