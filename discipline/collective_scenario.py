"""The demonstration's case about a party organisation: a cell beside the demo's own, which has proposed for itself."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from discipline.flows import DisciplineFlow
from discipline.models import DisciplineCase
from organization.models import BodyKind, Role, User
from organization.scenario_tree import Unit
from organization.scenarios import Khoi
from workflows import days
from workflows.actions import act, open_case
from workflows.models import Task

#: So many days before the scenario's own the report was registered.
AGO = 25


def build_collective(khoi: Khoi, texts: dict[str, Any], seed: int) -> list[DisciplineCase]:
    """One case, conducted by the inspection commission of the superior; none where no cell stands beside the demo's."""
    cell = _beside(khoi)
    if cell is None:
        return []
    rng, calendar = random.Random(seed * 100 + 99), days.calendar()
    above, secretary = khoi.tree.superior, khoi.user(cell, BodyKind.CELL, Role.SECRETARY)
    commission, head = above.bodies[BodyKind.INSPECTION], khoi.user(above, BodyKind.INSPECTION, Role.HEAD)

    def key() -> UUID:
        return UUID(int=rng.getrandbits(128), version=4)

    def working(day: date) -> date:
        while not calendar.is_working_day(day):
            day += timedelta(days=1)
        return day

    day = working(khoi.day - timedelta(days=AGO))
    data = {
        "accused": cell.organization,
        "person": None,
        "day": day,
        "source": "conclusion",
        "source_number": texts["source"].format(n=21),
        "source_on": day - timedelta(days=5),
        "described": texts["of_organization"],
        "code": "VO03",
        "category": "ordinary",
        "started_on": day - timedelta(days=150),
        "acknowledge": True,
    }
    verb = "register_organization_report"
    case: Any = open_case(DisciplineFlow, by=head, body=commission, on=day, key=key(), data=data, verb=verb).case

    def do(verb: str, by: User = head, after: int = 2, **given: Any) -> None:
        nonlocal case, day
        day = working(day + timedelta(days=after))
        task = Task.objects.open().get(process_id=case.pk)
        case = act(task, verb, by=by, on=day, key=key(), data={"day": day, "acknowledge": True, **given}).case

    do("begin_screening", expected_form="warning")
    do("prepare")
    do("issue_plan", number=texts["plan_above"], allegations=texts["of_organization"])
    for code, answers in texts["opening"].items():
        do("file_case_paper", after=0, code=code, paper={"answers": dict(answers)})
    do("make_plan_known", how=texts["how"])
    base = case.own_base(day)
    account, counted = texts["account_of_organization"], {"votes_reprimand": base - 1, "votes_warning": 1}
    do("hand_in_criticism", by=secretary, account=account, held_on=day, base=base, **counted)
    return [case]


def _beside(khoi: Khoi) -> Unit | None:
    """A cell of the demo's base to which who conducts the case does not belong."""
    conducting = khoi.officers.one(khoi.tree.superior, BodyKind.INSPECTION, Role.HEAD)
    beside = (cell for cell in khoi.tree.demo_cell.base.cells() if cell is not khoi.tree.demo_cell)
    return next((cell for cell in beside if conducting not in cell.officials), None)
