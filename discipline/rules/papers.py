"""What the file and the decision have to say before an act: discipline.md 4.1 and the guard of T23."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS
from discipline.facts import Facts
from discipline.facts.papers import FILE_LABELS, FilePaper
from workflows.law import Law, Provision, Regulation
from workflows.rules import Number, Verdict, rule

#: What sets nothing but these (an apology after a wrong discipline) is no basis of a decision.
_ASIDE = "wrong."


def bases_of(law: Law, axis: str) -> list[Regulation]:
    """The regulations on the axis that a paper of the day names as its legal basis."""
    return [
        one for one in law.regulations if one.axis == axis and not all(n.startswith(_ASIDE) for n in one.provisions)
    ]


@rule("dossier.papers_before_criticism", id="T08", needs=["file_papers", "team_named"], cured_by="authority")
def papers_of_the_opening_are_in_the_file(facts: Facts, wanted: Provision) -> Verdict:
    """Before he writes his self-criticism he has the outline, and the meeting that opened it is minuted; the plan of a
    team only where there is one.
    """
    left: Number = [
        FILE_LABELS[FilePaper(code)]
        for code in wanted.value
        if code not in facts.file_papers and (code != FilePaper.TEAM_PLAN or facts.team_named)
    ]
    if left:
        return Verdict(False, gettext_noop("Not in the file yet: %(left)s."), {"left": left})
    return Verdict(True, gettext_noop("The papers of the opening are in the file."))


@rule("dossier.papers_before_cell", id="T10", needs=["file_papers"], cured_by="authority")
def papers_are_in_the_file(facts: Facts, wanted: Provision) -> Verdict:
    """Before the case goes to the cell; the minutes of a verification only where the facts were not concluded."""
    left: Number = [
        FILE_LABELS[FilePaper(code)]
        for code in wanted.value
        if code not in facts.file_papers and not (code == FilePaper.VERIFICATION_MINUTES and facts.facts_concluded_by)
    ]
    if left:
        return Verdict(False, gettext_noop("Not in the file yet: %(left)s."), {"left": left})
    return Verdict(True, gettext_noop("The papers of the examination are in the file."))


@rule("decision.says_the_minutes", id="T23", needs=["resolved_form", "written_form"], cured_by="authority")
def decision_says_what_the_minutes_say(facts: Facts, guard: Provision) -> Verdict:
    """The form in the decision is the one that the minutes, or the judgment alone, lead to."""
    numbers: dict[str, Number] = {
        "written": FORM_LABELS[facts.written_form],
        "resolved": FORM_LABELS[facts.resolved_form],
    }
    if facts.written_form is not facts.resolved_form:
        return Verdict(False, gettext_noop("The decision says %(written)s, the minutes say %(resolved)s."), numbers)
    return Verdict(True, gettext_noop("The decision says what the minutes say: %(resolved)s."), numbers)


@rule("decision.cites_axes", id="T23", cured_by="authority")
def decision_cites_both_versions(facts: Facts, axes: Provision, law: Law) -> Verdict:
    """The regulation on the procedure and that on the substance, as they are in force for the case (DIS-01, 02)."""
    cited = {axis: [one.number for one in bases_of(law, axis)] for axis in axes.value}
    missing: Number = [axis for axis, numbers in cited.items() if not numbers]
    if missing:
        return Verdict(False, gettext_noop("No loaded regulation is in force for: %(missing)s."), {"missing": missing})
    told: Number = [number for numbers in cited.values() for number in numbers]
    return Verdict(True, gettext_noop("The decision cites both versions: %(told)s."), {"told": told})


@rule("complaint.window", "complaint.window_starts", id="T23", needs=["complaint_addressee"], cured_by="authority")
def decision_has_complaint_clause(facts: Facts, window: Provision, starts: Provision) -> Verdict:
    """To whom he may complain and within which time (DIS-113, 117)."""
    return Verdict(
        facts.complaint_addressee,
        gettext_noop("The decision says to whom he may complain and within %(length)s."),
        {"length": window.value},
    )
