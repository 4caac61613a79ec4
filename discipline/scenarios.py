"""The demonstration's discipline cases: a few of the demo's cells, each at another stage, all by the real acts."""

import random
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from discipline.collective_scenario import build_collective
from discipline.flows import DisciplineFlow
from discipline.law_of_day import law_of
from discipline.models import DisciplineCase
from organization.models import BodyKind, Person, Role, User
from organization.scenario_tree import Unit
from organization.scenarios import Khoi, Step
from workflows import days
from workflows.actions import act, open_case
from workflows.meetings.convening import close_meeting
from workflows.models import Task
from workflows.scenario_meetings import opened, pdf

#: The earliest report was registered so many days before the scenario's day.
LONGEST = 90
#: Without them no case can be led from its report to the time in which a complaint is open.
_NEEDED = ("vote_base.cell.guest", "cell_paper.deadline", "complaint.window")
_ELEMENTS = ["content", "nature", "degree", "harm", "cause", "circumstances"]


@lru_cache
def texts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "scenario_data.yaml").read_text(encoding="utf-8"))
    return loaded


class Matter:
    """One case about ``accused`` of ``cell``, conducted by its secretary; ``number`` is written on its papers."""

    def __init__(self, khoi: Khoi, cell: Unit, accused: Person, *, number: int, ago: int, form: str, seed: int) -> None:
        self.khoi, self.cell, self.accused, self.number, self.form = khoi, cell, accused, number, form
        self.rng, self.calendar = random.Random(seed * 100 + number), days.calendar()
        self.day = self._working(khoi.day - timedelta(days=ago))
        data = {
            "person": accused,
            "cell": cell.organization,
            "subject_kind": "official",
            "day": self.day,
            "source": "conclusion",
            "source_number": self.text("source"),
            "source_on": self.day - timedelta(days=5),
            "described": texts()["described"][number % len(texts()["described"])],
            "code": "VM01",
            "category": "ordinary",
            "started_on": self.day - timedelta(days=150),
            "acknowledge": True,
        }
        body = cell.bodies[BodyKind.CELL]
        opening = open_case(DisciplineFlow, by=self.secretary, body=body, on=self.day, key=self.key(), data=data)
        self.case: DisciplineCase = opening.case

    @property
    def secretary(self) -> User:
        return self.khoi.user(self.cell, BodyKind.CELL, Role.SECRETARY)

    def key(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def text(self, name: str) -> str:
        return str(texts()[name]).format(n=self.number)

    def _working(self, day: date) -> date:
        while not self.calendar.is_working_day(day):
            day += timedelta(days=1)
        return day

    def do(self, verb: str, *, after: int = 1, by: User | None = None, **data: Any) -> None:
        """The act of the cell's secretary unless told, so many days later, never after the scenario's own day."""
        self.day = min(self._working(self.day + timedelta(days=after)), self.khoi.day)
        task = Task.objects.open().get(process_id=self.case.pk)
        given = {"day": self.day, "acknowledge": True, **data}
        self.case = act(task, verb, by=by or self.secretary, on=self.day, key=self.key(), data=given).case

    # the phases, in their order

    def screen(self) -> None:
        self.do("begin_screening", matter="cell", expected_form=self.form)

    def make_known(self) -> None:
        self.do("prepare")
        described = self.case.violations.get().described
        self.do("issue_plan", after=2, number=self.text("plan"), allegations=described)
        for code, answers in texts()["opening"].items():
            self.do("file_case_paper", after=0, code=code, paper={"answers": dict(answers)})
        self.do("make_plan_known", how=self.text("how"))

    def summon(self) -> None:
        self.do("summon", purpose="self_criticism", proof=self.text("proof"))

    def criticise(self) -> None:
        self.do("hand_in_criticism", after=4, account=self.text("account"), self_nominated="reprimand")

    def verify(self) -> None:
        for row in self.case.violations.all():
            self.do("conclude_violation", violation=row, established=True, conclusion=self.text("established"))
        representative, opinion = self.text("representative"), self.text("opinion")
        self.do("record_hearing", representative=representative, mandate=self.text("plan"), opinion=opinion)
        self.do("put_before_cell", after=2, number=self.text("report"), proposed_form=self.form, remarks="")

    def vote(self) -> None:
        """The cell meets; all but two mark the form that is expected."""
        self.day = min(self._working(self.day + timedelta(days=5)), self.khoi.day)
        aside = (self.accused.public_id,)
        place = self.text("place")
        meeting = opened(self.case, self.secretary, on=self.day, key=self.key, place=place, aside=aside)
        item = meeting.items.get()
        able = [row["person"] for row in item.roster if row["votes"] and row["person"] not in aside]
        decides = str(self.case.mode(self.day)) == "decide"
        opening = "open_deciding_vote" if decides else "open_vote"
        self.do(opening, after=0, form="secret", medium="paper", tellers=able[1:3])
        self.do("seal_box", after=0)
        voters = sum(row["votes"] for row in item.roster)
        votes = {self.form: voters - 2, "no_discipline": 2}
        signed = SimpleUploadedFile(self.text("minutes"), pdf(), content_type="application/pdf")
        self.do("count_votes", after=0, issued=voters, returned=voters, invalid=0, votes=votes, minutes=signed)
        verb = "record_cell_decision" if decides else "record_cell_proposal"
        number, conclusion = self.text("resolution"), self.text("conclusion")
        self.do(verb, after=0, resolution_number=number, conclusion=conclusion, conclusion_elements=_ELEMENTS)
        close_meeting(meeting, by=self.secretary, on=self.day, ended_at=time(10, 30))

    def forward(self) -> None:
        """The section committee gives its opinion; the case goes on to the inspection commission of the base."""
        section = self.cell.parent
        assert section is not None
        by = self.khoi.user(section, BodyKind.SECTION_COMMITTEE, Role.SECRETARY)
        self.do("forward_appraisal", after=4, by=by, number=self.text("report"), remarks=self.text("established"))

    def announce(self) -> None:
        self.do("write_cell_decision", after=2, complaint_to=self.text("complaint_to"))
        self.do("announce_decision", place=self.text("hall"), receipt="handed", note="")
        self.do("take_effect", after=2, reported_number=self.text("reported"))


Move = Callable[[Matter], None]
_KNOWN: tuple[Move, ...] = (Matter.screen, Matter.make_known, Matter.summon)
_BEFORE_THE_CELL: tuple[Move, ...] = (*_KNOWN, Matter.criticise, Matter.verify)
#: (days since the report, form that is expected, moves); the second and the last are about members who have a log-in.
PLANS: tuple[tuple[int, str, tuple[Move, ...]], ...] = (
    (6, "reprimand", (Matter.screen,)),
    (20, "reprimand", _KNOWN),
    (40, "warning", _BEFORE_THE_CELL),
    (60, "expulsion", (*_BEFORE_THE_CELL, Matter.vote, Matter.forward)),
    (80, "reprimand", (*_BEFORE_THE_CELL, Matter.vote, Matter.announce)),
    (45, "warning", (*_BEFORE_THE_CELL, Matter.vote, Matter.announce)),
)


def count(name: str = "s1", *, small: bool = False) -> int:
    """How many cases ``build`` makes at most."""
    return len(PLANS) + 1


def build(khoi: Khoi, seed: int, *, small: bool = False, step: Step | None = None) -> list[DisciplineCase]:
    """The cases of the demo's cell, about its last official members, and one about a cell beside it; none where so
    early a law says too little. ``step`` hears of each.
    """
    law = law_of(khoi.day - timedelta(days=LONGEST))
    if any(name not in law for name in _NEEDED):
        return []
    made, cell = [], khoi.tree.demo_cell
    with transaction.atomic():
        for number, (ago, form, moves) in enumerate(PLANS, start=1):
            accused = cell.officials[-1] if number == 2 else cell.officials[-number - 1]
            matter = Matter(khoi, cell, accused, number=number, ago=ago, form=form, seed=seed)
            for move in moves:
                move(matter)
            made.append(matter.case)
            if step:
                step(_("Discipline cases"))
        for case in build_collective(khoi, texts(), seed):
            made.append(case)
            if step:
                step(_("Discipline cases"))
    return made
