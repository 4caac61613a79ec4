"""The forms about a wrong admission."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.facts_fault import FAULT_LABELS, Fault
from admission.faults import OF_ADMISSION, OF_RECOGNITION, REDO_LABELS, RedoStep
from workflows.forms import SHORT, ActForm, DayField, LongTextField, TextField, YesNoField

_PROCEDURAL = (Fault.PROCEDURE, Fault.COMPETENCE)


class FaultForm(ActForm):
    """What is wrong; of a faulty procedure also whether the member meets the standards."""

    fault = forms.ChoiceField(label=_("What is wrong with the admission"), widget=forms.RadioSelect)
    qualified = YesNoField(
        label=_("The member meets the standards nevertheless"),
        help_text=_("The conclusion of the committee. With a standard that is not met, the answer is no."),
    )
    found = LongTextField(label=_("What was found, and on which papers it rests"))
    faults: tuple[Fault, ...] = tuple(Fault)

    def prepare(self) -> None:
        self.fill_choices("fault", [(code.value, gettext(FAULT_LABELS[code])) for code in self.faults])


class AnnulForm(FaultForm):
    signed_on = DayField(label=_("Signed on"))


class AnnulHereForm(AnnulForm):
    consent_number = TextField(label=_("Number of the superior's consent"), max_length=SHORT)
    consent_on = DayField(label=_("Day of the consent"))


class RemoveNameForm(ActForm):
    removed_on = DayField(label=_("Name removed on"))
    number = TextField(label=_("Number of the notice"), max_length=SHORT, required=False)


class OrderRedoForm(FaultForm):
    faulty = forms.MultipleChoiceField(
        label=_("Faulty steps"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not marked was right and stays. The decision itself is issued anew in any case."),
    )
    number = TextField(label=_("Number of the instruction"), max_length=SHORT)
    signed_on = DayField(label=_("Signed on"))
    faults = _PROCEDURAL
    steps: tuple[RedoStep, ...] = OF_ADMISSION

    def prepare(self) -> None:
        super().prepare()
        self.fill_choices("faulty", [(code.value, gettext(REDO_LABELS[code])) for code in self.steps])


class OrderRedoHereForm(OrderRedoForm):
    consent_number = TextField(label=_("Number of the superior's consent"), max_length=SHORT)
    consent_on = DayField(label=_("Day of the consent"))


class OrderRecognitionRedoForm(OrderRedoForm):
    steps = OF_RECOGNITION


class FinishPapersForm(ActForm):
    what = LongTextField(label=_("What was done again"))


class CertifyAgainForm(ActForm):
    cv_true = YesNoField(label=_("The CV is declared truthfully"))
    signed_on = DayField(label=_("Signed on"))


class ConcludeRedoForm(ActForm):
    responsibility = LongTextField(label=_("Review of who was responsible"))


FAULT_FORMS: dict[str, type[ActForm]] = {
    "annul": AnnulForm,
    "annul_after_intake": AnnulHereForm,
    "remove_name": RemoveNameForm,
    "order_redo": OrderRedoForm,
    "order_redo_here": OrderRedoHereForm,
    "order_recognition_redo": OrderRecognitionRedoForm,
    "finish_papers": FinishPapersForm,
    "finish_recognition_papers": FinishPapersForm,
    "certify_again": CertifyAgainForm,
    "conclude_redo": ConcludeRedoForm,
    "conclude_recognition_redo": ConcludeRedoForm,
}
