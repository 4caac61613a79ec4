"""Papers and clocks beside the chain: ADM-57, 62, 63, 99, 102."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

import re

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_records import KEEPER_LABELS, Keeper
from admission.rules.clocks import within
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import Number, Verdict, rule

_IN_TIME = gettext_noop("Due on %(due)s, %(days)s working days from %(start)s.")
_LATE = gettext_noop("Was due on %(due)s, %(days)s working days from %(start)s; %(day)s is %(late)s working days late.")


@rule("cell.forwards_within", id="ADM-57", needs=["cell_resolved_on"], cured_by="cell")
def cell_forwards_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    return within(facts.cell_resolved_on, length, facts.cell_forwarded_on, _IN_TIME, _LATE, law=law, calendar=calendar)


@rule("committee.forwards_within", id="ADM-57", needs=["cell_resolved_on"], cured_by="grassroots")
def committee_forwards_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """Counted from the resolution of the cell."""
    return within(
        facts.cell_resolved_on, length, facts.committee_forwarded_on, _IN_TIME, _LATE, law=law, calendar=calendar
    )


@rule("ceremony.assigns_helper", id="ADM-62", needs=["ceremony_on", "ceremony_helper_official"], cured_by="cell")
def helper_at_the_ceremony_is_official(facts: Facts, assigns: Provision) -> Verdict:
    return Verdict(
        facts.ceremony_helper_official or not assigns.value,
        gettext_noop("At the ceremony an official member is assigned to help."),
    )


@rule("member_records.within", id="ADM-63", needs=["ceremony_on"], cured_by="cell")
def member_records_are_made_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """Member's CV and record card, from the ceremony on."""
    return within(facts.ceremony_on, length, facts.member_records_on, _IN_TIME, _LATE, law=law, calendar=calendar)


@rule("records.kept_by", id="ADM-99", needs=["file_kept_by", "committee_can_keep"], cured_by="superior")
def file_is_kept_by_the_right_committee(facts: Facts, kept_by: Provision) -> Verdict:
    right = Keeper(kept_by.value) if facts.committee_can_keep else Keeper.SUPERIOR
    numbers: dict[str, Number] = {"right": KEEPER_LABELS[right], "here": KEEPER_LABELS[facts.file_kept_by]}
    return Verdict(facts.file_kept_by is right, gettext_noop("Files are kept by %(right)s; here: %(here)s."), numbers)


def well_formed_cv_number(number: str, *, digits: int, letters_min: int, letters_max: int) -> bool:
    """``digits`` digits, then ``letters_min`` to ``letters_max`` capital letters of the provincial organisation; a
    space between them is allowed.
    """
    found = re.fullmatch(r"([0-9]+) ?(\w+)", number)
    if found is None or len(found[1]) != digits:
        return False
    letters = found[2]
    return letters.isalpha() and letters.isupper() and letters_min <= len(letters) <= letters_max


@rule(
    "cv_number.digits",
    "cv_number.letters_min",
    "cv_number.letters_max",
    id="ADM-102",
    needs=["cv_number"],
    cured_by="authority",
)
def cv_number_is_well_formed(facts: Facts, digits: Provision, least: Provision, most: Provision) -> Verdict:
    """Given to members only: not before the ceremony."""
    if facts.ceremony_on is None:
        return Verdict(False, gettext_noop("A number of the CV is given to members only, after the ceremony."))
    numbers: dict[str, Number] = {
        "number": facts.cv_number,
        "digits": digits.value,
        "least": least.value,
        "most": most.value,
    }
    return Verdict(
        well_formed_cv_number(facts.cv_number, digits=digits.value, letters_min=least.value, letters_max=most.value),
        gettext_noop("Number %(number)s: it takes %(digits)s digits and %(least)s to %(most)s letters."),
        numbers,
    )


@rule("cv_number.unique", id="ADM-102", needs=["cv_number", "cv_number_given"], cured_by="authority")
def cv_number_is_unique(facts: Facts, unique: Provision) -> Verdict:
    """Unique in the province, which the letters of the number name; compared with every number kept here."""
    numbers: dict[str, Number] = {"number": facts.cv_number}
    if facts.cv_number_given and unique.value:
        return Verdict(False, gettext_noop("Number %(number)s is already given to another member."), numbers)
    return Verdict(True, gettext_noop("Number %(number)s is given to nobody else here."), numbers)
