"""What must not be: each refused at its place with the rule that forbids it, and nothing stored."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from discipline.models import DisciplineCase
from organization.models import Role
from tests.discipline.matters import START, Matter, build_matter_chain
from tests.discipline.walks import proposed_up
from tests.factories import seat
from tests.holding_meetings import signed_minutes
from workflows.acting import Refused
from workflows.findings import RuleBroken
from workflows.meetings.convening import convene
from workflows.models import Event, Judgement, Tally

pytestmark = pytest.mark.django_db


def stored() -> tuple[int, int, int]:
    return Judgement.objects.count(), Event.objects.count(), Tally.objects.count()


def broken(error: RuleBroken) -> set[str]:
    return {finding.rule for finding in error.findings}


def test_a_violation_without_a_day_is_refused_at_its_day() -> None:
    chain = build_matter_chain()
    with pytest.raises(Refused, match="DIS-24") as refused:
        Matter(chain, started_on=None)
    assert set(refused.value.errors) == {"started_on"}
    assert (DisciplineCase.objects.count(), *stored()) == (0, 0, 0, 0)


def test_a_violation_of_tomorrow_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Matter(started_on=START + timedelta(days=1))
    assert set(refused.value.errors) == {"started_on"}


def test_a_cell_does_not_decide_what_is_above_its_power() -> None:
    matter = Matter().to("cell", form="expulsion")
    matter.meet()
    before = stored()
    with pytest.raises(RuleBroken) as error:
        matter.do("open_deciding_vote", on=matter.day, form="secret", medium="paper", tellers=[])
    assert "DIS-45" in broken(error.value)
    assert stored() == before


def test_what_is_within_its_power_a_cell_does_not_only_propose() -> None:
    matter = Matter().to("cell", form="warning")
    matter.meet()
    with pytest.raises(RuleBroken) as error:
        matter.do("open_vote", on=matter.day, form="secret", medium="paper", tellers=[])
    assert "DIS-46" in broken(error.value)


def test_an_open_vote_on_discipline_is_refused() -> None:
    matter = Matter().to("cell")
    matter.meet()
    with pytest.raises(RuleBroken) as error:
        matter.open_vote(form="card")
    assert "DIS-68" in broken(error.value)


def test_a_ballot_names_no_form_that_is_not_open_to_him() -> None:
    """Removal from office, of a member who holds none."""
    matter = Matter().to("cell")
    matter.meet()
    matter.open_vote()
    matter.do("seal_box", on=matter.day)
    assert "removal" not in matter.item.options
    before = stored()
    counts: dict[str, Any] = {"issued": 5, "returned": 5, "invalid": 0, "votes": {"removal": 5}}
    with pytest.raises(Refused, match="no such option"):
        matter.do("count_votes", on=matter.day, minutes=signed_minutes(), **counts)
    assert stored() == before


def test_removal_stands_on_the_ballot_of_who_holds_an_office() -> None:
    chain = build_matter_chain()
    holder = chain.members[4]
    seat(holder, chain.bodies["cell"], Role.DEPUTY_SECRETARY)
    matter = Matter(chain, accused=holder).to("cell")
    matter.meet()
    matter.open_vote()
    assert "removal" in matter.item.options


def test_nobody_votes_before_he_was_heard() -> None:
    matter = Matter().to("verifying")
    before = stored()
    with pytest.raises(RuleBroken) as error:
        matter.do("put_before_cell", number="04-BC/CB", proposed_form="warning", remarks="")
    assert "DIS-77" in broken(error.value)
    assert stored() == before


def test_a_hearing_after_the_meeting_is_no_hearing() -> None:
    """The hearing is of the day after that of the meeting: entered late, it does not open the vote."""
    matter = Matter().to("verifying")
    for row in matter.case.violations.all():
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is.")
    matter.do("record_hearing", representative="R", mandate="01", opinion="O")
    hearing = matter.case.hearings.get()
    matter.do("put_before_cell", number="04-BC/CB", proposed_form="warning", remarks="")
    matter.meet()
    hearing.held_on = matter.day + timedelta(days=1)
    hearing.save()
    with pytest.raises(RuleBroken) as error:
        matter.open_vote()
    assert "DIS-77" in broken(error.value)


def test_a_refusal_is_recorded_only_after_a_proven_summons() -> None:
    matter = Matter().to("self_criticism")
    with pytest.raises(RuleBroken) as error:
        matter.do("record_refused_criticism", reason="He does not answer.")
    assert "DIS-75" in broken(error.value)


def test_a_violation_is_decided_once() -> None:
    first = Matter().to("cell")
    first.vote_forms(first.all_for("warning"))
    first.do("write_cell_decision", complaint_to="UBKT")
    again = Matter(
        first.chain, accused=first.accused, start=START + timedelta(days=40), started_on=START - timedelta(days=200)
    )
    again.to("cell")
    again.meet()
    with pytest.raises(RuleBroken) as error:
        again.open_vote()
    assert "DIS-09" in broken(error.value)


def test_the_accused_does_not_preside_over_his_own_case() -> None:
    """The deputy convenes; the secretary, whom it is about, does not chair (DIS-81)."""
    chain = build_matter_chain()
    accused = chain.members[0]
    seat(chain.members[4], chain.bodies["cell"], Role.DEPUTY_SECRETARY)
    matter = Matter(chain, accused=accused, registrar="inspection").to("cell")
    with pytest.raises(Refused) as refused:
        matter.plan(chair=accused)
    assert set(refused.value.errors) == {"chair"}


def test_the_accused_leaves_every_official_view_and_finds_his_file_when_the_plan_is_known() -> None:
    chain = build_matter_chain()
    accused = chain.members[0]
    user = chain.users["cell"]
    matter = Matter(chain, accused=accused, registrar="inspection").to("preparing")
    cases = DisciplineCase.objects
    assert not cases.visible_to(user, matter.day).exists()
    assert not cases.own_file_of(accused).exists()
    matter.to("self_criticism")
    assert not cases.visible_to(user, matter.day).exists()
    assert list(cases.own_file_of(accused)) == [matter.case]


def test_a_decision_is_announced_only_when_it_is_written() -> None:
    matter = Matter().to("cell")
    matter.vote_forms(matter.all_for("reprimand"))
    with pytest.raises(Refused, match="not been written"):
        matter.do("announce_decision", place="Hall", receipt="handed", note="")


def test_discipline_does_not_end_on_the_anniversary() -> None:
    matter = Matter().to("cell")
    matter.vote_forms(matter.all_for("warning"))
    matter.do("write_cell_decision", complaint_to="UBKT")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC/CB")
    voted = matter.case.voted_on
    assert voted is not None
    with pytest.raises(RuleBroken) as error:
        matter.do("confirm_end", on=voted.replace(year=voted.year + 1))
    assert broken(error.value) == {"DIS-92"}


def test_the_decision_names_the_first_instance_that_the_law_gives() -> None:
    """Of a cell below a grassroots committee: the inspection commission of that committee (DIS-117)."""
    matter = Matter().to("cell")
    matter.vote_forms(matter.all_for("warning"))
    matter.do("write_cell_decision", complaint_to="")
    decision = matter.case.documents.get(code="decision")
    assert decision.data["complaint_to"] == str(matter.chain.bodies["base_inspection"])


def test_each_superior_verifies_by_itself() -> None:
    """The verification of the grassroots level does not serve the level above it (DIS-61)."""
    matter = proposed_up()
    assert matter.case.verified_above_on is None
    with pytest.raises(RuleBroken) as error:
        matter.do("go_to_hearing")
    assert "DIS-61" in broken(error.value)


def test_a_hearing_is_refused_only_after_a_summons() -> None:
    matter = Matter().to("verifying")
    before = stored()
    with pytest.raises(Refused, match="DIS-77"):
        matter.do("record_refused_hearing", representative="R", reason="He did not come.")
    assert stored() == before
    matter.do("summon", purpose="hearing", proof="signed for")
    matter.do("record_refused_hearing", representative="R", reason="He did not come.")


def test_no_plan_is_made_known_that_was_not_issued() -> None:
    matter = Matter().to("preparing")
    with pytest.raises(Refused, match="No plan"):
        matter.do("make_plan_known", how="at the meeting")


def test_a_suspension_into_another_age_is_refused_at_its_day() -> None:
    matter = Matter().to("verifying")
    by = matter._actor(matter.case.expelling_body(matter.day), "sign_discipline")
    with pytest.raises(Refused) as refused:
        matter.do_on_case(
            "suspend",
            by=by,
            suspended_from="party",
            grounds=["detained"],
            number="20-QĐ",
            until=date(9999, 12, 31),
            reason="Detained.",
        )
    assert set(refused.value.errors) == {"until"}


def test_meeting_of_a_day_whose_base_nobody_has_read_is_refused_at_its_day() -> None:
    """Before 294-QĐ/TW no loaded text says who counted in a vote on discipline (DIS-72)."""
    matter = Matter(start=date(2025, 6, 2)).to("cell")
    by, members, before = matter.actor(), matter.chain.members, stored()
    data = {"starts_at": None, "place": "Hall", "chair": by.person, "secretary": members[1], "notice_sent_on": None}
    given = {**data, "held_on": date(2025, 6, 30), "tasks": [matter.task]}
    with pytest.raises(Refused) as refused:
        convene(matter.chain.bodies["cell"], by=by, on=date(2025, 7, 2), key=uuid4(), data=given)
    assert set(refused.value.errors) == {"held_on"}
    assert "vote_base.cell.suspended" in refused.value.errors["held_on"]
    assert stored() == before
