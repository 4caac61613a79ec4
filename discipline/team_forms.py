"""The forms of the team of a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discipline.choices import RowField
from discipline.intake_forms import DayForm
from discipline.team import TEAM_DAYS, candidates, longest
from organization.models import User, valid_on
from workflows.forms import ActForm, DayField, LongTextField
from workflows.routes import NoRoute


class TeamForm(DayForm):
    """Offers nobody where the way of the day has no body that names the team."""

    member = forms.ModelChoiceField(User.objects.none(), label=_("Person"), empty_label=_("– choose –"))
    leads = forms.BooleanField(label=_("Leads the team"), required=False)
    until = DayField(label=_("Sees the case until"), help_text=_("On this day he sees it no longer."))

    def prepare(self) -> None:
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
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
        field.offer(self.discipline.team.filter(valid_on(self.on)).select_related("person").order_by("pk"))


TEAM_FORMS: dict[str, type[ActForm]] = {"name_to_team": TeamForm, "end_team_membership": EndTeamForm}
