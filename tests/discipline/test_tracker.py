"""The tracker: who sees it, what it lists, what it puts first, and that its statements do not grow."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from discipline.complaints.models import Complaint
from discipline.models import DisciplineCase
from discipline.tracking import Stage, Wanted, tracked
from organization.models import BodyKind, Role, User
from tests.chain import Chain
from tests.counting import statements
from tests.discipline.complaints.grievances import Grievance, build_grievance_chain, decided
from tests.discipline.matters import START, Matter, build_matter_chain
from tests.factories import body, organization, person, seat, user
from workflows.models import Case, CaseAccess

pytestmark = pytest.mark.django_db
ADDRESS = "/ky-luat/theo-doi/"


@pytest.fixture
def chain() -> Chain:
    return build_matter_chain()


@pytest.fixture
def looking() -> Callable[..., Any]:
    def go(by: User, on: date, address: str = "", **asked: str) -> Any:
        client = Client()
        client.force_login(by)
        with time_machine.travel(f"{on.isoformat()} 03:00:00+00:00", tick=False):
            return client.get(ADDRESS + address, asked)

    return go


def ids(response: Any) -> list[int]:
    return [line.case.pk for line in response.context["lines"]]


def test_page_is_for_who_sits_in_an_inspection_commission(chain: Chain, looking: Callable[..., Any]) -> None:
    matter = Matter(chain)
    assert looking(chain.users["cell"], matter.day).status_code == 403
    response = looking(chain.users["inspection"], matter.day)
    assert response.status_code == 200
    assert ids(response) == [matter.case_id]
    assert ADDRESS in response.content.decode()


def test_list_is_exactly_what_the_user_may_see(chain: Chain, looking: Callable[..., Any]) -> None:
    first, second = Matter(chain), Matter(chain, accused=chain.members[4])
    strange = person("Stranger")
    seat(strange, body(organization("superior", parent=chain.khoi), BodyKind.INSPECTION), Role.MEMBER)
    member = chain.users["inspection"]
    seen = set(Case.objects.visible_to(member, first.day).filter(kind="discipline").values_list("pk", flat=True))
    assert set(ids(looking(member, first.day))) == seen == {first.case_id, second.case_id}
    assert ids(looking(user(strange), first.day)) == []


def test_inspector_accused_finds_every_case_but_his_own(chain: Chain, looking: Callable[..., Any]) -> None:
    accused = chain.members[4]
    seat(accused, chain.bodies["base_inspection"], Role.MEMBER)
    own, other = Matter(chain, accused=accused, registrar="inspection"), Matter(chain)
    assert ids(looking(user(accused), own.day)) == [other.case_id]


def test_limitation_in_danger_comes_first_and_is_counted(chain: Chain) -> None:
    calm = Matter(chain).to("screening", form="reprimand")
    danger = Matter(chain, accused=chain.members[4], started_on=date(2020, 12, 1)).to("screening", form="reprimand")
    member, day = chain.users["inspection"], danger.day
    found = tracked(member, day, Wanted())
    assert [case.pk for case in found.page.object_list] == [danger.case_id, calm.case_id]
    assert (found.total, found.red, found.stages[Stage.INTAKE]) == (2, 1, 2)
    assert [case.pk for case in tracked(member, day, Wanted(red=True)).page.object_list] == [danger.case_id]


@pytest.mark.parametrize(("day", "red"), [(date(2025, 6, 1), 0), (date(2025, 6, 2), 1)])
def test_danger_begins_on_the_day_the_law_of_the_day_says(chain: Chain, day: date, red: int) -> None:
    """Six months before the last day, 1 December 2025 plus a day."""
    start = date(2025, 5, 20)
    Matter(chain, start=start, started_on=date(2020, 12, 2)).to("screening", form="reprimand")
    assert tracked(chain.users["inspection"], day, Wanted()).red == red


def test_change_of_the_law_puts_a_case_in_danger_with_no_act_in_between(chain: Chain) -> None:
    """From the day of 02-HD/UBKTTW the decision to inspect no longer ends the limitation (DIS-23)."""
    matter = Matter(chain, start=date(2021, 10, 1), started_on=date(2017, 5, 2))
    matter.screen(form="reprimand", substance_on=date(2018, 3, 1))
    matter.to("self_criticism")
    found = {day: tracked(chain.users["inspection"], day, Wanted()) for day in (date(2021, 12, 8), date(2021, 12, 9))}
    assert [(one.red, one.page.object_list[0].limited_until) for one in found.values()] == [
        (0, None),
        (1, date(2022, 5, 2)),
    ]


def test_nearest_limitation_comes_first(chain: Chain) -> None:
    later = Matter(chain, started_on=date(2020, 12, 1)).to("screening", form="reprimand")
    sooner = Matter(chain, accused=chain.members[4], started_on=date(2020, 10, 1)).to("screening", form="reprimand")
    found = tracked(chain.users["inspection"], sooner.day, Wanted()).page.object_list
    assert [case.pk for case in found] == [sooner.case_id, later.case_id]


def test_overdue_paper_of_the_cell_is_red_from_the_day_after(chain: Chain) -> None:
    matter = Matter(chain).to("cell")
    matter.vote_forms(matter.all_for("warning"))
    due = matter.case.deadlines.get(kind="cell_paper").due_on
    member = chain.users["inspection"]
    assert tracked(member, due, Wanted()).red == 0
    assert tracked(member, due + timedelta(days=1), Wanted()).red == 1


def test_time_to_complain_only_passes(chain: Chain) -> None:
    matter = Matter(chain).to("cell")
    matter.vote_forms(matter.all_for("warning"))
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC/CB")
    matter.do("tell_state", number="08-CV", told="His office")
    due = matter.case.deadlines.get(kind="complaint").due_on
    shown = []
    for day in (due, due + timedelta(days=1)):
        found = tracked(chain.users["inspection"], day, Wanted())
        shown.append((found.red, found.page.object_list[0].clock_kind))
    assert shown == [(0, "complaint"), (0, "automatic_end")]


@pytest.mark.parametrize(
    ("asked", "first", "second"),
    [
        ({"decider": "cell"}, True, True),
        ({"decider": "base_inspection"}, False, False),
        ({"form": "warning"}, True, False),
        ({"form": "reprimand"}, False, True),
        ({"code": "VM02"}, False, True),
        ({"member": ("tran",)}, True, False),
        ({"member": ("nobody",)}, False, False),
        ({"status": "finished"}, False, False),
    ],
)
def test_filter_narrows(chain: Chain, asked: dict[str, Any], first: bool, second: bool) -> None:
    one = Matter(chain).to("preparing", form="warning")
    two = Matter(chain, accused=chain.members[4], code="VM02").to("screening", form="reprimand")
    helper = person("Trần Văn Tổ")
    seat(helper, chain.bodies["cell"], Role.MEMBER)
    one.do_on_case("name_to_team", by=chain.users["cell"], member=user(helper), until=one.day + timedelta(days=60))
    day = max(one.day, two.day)
    found = tracked(chain.users["inspection"], day, Wanted(**asked)).page.object_list
    assert {case.pk for case in found} == {pk for pk, in_it in ((one.case_id, first), (two.case_id, second)) if in_it}


def test_organisation_takes_in_all_below_it(chain: Chain, looking: Callable[..., Any]) -> None:
    matter = Matter(chain)
    member = chain.users["inspection"]
    assert ids(looking(member, matter.day, to_chuc=chain.base.code)) == [matter.case_id]
    other = organization("base", parent=chain.khoi)
    assert ids(looking(member, matter.day, to_chuc=other.code)) == []
    assert looking(member, matter.day, to_chuc="no such place").context["form"].has_error("organization")


@pytest.mark.parametrize("asked", [{"cap": "x"}, {"hinh_thuc": "x"}, {"noi_dung": "VM77"}, {"tinh_trang": "x"}])
def test_unknown_answer_is_an_error_at_its_field(
    chain: Chain, looking: Callable[..., Any], asked: dict[str, str]
) -> None:
    response = looking(chain.users["inspection"], START, **asked)
    assert response.status_code == 200
    assert len(response.context["form"].errors) == 1
    assert "found" not in response.context


def test_name_of_a_team_member_stands_in_no_address(chain: Chain) -> None:
    client = Client()
    client.force_login(chain.users["inspection"])
    with time_machine.travel("2025-08-05 03:00:00+00:00", tick=False):
        address = client.post(ADDRESS, {"to_vien": "Trần", "xem": "bang", "tinh_trang": "open"}).headers["Location"]
        assert "Tr" not in address
        assert client.get(address).context["answers"] == [("Member of the team", "Trần")]


@pytest.mark.parametrize("view", ["cot", "bang"])
def test_board_and_table_show_the_same_cases(chain: Chain, looking: Callable[..., Any], view: str) -> None:
    early, late = Matter(chain), Matter(chain, accused=chain.members[4]).to("cell")
    response = looking(chain.users["inspection"], late.day, xem=view)
    content = response.content.decode()
    assert {early.case_id, late.case_id} == set(ids(response))
    assert [content.count(f'href="/ho-so/{matter.case.public_id}/"') for matter in (early, late)] == [1, 1]
    columns = {column.code: column.count for column in response.context["columns"] if column.count}
    assert columns == ({"intake": 1, "cell": 1} if view == "cot" else {})


def test_table_says_where_no_deadline_runs(chain: Chain, looking: Callable[..., Any]) -> None:
    dated, without = Matter(chain, registrar="cell").to("screening"), Matter(chain, accused=chain.members[4])
    without.to("screening", form="expulsion")
    content = looking(chain.users["inspection"], dated.day, xem="bang").content.decode()
    rows = {
        matter.case_id: next(row for row in content.split("<tr ") if matter.case.code in row)
        for matter in (dated, without)
    }
    assert "no deadline running" in rows[without.case_id]
    assert "no deadline running" not in rows[dated.case_id]


def copies(matter: Matter, number: int) -> None:
    """Further cases like it, each with the same bodies seeing it; rows alone, no acts."""
    case = matter.case
    for _copy in range(number):
        accesses = list(case.accesses.all())
        twin: Any = DisciplineCase.objects.get(pk=case.pk)
        twin.pk = twin.id = twin.case_ptr_id = None
        twin.public_id = Case._meta.get_field("public_id").get_default()
        twin._state.adding = True
        twin.save()
        for act in case.violations.all():
            act.pk, act.case_id, act._state.adding = None, twin.pk, True
            act.save()
        for row in accesses:
            CaseAccess(case_id=twin.pk, body=row.body, reason=row.reason, since=row.since, event=row.event).save()


def test_statements_do_not_grow_with_the_cases(chain: Chain) -> None:
    matter = Matter(chain, started_on=date(2020, 12, 1)).to("screening", form="reprimand")
    copies(matter, 4)
    client, asked = Client(), {"to_chuc": chain.khoi.code}
    client.force_login(chain.users["inspection"])
    with time_machine.travel(f"{matter.day.isoformat()} 03:00:00+00:00", tick=False):
        assert len(ids(client.get(ADDRESS, asked))) == 5
        few = statements(lambda: client.get(ADDRESS, asked))
        copies(matter, 55)
        found = client.get(ADDRESS, asked).context["found"]
        assert (found.total, found.red, len(found.page.object_list)) == (60, 60, 50)
        assert len(ids(client.get(ADDRESS, {**asked, "trang": "2"}))) == 10
        many = statements(lambda: client.get(ADDRESS, asked))
    assert few == many <= 14


def test_complaint_overdue_makes_its_case_red_for_who_may_see_it() -> None:
    chain = build_grievance_chain()
    grievance = Grievance(decided(chain))
    grievance.complain()
    grievance.to("accepted")
    complaint, due = grievance.complaint, grievance.complaint.deadlines.get(kind="complaint_resolution").due_on
    case, resolver = grievance.matter.case, grievance.actor()
    seeing = {resolver: True, chain.users["cell"]: False}
    for member, sees in seeing.items():
        assert Complaint.objects.visible_to(member, due).filter(pk=complaint.pk).exists() is sees
        assert DisciplineCase.objects.visible_to(member, due).filter(pk=case.pk).exists()
    reds = [[tracked(member, day, Wanted()).red for day in (due, due + timedelta(days=1))] for member in seeing]
    assert reds == [[0, 1], [0, 0]]
