"""The ballot on the forms of discipline: which forms it lists, in which order, by which ratios of the day. No database.

Source of the order and of what follows from the counts: discipline.md 2.G; see workflows.meetings.outcomes.
"""

from collections.abc import Mapping

from discipline.codes import NO_DISCIPLINE, SubjectKind
from discipline.competence import Powers
from workflows.law import Law, Provision
from workflows.meetings.ballot import Ballot, FormsVote
from workflows.meetings.outcomes import AbovePower, FormsBallot
from workflows.rules import reads

_OPTIONS = "discipline.vote.options"
ABOVE_POWER, SINGLE, CUMULATION = (
    "discipline.vote.above_power",
    "discipline.vote.single_ballot",
    "discipline.vote.cumulation",
)
reads(*(f"{_OPTIONS}.{kind}" for kind in SubjectKind), f"{_OPTIONS}.only_with_office", ABOVE_POWER)


def forms_of(law: Law, subject_kind: SubjectKind, *, holds_office: bool) -> tuple[str, ...]:
    """The forms there are for the subject, heaviest first (DIS-05..07); removal only for who holds an office."""
    forms: tuple[str, ...] = law[f"{_OPTIONS}.{subject_kind}"].value
    with_office = law[f"{_OPTIONS}.only_with_office"].value
    return tuple(form for form in forms if holds_office or form not in with_office)


def half_of(law: Law) -> Provision:
    """More than half: from the Charter's regulation where it was read, otherwise as quoted of the procedure's."""
    return law.get("vote_ratio.half") or law["discipline.vote.half"]


def two_thirds_of(law: Law) -> Provision:
    """Two thirds, from the same."""
    return law.get("vote_ratio.two_thirds") or law["discipline.vote.two_thirds"]


def forms_ballot(
    law: Law,
    *,
    subject_kind: SubjectKind,
    holds_office: bool,
    powers: Powers,
    question: str,
    labels: Mapping[str, str],
) -> Ballot:
    """One ballot of every form and "no discipline" (DIS-69).

    ``labels``: {form or NO_DISCIPLINE: words}, at least those of the ballot. Raises NotInForce on a day whose law knows
    no such single ballot or no adding up (before 2016 there were two votes).
    """
    order = forms_of(law, subject_kind, holds_office=holds_office)
    for asked in (SINGLE, CUMULATION):
        law[asked]
    ratio = half_of(law)
    ballot = FormsBallot(
        order=order,
        none=NO_DISCIPLINE,
        heavy=frozenset(law["discipline.vote.heavy_forms"].value) & frozenset(order),
        half=ratio.value,
        two_thirds=two_thirds_of(law).value,
    )
    return Ballot(
        question=question,
        labels={option: labels[option] for option in ballot.options},
        ratio=ratio,
        forms=law["discipline.vote.form"].value,
        forms_vote=FormsVote(
            ballot,
            frozenset(powers.decides) & frozenset(order),
            AbovePower(law[ABOVE_POWER].value),
            two_thirds_of(law),
        ),
    )
