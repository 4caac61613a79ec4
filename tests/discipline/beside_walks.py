"""Walks of a discipline case that do what lies beside the straight way."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from organization.models import Role
from tests.discipline import collective_walks, walks
from tests.discipline.beside import by_the_system, login
from tests.discipline.led import sent
from tests.discipline.matters import Matter
from tests.factories import seat
from tests.holding_meetings import signed_minutes
from workflows.meetings.convening import decide_aside, take_off
from workflows.meetings.minutes import make_minutes


def with_everything_prepared() -> Matter:
    """All that may be entered, filed, noted and judged before the cell votes."""
    matter = Matter()
    matter.do("add_violation", described="Again", code="VM02", started_on=date(2025, 7, 1))
    matter.do("file_case_paper", code="evidence", number="1", issued_on=matter.day, issuer="A", file=signed_minutes())
    matter.to("self_criticism")
    until = matter.day + timedelta(days=60)
    helper = matter.chain.members[2]
    seat(helper, matter.chain.bodies["cell"], Role.MEMBER)
    matter.do_on_case("name_to_team", by=matter.actor(), member=login(helper), leads=True, until=until)
    matter.do_on_case("end_team_membership", by=matter.actor(), membership=matter.case.team.get(), reason="Moved.")
    matter.do_on_case("note_proceedings", by=matter.actor(), number="1", stage="charged")
    matter.do_on_case("reserve_opinion", by=login(matter.accused), opinion="It was otherwise.")
    matter.do("file_own_evidence", by=login(matter.accused), note="Minutes", file=signed_minutes())
    matter.do("summon", purpose="self_criticism", proof="signed for")
    matter.do("note_summons", summons=matter.case.summonses.get(), followed=True, reason="")
    matter.criticise()
    matter.do("note_circumstance", code="repaired", side="mitigating", noted="Paid back", evidence=None)
    matter.do("judge_circumstance", circumstance=matter.case.circumstances.get(), accepted=True, reason="It is so.")
    matter.do("confirm_substance", substance_on=date(2025, 7, 1), reason="Day of the act.")
    matter.do("summon", purpose="hearing", proof="signed for")
    matter.do("record_refused_hearing", representative="R", reason="He did not come.")
    return matter


def suspended() -> Matter:
    matter = walks.criticised()
    by = matter._actor(matter.case.expelling_body(matter.day), "sign_discipline")
    given = {"suspended_from": "party", "grounds": ["obstructs"], "reason": "He hides the books."}
    until = matter.day + timedelta(days=60)
    matter.do_on_case("suspend", by=by, number="20-QĐ/UBKT", until=until, **given)
    until += timedelta(days=20)
    matter.do_on_case("extend_suspension", by=by, number="21-QĐ/UBKT", until=until, reason="Still.")
    matter.do_on_case("lift_suspension", by=by, number="22-QĐ/UBKT", reason="He gave the books.")
    return matter


def directed() -> Matter:
    matter = walks.before_cell()
    head = matter._actor(matter.chain.bodies["inspection"], "take_over_case")
    until = matter.day + timedelta(days=9)
    matter.do_on_case("direct_cell", by=head, number="11-CV/UBKT", what="Hold the meeting.", until=until)
    by_the_system(matter, "recount_clocks")
    return walks.take_over(matter)


def told_the_state() -> Matter:
    matter = walks.expelled()
    make_minutes(matter.case.agenda_items.order_by("pk")[0], on=matter.day)
    matter = walks.in_force()
    matter.do("tell_state", number="08-CV", told="His office")
    return matter


def led_from_above() -> Matter:
    matter = sent()
    by = matter.chain.users["grassroots"]
    matter.do_on_case("end_sending", by=by, reason="Another is sent.")
    reporter = matter.chain.users["base_inspection"]
    matter.do_on_case("report_no_leader", by=reporter, number="16-BC/UBKT", reason="Nobody is left.")
    matter.send()
    return matter


def in_meetings() -> Matter:
    """A case that is taken off an agenda, and a vote in the room that is set aside before the one that is counted."""
    matter = walks.before_cell()
    matter.plan()
    take_off(matter.item, by=matter.actor(), on=matter.day, key=uuid4(), reason="Another day.")
    matter.meet()
    matter.open_vote()
    matter.do("set_aside_vote", on=matter.day, reason="One ballot too many.", minutes=signed_minutes())
    matter.vote_forms(matter.all_for("warning"), record=False)
    return matter


def standing_aside() -> Matter:
    """A member of the cell asks to take no part, and it is decided so."""
    matter = walks.before_cell()
    matter.meet()
    clerk = matter.chain.users["clerk"]
    assert clerk.person is not None
    matter.do("ask_to_stand_aside", by=clerk, on=matter.day, ground="witness", reason="He saw it.")
    data = {"person": clerk.person.public_id, "stands": True, "reason": "A witness."}
    decide_aside(matter.task, by=matter.actor(), on=matter.day, key=uuid4(), data=data)
    return matter


def of_an_organization() -> Matter:
    matter = collective_walks.criticised()
    chain, by = matter.chain, matter.actor()
    given = {"person": chain.members[1], "result": "reminded", "led_to": None, "reason": "As he says."}
    matter.do_on_case("note_responsibility", by=by, **given)
    matter.do_on_case("name_representative", by=by, person=chain.members[4], reason="He is ill.")
    return matter
