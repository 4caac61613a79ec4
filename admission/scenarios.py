"""The demonstration's dossiers: some waiting at every step of the chain, some overdue, some ended."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from admission import scenario_member as member
from admission import scenario_unusual as unusual
from admission.law_of_day import law_of
from admission.models import Dossier
from admission.routes import profiles
from admission.scenario_journey import Journey, Move
from organization.models import Kind
from organization.scenario_tree import Unit
from organization.scenarios import Khoi, Step, Way
from workflows import days

#: A dossier begins at most so many days before the scenario's day; one that has the year of a probation behind it, or
#: went stale, at most so many.
LONGEST, WITH_A_YEAR = 130, 560
#: The path of an ordinary cell, lowest first.
ORDINARY: list[str] = [Kind.CELL, Kind.SECTION, Kind.BASE, Kind.SUPERIOR, Kind.DIRECT]


@dataclass(frozen=True)
class Plan:
    """How far a dossier goes: ``moves`` with the days that pass before each; then it waits ``rests`` days.

    One dossier for each of ``rests`` at the full size of S1, otherwise for the first. ``section``: only a cell in a
    section can have it. ``way``: from which kind of place in the tree.
    """

    name: str
    moves: tuple[tuple[int, Move], ...]
    rests: tuple[int, ...]
    section: bool = False
    way: Way = Way.ORDINARY

    @property
    def passed(self) -> int:
        """The days that pass on its way."""
        return sum(before for before, _move in self.moves)

    @property
    def longest(self) -> int:
        return LONGEST if self.passed < LONGEST else WITH_A_YEAR


_J = Journey
_DRAFTED: tuple[tuple[int, Move], ...] = ((0, _J.open), (3, _J.draft))
_ASKED = (*_DRAFTED, (1, _J.ask))
_ANSWERED = (*_ASKED, (12, _J.answer))
_CERTIFIED = (*_ANSWERED, (4, _J.certify))
_COMPLETE = (*_CERTIFIED, (5, _J.complete))
_AT_SECTION = (*_COMPLETE, (3, _J.cell_votes))
_AT_GRASSROOTS = (*_AT_SECTION, (4, _J.section_appraises))
_AT_APPRAISAL = (*_AT_GRASSROOTS, (6, _J.committee_votes))
_AT_STANDING = (*_AT_APPRAISAL, (6, _J.appraise))
_AGREED = (*_AT_STANDING, (5, _J.standing_votes))
_ISSUED = (*_AGREED, (1, _J.decide))
_RECEIVED = (*_ISSUED, (2, _J.receive))
_ADMITTED = (*_RECEIVED, (7, _J.hold_ceremony))
#: From a resolution of the grassroots to the decision above it; from any decision to the ceremony.
_ABOVE: tuple[tuple[int, Move], ...] = ((6, _J.appraise), (5, _J.standing_votes), (1, _J.decide))
_INTO_PARTY: tuple[tuple[int, Move], ...] = ((2, _J.receive), (7, _J.hold_ceremony))


def _cell_short(journey: Journey) -> None:
    journey.cell_votes(passes=False)


def _committee_short(journey: Journey) -> None:
    journey.committee_votes(passes=False)


def _standing_short(journey: Journey) -> None:
    journey.standing_votes(passes=False)


def _begin_filing(journey: Journey) -> None:
    journey.file_certificate(with_file=True)


#: The year of the probation and what follows it.
_YEAR_OVER = (*_ADMITTED, (366, member.pass_probation))
_RECOGNITION_FILE = (*_YEAR_OVER, (2, member.begin_recognition))
_RECOGNITION_CELL = (*_RECOGNITION_FILE, (4, member.make_file))
_RECOGNITION_AT_SECTION = (*_RECOGNITION_CELL, (3, member.cell_recognises))
_RECOGNITION_AT_GRASSROOTS = (*_RECOGNITION_AT_SECTION, (3, member.section_appraises))
_RECOGNITION_APPRAISAL = (*_RECOGNITION_AT_GRASSROOTS, (4, member.committee_proposes))
_RECOGNITION_STANDING = (*_RECOGNITION_APPRAISAL, (4, member.submit))
_RECOGNITION_AGREED = (*_RECOGNITION_STANDING, (3, member.standing_recognises))
_RECOGNISED = (*_RECOGNITION_AGREED, (1, member.issue))
_FOLLOWED: tuple[tuple[int, Move], ...] = ((0, unusual.follow),)
_LISTED = (*_FOLLOWED, (5, unusual.put_on_list))
_CLASS_PROPOSED = (*_LISTED, (20, unusual.propose_class))
_IN_CLASS = (*_CLASS_PROPOSED, (6, unusual.send_to_class))
_CLASS_DONE = (*_IN_CLASS, (15, unusual.record_certificate))

#: The rest of the last days lies beyond the deadline where a clock runs: those dossiers are overdue.
PLANS = (
    Plan("drafting", ((0, _J.open), (2, _begin_filing)), rests=(2,)),
    Plan("section", _AT_SECTION, rests=(1, 4, 6, 9), section=True),
    Plan("supplement", (*_AT_APPRAISAL, (3, _J.ask_supplement)), rests=(4, 10)),
    Plan("ceremony", _RECEIVED, rests=(3, 9, 46)),
    Plan("recognition_cell", _RECOGNITION_CELL, rests=(2,)),
    Plan("recognition_section", _RECOGNITION_AT_SECTION, rests=(3,), section=True),
    Plan("grassroots", _AT_GRASSROOTS, rests=(2, 5, 8, 12)),
    Plan("appraisal", _AT_APPRAISAL, rests=(2, 6, 57, 61)),
    Plan("supplied", (*_AT_APPRAISAL, (3, _J.ask_supplement), (5, _J.supply)), rests=(3,)),
    Plan("standing", _AT_STANDING, rests=(1, 4, 52)),
    Plan("decision", _AGREED, rests=(1, 3)),
    Plan("receipt", _ISSUED, rests=(1, 4)),
    Plan("authorised", ((0, _J.open),), rests=(1, 5)),
    Plan("papers", ((0, _J.open), (3, _J.file_certificate)), rests=(4, 8, 15)),
    Plan("verification", _ASKED, rests=(5, 20, 50, 60)),
    Plan("certification", _ANSWERED, rests=(2, 6, 9)),
    Plan("clarification", (*_ANSWERED, (3, _J.clarify)), rests=(6,)),
    Plan("completion", _CERTIFIED, rests=(3, 7, 12)),
    Plan("cell", _COMPLETE, rests=(2, 5, 9)),
    Plan("cell_shortfall", (*_COMPLETE, (3, _cell_short)), rests=(4, 9)),
    Plan("grassroots_shortfall", (*_AT_GRASSROOTS, (6, _committee_short)), rests=(5,)),
    Plan("refusal_notice", (*_AT_STANDING, (5, _standing_short)), rests=(2,)),
    Plan("refused", (*_COMPLETE, (3, _cell_short), (6, _J.stop_after_shortfall), (3, _J.notify_refusal)), rests=(12,)),
    Plan("withdrawn", (*_ASKED, (6, _J.withdraw)), rests=(20,)),
    Plan("probationary", _ADMITTED, rests=(5, 15, 30)),
    Plan("cancelled", (*_RECEIVED, (3, _J.cancel)), rests=(10,)),
    Plan("deciding", _AT_GRASSROOTS, rests=(3, 9), way=Way.AUTHORISED),
    Plan("authorised_decision", _AT_APPRAISAL, rests=(2,), way=Way.AUTHORISED),
    Plan("authorised_shortfall", (*_COMPLETE, (3, _cell_short)), rests=(4,), way=Way.AUTHORISED),
    Plan("authorised_notice", (*_AT_GRASSROOTS, (6, _committee_short)), rests=(2,), way=Way.AUTHORISED),
    Plan("admitted_by_authorised", (*_AT_APPRAISAL, (1, _J.decide), *_INTO_PARTY), rests=(8,), way=Way.AUTHORISED),
    Plan("certification_in_cell", _ANSWERED, rests=(3, 7), way=Way.GRASSROOTS_CELL),
    Plan("proposed_by_grassroots_cell", _AT_SECTION, rests=(4,), way=Way.GRASSROOTS_CELL),
    Plan("admitted_from_grassroots_cell", (*_AT_SECTION, *_ABOVE, *_INTO_PARTY), rests=(6,), way=Way.GRASSROOTS_CELL),
)
#: The member stage, and ways that are not straight; where there are sympathisers left for them.
FURTHER = (
    Plan("probation_over", _YEAR_OVER, rests=(4,)),
    Plan("recognition_file", _RECOGNITION_FILE, rests=(3,)),
    Plan("recognition_again", (*_RECOGNITION_CELL, (3, member.cell_falls_short)), rests=(5,)),
    Plan("recognition_grassroots", _RECOGNITION_AT_GRASSROOTS, rests=(4,)),
    Plan("recognition_appraisal", _RECOGNITION_APPRAISAL, rests=(3,)),
    Plan("recognition_supplement", (*_RECOGNITION_APPRAISAL, (2, member.ask_supplement)), rests=(2,)),
    Plan("recognition_standing", _RECOGNITION_STANDING, rests=(2,)),
    Plan("recognition_decision", _RECOGNITION_AGREED, rests=(2,)),
    Plan("card", _RECOGNISED, rests=(6,)),
    Plan("card_issued", (*_RECOGNISED, (9, member.hand_over_card)), rests=(10,)),
    Plan("removal", (*_RECOGNITION_FILE, (3, member.propose_removal)), rests=(3,)),
    Plan("removal_grassroots", (*_RECOGNITION_FILE, (3, member.propose_removal), (4, member.cell_removes)), rests=(3,)),
    Plan("died", (*_ASKED, (9, member.report_death)), rests=(14,)),
    Plan("followed", _FOLLOWED, rests=(9,)),
    Plan("listed", _LISTED, rests=(12,)),
    Plan("class_proposed", _CLASS_PROPOSED, rests=(3,)),
    Plan("in_class", _IN_CLASS, rests=(8,)),
    Plan("class_done", _CLASS_DONE, rests=(4,)),
    Plan("dossier_proposed", (*_CLASS_DONE, (7, unusual.propose_dossier)), rests=(2,)),
    Plan("political_review", (*_ANSWERED, (4, unusual.refer_politically)), rests=(11,)),
    Plan("stale", (*_ASKED, (365, unusual.grow_stale)), rests=(6,)),
    Plan("moving", (*_CERTIFIED, (6, unusual.report_move)), rests=(4,)),
    Plan("supplement_below", (*_AT_GRASSROOTS, (3, _J.return_below)), rests=(3,)),
)
#: What only a Khối with grassroots organisations right under it has.
CENTRAL = (
    Plan("central_appraisal", _AT_APPRAISAL, rests=(4,), way=Way.DIRECT),
    Plan("central_decision", _AGREED, rests=(2,), way=Way.DIRECT),
    Plan("admitted_at_the_centre", _ADMITTED, rests=(6,), way=Way.DIRECT),
    Plan("certification_at_the_centre", _ANSWERED, rests=(3,), way=Way.DIRECT_CELL),
    Plan("central_vote_on_a_cell", (*_AT_SECTION, (6, _J.appraise)), rests=(3,), way=Way.DIRECT_CELL),
    Plan("admitted_from_a_cell", (*_AT_SECTION, *_ABOVE, *_INTO_PARTY), rests=(6,), way=Way.DIRECT_CELL),
)


def planned(name: str = "s1", *, small: bool = False) -> list[tuple[Plan, int]]:
    """(plan, days it waits at its end) of every dossier of a scenario, the first of each plan first."""
    first = [(plan, plan.rests[0]) for plan in PLANS]
    further = [(plan, plan.rests[0]) for plan in FURTHER]
    if name == "s2":
        return first + [(plan, plan.rests[0]) for plan in CENTRAL] + further
    return first + further if small else first + [(plan, rest) for plan in PLANS for rest in plan.rests[1:]] + further


def count(name: str = "s1", *, small: bool = False) -> int:
    """How many dossiers ``build`` makes where there are cells of every way."""
    return len(planned(name, small=small))


def build(khoi: Khoi, seed: int, *, small: bool = False, step: Step | None = None) -> list[Dossier]:
    """Let the dossiers run to where their plans end; every act is judged by the law of its own past day.

    Plans are left out for which there is no cell on that day (nobody may be authorised yet), or no law so early.
    ``step`` hears of each dossier. Public ids and salts of cases are random, as everywhere; all else follows the seed.
    """
    rng, calendar = random.Random(seed), days.calendar()
    made: list[Dossier] = []
    with transaction.atomic():
        for number, (plan, rest, cell) in enumerate(_placed(khoi, small), start=1):
            person = cell.sympathizers[_taken(cell, made)]
            start = _start(khoi.day, plan, rest)
            journey = Journey(khoi, cell, person, plan.way, number=number, start=start, rng=rng, calendar=calendar)
            for before, move in plan.moves:
                journey.wait(before)
                move(journey)
            made.append(journey.case)
            if step:
                step(_("Dossiers"))
    return made


def _start(day: date, plan: Plan, rest: int) -> date:
    # drafting itself takes five days, and acts move on to working days
    slack = 5 + min(plan.passed, LONGEST) // 4 if len(plan.moves) > 2 else 1
    return day - timedelta(days=min(plan.passed + slack + rest, plan.longest))


def covered(first: date) -> bool:
    """Whether the loaded regulations know the ordinary chain on the day."""
    law = law_of(first)
    return any(profile.steps in law for profile in profiles().values() if profile.fits(ORDINARY, set()))


def _taken(cell: Unit, made: list[Dossier]) -> int:
    return sum(dossier.organization_id == cell.organization.pk for dossier in made)


def _placed(khoi: Khoi, small: bool) -> Iterator[tuple[Plan, int, Unit]]:
    """Each dossier with its cell: the first of each kind goes to the demo's base as long as it has sympathisers."""
    cells = {way: khoi.cells(way) for way in Way}
    places = {id(cell): len(cell.sympathizers) for way in Way for cell in cells[way]}
    for plan, rest in planned(khoi.name, small=small):
        if not covered(khoi.day - timedelta(days=plan.longest)):
            continue
        free = (cell for cell in cells[plan.way] if places[id(cell)] and (not plan.section or _in_section(cell)))
        cell = next(free, None)
        if cell is not None:
            places[id(cell)] -= 1
            yield plan, rest, cell


def _in_section(cell: Unit) -> bool:
    return cell.parent is not None and cell.parent.kind == Kind.SECTION
