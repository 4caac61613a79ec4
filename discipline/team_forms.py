"""The forms of who sees a case by name: its team, and who is sent from above to lead the cell."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField
from discipline.intake_forms import AccountField, DayForm, NumberForm
from discipline.team import TEAM_DAYS, candidates, longest, seated_below
from organization.models import User
from workflows.forms import ActForm, DayField, LongTextField
from workflows.routes import NoRoute


class TeamForm(DayForm):
    """Offers nobody where the way of the day has no body that names the team."""

    member = AccountField(label=_("Person"))
    leads = forms.BooleanField(label=_("Leads the team"), required=False)
    until = DayField(label=_("Sees the case until"), help_text=_("On this day he sees it no longer."))

    def prepare(self) -> None:
        field = self.fields["member"]
        assert isinstance(field, AccountField)
        note = longest(self.discipline.law(self.on), TEAM_DAYS, self.on)
        self.fields["until"].help_text = f"{self.fields['until'].help_text} {note}".strip()
        try:
            field.queryset = candidates(self.discipline, self.discipline.team_body(self.on), self.on)
        except NoRoute:
            field.queryset = User.objects.none()


class EndTeamForm(DayForm):
    membership = RowField(label=_("Member of the team"))
    reason = LongTextField(label=_("Reason"))

    def prepare(self) -> None:
        field = self.fields["membership"]
        assert isinstance(field, RowField)
        field.offer(row for row in self.discipline.team_rows if row.runs_on(self.on))


class ReportNoLeaderForm(NumberForm):
    reason = LongTextField(label=_("Why nobody of the cell can lead it in this case"))


class SendForm(NumberForm):
    """Offers nobody where the way of the day has no superior that sends."""

    member = AccountField(
        label=_("Person"),
        help_text=_("Who holds a seat in the superior organisation or below it and has an account."),
    )
    until = DayField(label=_("Leads the cell in this case until"), help_text=_("On this day he leads it no longer."))

    def prepare(self) -> None:
        field = self.fields["member"]
        assert isinstance(field, AccountField)
        try:
            seated = seated_below(self.discipline.sender(self.on), self.on)
        except NoRoute:
            seated = User.objects.none()
        field.queryset = seated.exclude(person_id=self.discipline.subject_id)


class EndSendingForm(DayForm):
    reason = LongTextField(label=_("Reason"))


TEAM_FORMS: dict[str, type[ActForm]] = {
    "name_to_team": TeamForm,
    "end_team_membership": EndTeamForm,
    "report_no_leader": ReportNoLeaderForm,
    "send_leader": SendForm,
    "end_sending": EndSendingForm,
}
