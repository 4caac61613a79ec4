"""Inspection on signs of violation, and thematic supervision: DIS-142 to DIS-149."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes_complaint import ORGAN_LABELS, Organ
from discipline.codes_inspection import (
    INSPECTION_OUTCOME_LABELS,
    SOURCE_LABELS,
    InspectionKind,
    InspectionOutcome,
)
from discipline.facts import Facts
from discipline.rules.lengths import within
from workflows.calendar import Calendar, add_months
from workflows.law import Law, Provision
from workflows.rules import Verdict, not_known, rule

_DUE = gettext_noop("Begun on %(start)s, to be concluded until %(due)s, %(days)s %(unit)s after.")
_OVERDUE = gettext_noop("Begun on %(start)s, it had to be concluded until %(due)s, %(days)s %(unit)s after.")
_NO_CELL = gettext_noop("Does not apply: no cell inspects.")


@rule("inspection.competent", id="DIS-142", needs=["inspection_by", "inspected_of_receiver"], cured_by="superior")
def inspection_is_competent(facts: Facts, bodies: Provision) -> Verdict:
    """A cell inspects its own members, but reports what concerns a superior's task of a superior committee member."""
    numbers = {"organ": ORGAN_LABELS[facts.inspection_by]}
    if facts.inspection_by not in bodies.value or not facts.inspected_of_receiver:
        return Verdict(
            False,
            gettext_noop("This body may not inspect the one concerned on signs of violation: %(organ)s."),
            numbers,
        )
    if facts.inspection_by is Organ.CELL:
        missing = [
            name for name in ("inspected_sits_above", "inspection_task_of_superior") if getattr(facts, name) is None
        ]
        if missing and False not in (facts.inspected_sits_above, facts.inspection_task_of_superior):
            return not_known(facts, *missing)
        if facts.inspected_sits_above and facts.inspection_task_of_superior:
            return Verdict(
                False,
                gettext_noop(
                    "A cell does not inspect a member of a superior committee on a task assigned by a superior: it"
                    " reports."
                ),
            )
    return Verdict(True, gettext_noop("The body is competent to inspect: %(organ)s."), numbers)


@rule("inspection.sources", id="DIS-143", needs=["inspection_source", "inspection_assessed"], cured_by="authority")
def signs_have_a_source(facts: Facts, sources: Provision) -> Verdict:
    return Verdict(
        facts.inspection_source in sources.value and facts.inspection_assessed,
        gettext_noop("Source and assessment of the signs are recorded before the decision; source: %(source)s."),
        {"source": SOURCE_LABELS[facts.inspection_source]},
    )


@rule("inspection.outcomes", id="DIS-144", needs=["inspection_concluded_on"], cured_by="authority")
def inspection_outcome_is_one_of_four(facts: Facts, outcomes: Provision) -> Verdict:
    if facts.inspection_outcome is None:
        return Verdict(False, gettext_noop("The inspection is concluded and has none of the four outcomes."))
    return Verdict(
        facts.inspection_outcome in outcomes.value,
        gettext_noop("Outcome of the inspection: %(outcome)s."),
        {"outcome": INSPECTION_OUTCOME_LABELS[facts.inspection_outcome]},
    )


@rule("inspection.same_procedure", id="DIS-144", needs=["inspection_outcome"], cured_by="authority")
def discipline_follows_without_a_second_inspection(facts: Facts, same: Provision) -> Verdict:
    if facts.inspection_outcome is not InspectionOutcome.VIOLATION_TO_DISCIPLINE:
        return Verdict(True, gettext_noop("Does not apply: the outcome is no discipline."))
    if facts.inspection_second is None:
        return not_known(facts, "inspection_second")
    return Verdict(
        not facts.inspection_second,
        gettext_noop("Discipline follows in the same procedure: there is no second inspection."),
    )


@rule(
    "inspection.cell_length",
    "inspection.thematic_length",
    "supervision.length",
    "inspection.extension_parts",
    id="DIS-145",
    needs=["inspection_by", "inspection_kind", "inspection_started_on", "inspection_days_added"],
    cured_by="cell",
)
def cell_inspection_in_time(
    facts: Facts,
    signs: Provision,
    thematic: Provision,
    supervision: Provision,
    parts: Provision,
    law: Law,
    calendar: Calendar,
) -> Verdict:
    """Days added count up to the part of the length by which it may be extended."""
    if facts.inspection_by is not Organ.CELL:
        return Verdict(True, _NO_CELL)
    length = _of_kind(facts, signs, thematic, supervision)
    return within(
        facts.inspection_started_on,
        length,
        facts.inspection_concluded_on,
        _DUE,
        _OVERDUE,
        law=law,
        calendar=calendar,
        added=min(facts.inspection_days_added, longest_extension(length, parts)),
    )


@rule(
    "inspection.cell_length",
    "inspection.thematic_length",
    "supervision.length",
    "inspection.extension_parts",
    id="DIS-145",
    needs=["inspection_by", "inspection_kind", "inspection_days_added"],
    cured_by="cell",
)
def cell_extension_is_short(
    facts: Facts, signs: Provision, thematic: Provision, supervision: Provision, parts: Provision
) -> Verdict:
    if facts.inspection_by is not Organ.CELL:
        return Verdict(True, _NO_CELL)
    length = _of_kind(facts, signs, thematic, supervision)
    most = longest_extension(length, parts)
    return Verdict(
        facts.inspection_days_added <= most,
        gettext_noop("Extended by %(days)s days; allowed is a part of %(parts)s of the length: %(max)s days."),
        {"days": facts.inspection_days_added, "parts": parts.value, "max": most},
        cites=(length, parts),
    )


