"""The facts of the file and of the text of the decision (discipline.md 4.1; guard of T23)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, Form
from workflows.facts import YES_NO, FactSheet, fact, one_of, set_of


class FilePaper(StrEnum):
    """Papers of the file that no act makes of itself."""

    TEAM_PLAN = "team_plan"
    OUTLINE = "outline"
    OPENING_MINUTES = "opening_minutes"
    VERIFICATION_MINUTES = "verification_minutes"


FILE_LABELS = {
    FilePaper.TEAM_PLAN: gettext_noop("Detailed plan of the team"),
    FilePaper.OUTLINE: gettext_noop("Outline for the self-criticism"),
    FilePaper.OPENING_MINUTES: gettext_noop("Minutes of the opening meeting"),
    FilePaper.VERIFICATION_MINUTES: gettext_noop("Minutes of a verification"),
}


@dataclass(frozen=True)
class PaperFacts(FactSheet):
    """``resolved_form``: of the minutes on which the decision rests, or of the judgment that decides alone;
    ``written_form``: what the decision is going to say; ``complaint_addressee``: it names the first instance.
    """

    file_papers: frozenset[FilePaper] | None = fact(set_of(FilePaper, FILE_LABELS), gettext_noop("Papers in the file"))
    team_named: bool | None = fact(YES_NO, gettext_noop("A team examines the case"))
    resolved_form: Form | None = fact(one_of(Form, FORM_LABELS), gettext_noop("Form in the minutes"))
    written_form: Form | None = fact(one_of(Form, FORM_LABELS), gettext_noop("Form in the decision"))
    complaint_addressee: bool | None = fact(
        YES_NO, gettext_noop("The decision names the first instance of a complaint")
    )
