"""What may be changed in a member's file, and by which papers: ADM-100."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_records import NAME_PAPER_LABELS, NamePaper
from admission.rules.records import (
    cv_number_is_unique,
    cv_number_is_well_formed,
    file_is_kept_by_the_right_committee,
    member_records_are_made_in_time,
)
from workflows.law import Provision
from workflows.rules import Number, StepRules, Verdict, rule


@rule("name_change.papers", "name_change.decided_by", id="ADM-100", needs=["name_change_papers"], cured_by="member")
def name_change_has_its_papers(facts: Facts, papers: Provision, decided_by: Provision) -> Verdict:
    """The superior decides, on an application with the official paper."""
    missing: Number = [
        NAME_PAPER_LABELS[paper] for paper in map(NamePaper, papers.value) if paper not in facts.name_change_papers
    ]
    if missing:
        message = gettext_noop("To decide on the change of name the superior is still missing: %(missing)s.")
        return Verdict(False, message, {"missing": missing})
    return Verdict(True, gettext_noop("The superior decides on the application and the official paper."))


@rule("birth_date.fixed_since", id="ADM-100")
def birth_date_is_kept(facts: Facts, fixed_since: Provision) -> Verdict:
    """A date of birth is never changed since a day that the guidance names; the original file rules."""
    since = date.fromisoformat(fixed_since.value)
    numbers: dict[str, Number] = {"since": fixed_since.value}
    if facts.birth_date_changed_on is None:
        return Verdict(True, gettext_noop("No change of the date of birth is asked for."))
    if facts.birth_date_changed_on < since:
        return Verdict(True, gettext_noop("The date of birth was changed before %(since)s."), numbers)
    message = gettext_noop("The date of birth in the file is never changed since %(since)s: the first file rules.")
    return Verdict(False, message, numbers)


#: Lateness and a number that is not known yet only show; a wrong number or keeper is refused at its field.
AT_MEMBER_RECORD = StepRules(
    blocks=(),
    flags=(
        member_records_are_made_in_time,
        cv_number_is_well_formed,
        cv_number_is_unique,
        file_is_kept_by_the_right_committee,
    ),
)
AT_NAME_CHANGE = StepRules(blocks=(name_change_has_its_papers, birth_date_is_kept))
