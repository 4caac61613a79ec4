"""The forms from the list of sympathisers to the permission to make a dossier."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from admission.choices import PersonChoice, PersonOfCell, people_of
from admission.models import Dossier
from admission.readmission_form import ReadmissionFields
from admission.unusual_forms import NewCertificateForm
from organization.models import Person
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField
from workflows.models import Case


class FollowPersonForm(ReadmissionFields):
    person = PersonOfCell(label=_("Person"))
    field_order = ("person",)

    def offer(self, listed: QuerySet[Person], busy: QuerySet[Case]) -> None:
        """The persons of the cell who are no members; those with an open case are left out of the list."""
        field = self.fields["person"]
        assert isinstance(field, PersonOfCell)
        field.offer(listed, busy)


class ResolvedForm(ActForm):
    number = TextField(label=_("Number of the resolution"), max_length=SHORT)
    resolved_on = DayField(label=_("Day of the resolution"))


class HelperForm(ResolvedForm):
    helper = PersonChoice(label=_("Official member assigned to help"))

    def prepare(self) -> None:
        choice = self.fields["helper"]
        assert isinstance(choice, PersonChoice)
        assert isinstance(self.case, Dossier)
        choice.of([row for row in people_of(self.case, self.on) if row.here])


class ReviewForm(ResolvedForm):
    remarks = LongTextField(label=_("Remarks"), required=False)


class DelistForm(ResolvedForm):
    reason = LongTextField(label=_("Reason"))


class SendToClassForm(ActForm):
    number = TextField(label=_("Number of the letter"), max_length=SHORT)
    sent_on = DayField(label=_("Day of the letter"))


class ConfirmListForm(ActForm):
    number = TextField(label=_("Number of the paper"), max_length=SHORT)
    confirmed_on = DayField(label=_("Day of the paper"))


class PassOnForm(ActForm):
    number = TextField(label=_("Number of the letter"), max_length=SHORT)
    passed_on = DayField(label=_("Day of the letter"))


class StampForm(ActForm):
    stamped_on = DayField(label=_("Stamped on"))


class SmallCellForm(ActForm):
    number = TextField(label=_("Number of the report"), max_length=SHORT)
    reported_on = DayField(label=_("Day of the report"))


class SourceReasonForm(ActForm):
    reason = LongTextField(label=_("Reason"))


class AllowForm(ActForm):
    number = TextField(label=_("Number of the authorisation"), max_length=SHORT)
    allowed_on = DayField(label=_("Day of the authorisation"))


class NothingForm(ActForm):
    """Nothing to ask."""


SOURCE_FORMS: dict[str, type[ActForm]] = {
    "follow_person": FollowPersonForm,
    "put_on_list": HelperForm,
    "review_list": ReviewForm,
    "confirm_list": ConfirmListForm,
    "pass_on_proposal": PassOnForm,
    "stamp_cv": StampForm,
    "report_small_cell": SmallCellForm,
    "assign_helper": HelperForm,
    "take_off_list": DelistForm,
    "follow_again": NothingForm,
    "propose_class": ResolvedForm,
    "send_to_class": SendToClassForm,
    "decline_proposal": SourceReasonForm,
    "record_certificate": NewCertificateForm,
    "miss_class": SourceReasonForm,
    "propose_dossier": ResolvedForm,
    "enrol_again": SourceReasonForm,
    "allow_dossier": AllowForm,
}
