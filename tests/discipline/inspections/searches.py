"""An inspection in a small Khối, moved along its way by the real ``act``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from discipline.inspections.flows import InspectionFlow
from discipline.inspections.models import Inspection
from organization.models import Body, BodyKind, Person, Seat, User
from permissions.catalogue import Perm, roles_for
from tests.chain import Chain
from tests.discipline.matters import build_matter_chain
from tests.factories import user
from workflows.actions import Result, act, act_on_case, open_case
from workflows.models import Task

START = date(2025, 8, 4)


class Search:
    """One inspection of a member of the cell by ``by``; ``day`` moves on by one day with every act."""

    flow: Any = InspectionFlow
    opening = "note_signs"
    model: Any = Inspection

    def __init__(
        self, chain: Chain | None = None, *, by: str = "inspection", accused: Person | None = None, **data: Any
    ) -> None:
        self.chain = chain or build_matter_chain()
        self.accused = accused or self.chain.members[3]
        self.body = self.chain.bodies[by]
        self.day = START
        given = {"person": self.accused, "cell": self.chain.cell, "day": START, "acknowledge": True}
        given |= {**self.given(), **data}
        result = open_case(
            self.flow,
            by=self.holder(self.body, self.flow.opening_node().perm),
            body=self.body,
            on=START,
            key=uuid4(),
            data=given,
            verb=self.opening,
        )
        self.case_id = result.case.pk

    def given(self) -> dict[str, Any]:
        source = {"source": "denunciation", "source_number": "12-ĐT"}
        return {**source, "signs": "Spent the fund", "task_of_superior": False}

    @property
    def case(self) -> Any:
        return self.model.objects.select_related("subject", "organization", "body").get(pk=self.case_id)

    @property
    def task(self) -> Task:
        return Task.objects.open().select_related("body").get(process_id=self.case_id)

    @property
    def step(self) -> str:
        return str(self.task.flow_task.name)

    def holder(self, of: Body, perm: str) -> User:
        """Who may, in the body; never the person concerned."""
        seats = Seat.objects.on(self.day).filter(body=of, role__in=roles_for(perm, of.kind))
        found = seats.exclude(person=self.accused).order_by("pk")[0].person
        return User.objects.filter(person=found).first() or user(found)

    def actor(self) -> User:
        task = self.task
        assert task.body is not None
        return self.holder(task.body, task.perm)

    def do(self, verb: str, *, by: User | None = None, **data: Any) -> Result:
        self.day += timedelta(days=1)
        given = {"day": self.day, "acknowledge": True, **data}
        return act(self.task, verb, by=by or self.actor(), on=self.day, key=uuid4(), data=given)

    def do_on_case(self, verb: str, *, by: User, **data: Any) -> Result:
        self.day += timedelta(days=1)
        given = {"day": self.day, "acknowledge": True, **data}
        return act_on_case(self.case, verb, by=by, on=self.day, key=uuid4(), data=given)

    def ways(self) -> dict[str, Callable[[], Any]]:
        return {
            "signal": lambda: self.do("propose_inspection", number="01-TTr", assessment="They weigh enough"),
            "proposal": self.decide,
            "decided": lambda: self.do("deploy_inspection", number="01-BB", how="before him and his cell"),
            "deployed": lambda: self.do(
                "ask_explanation", asked_until=self.day + timedelta(days=10), outline="The fund of 2024"
            ),
            "explanation": lambda: self.do("hand_in_explanation", account="I explain it."),
            "verifying": lambda: self.do("put_facts_before", number="02-BC", facts="The fund was spent"),
            "org_meeting": lambda: self.do(
                "report_result", met_on=self.day, minutes_number="03-BB", number="04-BC", result="Established"
            ),
            "reported": self.conclude,
            "concluded": lambda: self.do("publish_conclusion", number="05-BB", place="Hall"),
            "published": lambda: self.do("file_inspection", number="01-ML"),
        }

    def decide(self, **data: Any) -> Result:
        given = {"number": "07-QĐ", "content": "The fund of the cell", "looks_back_to": self.day - timedelta(days=300)}
        return self.do("decide_inspection", **{**given, **data})

    def conclude(self, outcome: str = "shortcoming", **data: Any) -> Result:
        given = {"number": "08-TB", "outcome": outcome, "conclusion": "It is so.", **data}
        return self.do("conclude_inspection", **given)

    def to(self, step: str) -> Any:
        """Go the straight way until ``step`` is open."""
        while self.step != step:
            self.ways()[self.step]()
        return self

    def deserving(self, *, criticised: bool = True, heard: bool = True, voted: bool = True) -> Any:
        """Until it is concluded that the violation deserves discipline."""
        self.to("verifying")
        if criticised:
            self.do("criticise_in_inspection", account="I admit it.")
        if heard:
            self.do("hear_inspected", representative="A representative", mandate="01-QĐ", opinion="He explains it.")
        self.to("org_meeting")
        if criticised and self.body.kind != BodyKind.CELL and voted:
            self.vote()
        self.to("reported")
        self.conclude("violation_to_discipline")
        return self

    def vote(self, **votes: int) -> Result:
        """His organisation votes, at the level of discipline."""
        return self.do("record_org_vote", number="03-KP", base=9, votes=votes or {"warning": 8, "reprimand": 1})

    def pass_on(self, verb: str = "go_on_with_discipline", **data: Any) -> Result:
        """After the publication of the conclusion."""
        self.to("published")
        given = {
            "described": "Spent the fund",
            "code": "VM01",
            "started_on": START - timedelta(days=200),
            "matter": "cell",
            "expected_form": "warning",
        }
        by = self.holder(self.body, Perm.DECIDE_INSPECTION)
        return self.do_on_case(verb, by=by, **{**given, **data})
