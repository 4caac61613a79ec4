"""A second way to count, from the text of the rules alone: people and ballots one by one, shares as fractions.

It knows neither `workflows.votes` nor `workflows.meetings`, nor the law files. Ratios stand here as the rules say them:
more than half, at least two thirds.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import NamedTuple

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
#: Forms of discipline for a member, heaviest first: khai trừ, cách chức, cảnh cáo, khiển trách.
FORMS = ("KTr", "CCh", "CC", "KT")
#: For an organisation: giải tán first.
FORMS_OF_ORGANIZATIONS = ("GT", "CC", "KT")
HEAVY = ("KTr", "GT")
NONE = "NONE"
#: A ballot of the base that stands for nothing: blank, invalid, never cast.
NOTHING = ""


class Person(NamedTuple):
    number: int
    kind: str
    overlays: frozenset[str]
    present: bool


def cell_base(people: Sequence[Person]) -> set[int]:
    """294-QĐ/TW 9.3.2: the official members, less those away, exempt and not there, suspended, prosecuted."""
    base = {person.number for person in people if person.kind == "official"}
    base -= {person.number for person in people if "temporarily_away" in person.overlays and not person.present}
    base -= {person.number for person in people if "exempt" in person.overlays and not person.present}
    base -= {person.number for person in people if "suspended" in person.overlays}
    base -= {person.number for person in people if "prosecuted" in person.overlays}
    return base


def committee_base(people: Sequence[Person]) -> set[int]:
    """294-QĐ/TW 9.3.3: the serving members, less those transferred for a time and absent, suspended, prosecuted."""
    base = {person.number for person in people}
    for person in people:
        gone = "temporarily_away" in person.overlays and not person.present
        if gone or person.overlays & {"suspended", "committee_suspended", "prosecuted"}:
            base.remove(person.number)
    return base


def more_than_half(votes: int, base: int) -> bool:
    return Fraction(votes, base) > HALF


def at_least_two_thirds(votes: int, base: int) -> bool:
    return Fraction(votes, base) >= TWO_THIRDS


def fewest(base: int, *, heavy: bool) -> int:
    """How many hands must go up, one after the other, until the share is reached."""
    enough = at_least_two_thirds if heavy else more_than_half
    hands = 0
    while not enough(hands, base):
        hands += 1
    return hands


class Answer(NamedTuple):
    """``ending`` by its code; ``form`` decided or proposed; ``sums``: the running sum as far as it was followed."""

    ending: str
    form: str | None
    sums: list[int]


def forms_answer(
    ballots: Sequence[str], *, proposing: bool, power: Iterable[str], go_down: bool, forms: Sequence[str] = FORMS
) -> Answer:
    """One entry of ``ballots`` for every member of the base: one of ``forms``, NONE or NOTHING."""
    base, may_decide = len(ballots), set(power)
    for form in forms:
        behind = sum(1 for ballot in ballots if ballot == form)
        sent_up = proposing or form not in may_decide
        enough = at_least_two_thirds if form in HEAVY and sent_up else more_than_half
        if enough(behind, base):
            return Answer("proposed" if sent_up else "decided", form, [])
    if more_than_half(sum(1 for ballot in ballots if ballot == NONE), base):
        return Answer("no_discipline", None, [])
    if proposing:
        return Answer("all_results_up", None, [])
    return _cumulated(ballots, base, may_decide, go_down, forms)


def _cumulated(ballots: Sequence[str], base: int, may_decide: set[str], go_down: bool, forms: Sequence[str]) -> Answer:
    """Lay the ballots on one pile, the heaviest form first; see whose ballot takes the pile over the half."""
    pile: list[str] = []
    sums: list[int] = []
    tipped = False
    for form in forms:
        for ballot in ballots:
            if ballot == form:
                pile.append(ballot)
                tipped = tipped or more_than_half(len(pile), base)
        sums.append(len(pile))
        if tipped and form in may_decide:
            return Answer("decided", form, sums)
        if tipped and not go_down:
            return Answer("all_results_up", None, sums)
    return Answer("all_results_up" if tipped else "no_form_report_up", None, sums)


#: What can become of one member of the base.
FATES = ("absent", "no ballot", "kept the ballot", "invalid", "yes", "no")


class Box(NamedTuple):
    """What the counting team would write down."""

    present: int
    issued: int
    returned: int
    invalid: int
    yes: int
    no: int


def box_of(fates: Sequence[str]) -> Box:
    """Follow every member to the meeting, to the table where ballots are issued, to the box."""
    present = [fate for fate in fates if fate != "absent"]
    issued = [fate for fate in present if fate != "no ballot"]
    returned = [fate for fate in issued if fate != "kept the ballot"]
    return Box(
        len(present),
        len(issued),
        len(returned),
        len([fate for fate in returned if fate == "invalid"]),
        len([fate for fate in returned if fate == "yes"]),
        len([fate for fate in returned if fate == "no"]),
    )


def boxes_that_can_be(base: int) -> Iterator[Box]:
    """Every box that ``base`` members can leave behind."""
    for fates in combinations_with_replacement(FATES, base):
        yield box_of(fates)
