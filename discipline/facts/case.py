"""What a case is about: who, of which class, for which matter, by which version of the substance."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from discipline.codes import (
    CLASS_LABELS,
    FORM_LABELS,
    MATTER_LABELS,
    SUBJECT_LABELS,
    Form,
    Matter,
    SubjectClass,
    SubjectKind,
)
from workflows.facts import DAY, YES_NO, FactSheet, fact, one_of


@dataclass(frozen=True)
class CaseFacts(FactSheet):
    """``form``: the one asked about (proposed, voted or decided). ``substance_on``: see DIS-02."""

    subject_kind: SubjectKind | None = fact(one_of(SubjectKind, SUBJECT_LABELS), gettext_noop("The case is about"))
    subject_class: SubjectClass | None = fact(one_of(SubjectClass, CLASS_LABELS), gettext_noop("Highest party office"))
    holds_office: bool | None = fact(YES_NO, gettext_noop("Holds a party office"))
    matter: Matter | None = fact(one_of(Matter, MATTER_LABELS), gettext_noop("The violation lies in"))
    form: Form | None = fact(one_of(Form, FORM_LABELS), gettext_noop("Form of discipline"))
    substance_on: date | None = fact(DAY, gettext_noop("Day whose version of the substance applies"))

    @property
    def axes(self) -> dict[str, date]:
        """The substance is that of the day chosen for it (DIS-02)."""
        return {"substance": self.substance_on} if self.substance_on else {}