@rule("inspection.made_known_within", id="DIS-145", needs=["inspection_by", "inspection_decided_on"], cured_by="cell")
def inspection_is_made_known_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    if facts.inspection_by is not Organ.CELL:
        return Verdict(True, _NO_CELL)
    return within(
        facts.inspection_decided_on,
        length,
        facts.inspection_made_known_on,
        gettext_noop("Decided on %(start)s, to be made known until %(due)s, %(days)s %(unit)s after."),
        gettext_noop("Decided on %(start)s, it had to be made known until %(due)s, %(days)s %(unit)s after."),
        law=law,
        calendar=calendar,
    )


@rule("inspection.team_max", id="DIS-145", needs=["inspection_by", "inspection_team"], cured_by="cell")
def inspection_team_is_small(facts: Facts, most: Provision) -> Verdict:
    if facts.inspection_by is not Organ.CELL:
        return Verdict(True, _NO_CELL)
    return Verdict(
        facts.inspection_team <= most.value,
        gettext_noop("The team of a cell has %(count)s members; at most %(max)s."),
        {"count": facts.inspection_team, "max": most.value},
    )


@rule(
    "inspection.look_back",
    "inspection.look_back_grassroots",
    id="DIS-145",
    needs=["inspection_by", "inspection_decided_on", "inspection_looks_back_to", "cell_of_grassroots"],
    cured_by="cell",
)
def inspection_looks_back_no_further(facts: Facts, other: Provision, grassroots: Provision) -> Verdict:
    if facts.inspection_by is not Organ.CELL:
        return Verdict(True, _NO_CELL)
    length = grassroots if facts.cell_of_grassroots else other
    earliest = add_months(facts.inspection_decided_on, -length.value)
    return Verdict(
        facts.inspection_looks_back_to >= earliest,
        gettext_noop("The inspection looks back to %(day)s; at most %(months)s months, to %(earliest)s."),
        {
            "day": facts.inspection_looks_back_to.isoformat(),
            "months": length.value,
            "earliest": earliest.isoformat(),
        },
        cites=(length,),
    )


@rule(
    "inspection.length",
    "inspection.length_central",
    id="DIS-146",
    needs=["inspection_started_on", "inspection_above_grassroots", "inspection_at_centre"],
    cured_by="authority",
)
def inspection_in_time(facts: Facts, above: Provision, central: Provision, law: Law, calendar: Calendar) -> Verdict:
    """Without an extension: how long one may be is not known (U-02)."""
    if not (facts.inspection_above_grassroots or facts.inspection_at_centre):
        return Verdict(True, gettext_noop("Does not apply: the body does not stand above the grassroots."))
    return within(
        facts.inspection_started_on,
        central if facts.inspection_at_centre else above,
        facts.inspection_concluded_on,
        _DUE,
        _OVERDUE,
        law=law,
        calendar=calendar,
    )


@rule("inspection.extensions_max", id="DIS-146", needs=["inspection_extensions"], cured_by="authority")
def inspection_extended_once(facts: Facts, most: Provision) -> Verdict:
    return Verdict(
        facts.inspection_extensions <= most.value,
        gettext_noop("Extended %(count)s times; at most %(max)s."),
        {"count": facts.inspection_extensions, "max": most.value},
    )


@rule(
    "supervision.cell_committee",
    "supervision.cell_members_more_than",
    "supervision.cell_scattered",
    id="DIS-148",
    needs=["inspection_by", "inspection_kind", "cell_has_committee", "cell_members", "cell_scattered"],
)
def supervision_by_cell_allowed(
    facts: Facts, committee: Provision, more_than: Provision, scattered: Provision
) -> Verdict:
    if facts.inspection_by is not Organ.CELL or facts.inspection_kind is not InspectionKind.SUPERVISION:
        return Verdict(True, gettext_noop("Does not apply: no cell supervises by a theme."))
    return Verdict(
        facts.cell_has_committee and facts.cell_members > more_than.value and facts.cell_scattered,
        gettext_noop(
            "A cell supervises by a theme only if it has a committee, more than %(min)s members (here %(count)s) and"
            " scattered activity."
        ),
        {"min": more_than.value, "count": facts.cell_members},
    )


@rule("supervision.signs_to_inspection", id="DIS-149", needs=["supervision_found_signs"], cured_by="authority")
def signs_go_to_inspection(facts: Facts, transfer: Provision) -> Verdict:
    if not facts.supervision_found_signs:
        return Verdict(True, gettext_noop("Does not apply: no signs of a violation were found."))
    if facts.supervision_transferred is None:
        return not_known(facts, "supervision_transferred")
    return Verdict(
        facts.supervision_transferred,
        gettext_noop("Where supervision finds signs of a violation, an inspection on them follows."),
    )


def longest_extension(length: Provision, parts: Provision) -> int:
    """The most units by which ``length`` may be extended: one of its ``parts``, rounded down."""
    whole: int = length.value
    return whole // int(parts.value)


def _of_kind(facts: Facts, signs: Provision, thematic: Provision, supervision: Provision) -> Provision:
    return {
        InspectionKind.SIGNS: signs,
        InspectionKind.THEMATIC: thematic,
        InspectionKind.SUPERVISION: supervision,
    }[facts.inspection_kind]
