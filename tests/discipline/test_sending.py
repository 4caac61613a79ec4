"""A cell that nobody of its own can lead: when the superior sends somebody, whom, and for how long (DIS-81)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from discipline.team import candidates
from organization.models import BodyKind, Role, Seat, Standing, User
from permissions.checks import NotPermitted
from tests.chain import Chain
from tests.discipline import collective_walks
from tests.discipline.led import Led, sees, sent
from tests.discipline.matters import Matter, build_matter_chain
from tests.discipline.walks import take_over
from tests.factories import body, membership, person, seat, user
from workflows.acting import Refused
from workflows.findings import RuleBroken
from workflows.mandates import Mandate
from workflows.models import CaseAccess

pytestmark = pytest.mark.django_db


def to_cell(prepare: Callable[[Chain], object]) -> Led:
    chain = build_matter_chain()
    prepare(chain)
    matter = Led(chain)
    matter.to("cell")
    return matter


def found_by_rule(matter: Led) -> tuple[str, str]:
    judged = matter.case.judgements.filter(verb="send_leader").latest("pk").findings
    found = next(one for one in judged if one["name"] == "cell_needs_somebody_from_above")
    return found["status"], found["certainty"]


def test_nobody_is_sent_where_the_cell_has_a_deputy() -> None:
    matter = to_cell(lambda chain: seat(chain.members[2], chain.bodies["cell"], Role.DEPUTY_SECRETARY))
    assert not matter.case.concerns("send_leader", matter.day)
    with pytest.raises(RuleBroken) as error:
        matter.send(by=matter.chain.users["grassroots"])
    assert {finding.rule for finding in error.value.findings} == {"DIS-81"}
    assert not Mandate.objects.exists()


def test_where_the_cell_has_a_committee_the_superior_concludes() -> None:
    def committee(chain: Chain) -> None:
        seat(chain.members[2], body(chain.cell, BodyKind.CELL_COMMITTEE), Role.MEMBER)

    matter = to_cell(committee)
    matter.send()
    assert found_by_rule(matter)[0] == "human"


def test_head_who_cannot_lead_for_another_reason_is_stood_in_for_by_convention() -> None:
    chain = build_matter_chain()
    matter = Led(chain)
    matter.accused = chain.members[3]
    other = Led.__new__(Led)
    other.leader = chain.users["section"]
    Matter.__init__(other, chain, accused=chain.members[3], registrar="inspection")
    Seat.objects.filter(body=chain.bodies["cell"], role=Role.SECRETARY).update(until=other.day)
    other.to("cell")
    other.send()
    assert found_by_rule(other) == ("holds", "design")
    assert other.case.mandates.get().citation["provision"] == "chair.sent_when_vacant"


@pytest.mark.parametrize("who", ["accused", "outsider", "team"])
def test_who_may_not_lead_is_refused_at_his_place(who: str) -> None:
    matter = Led()
    matter.to("cell")
    outsider = person("Outsider")
    named = {
        "accused": User.objects.get(person=matter.accused),
        "outsider": user(outsider),
        "team": matter.chain.users["base_inspection"],
    }[who]
    if who == "team":
        commission = matter.chain.users["inspection"]
        until = matter.day + timedelta(days=90)
        matter.do_on_case("name_to_team", by=commission, member=named, leads=True, until=until)
    with pytest.raises(Refused) as error:
        matter.send(member=named)
    assert set(error.value.errors) == {"member"}
    assert not Mandate.objects.exists()


def test_only_the_direct_superior_sends() -> None:
    matter = Led()
    matter.to("cell")
    for name in ("standing", "inspection", "base_inspection"):
        with pytest.raises(NotPermitted):
            matter.send(by=matter.chain.users[name])
    matter.send()
    with pytest.raises(Refused, match="sent already"):
        matter.send()


def test_commission_reports_what_came_up_in_between() -> None:
    """The deputy who convened left: no act of the case told the superior."""
    chain = build_matter_chain()
    held = seat(chain.members[2], chain.bodies["cell"], Role.DEPUTY_SECRETARY)
    matter = Led(chain)
    matter.to("cell")
    superior = CaseAccess.objects.filter(case_id=matter.case_id, body=chain.bodies["grassroots"])
    assert not superior.exists()
    held.until = matter.day
    held.save()
    by = chain.users["base_inspection"]
    matter.do_on_case("report_no_leader", by=by, number="16-BC/UBKT", reason="The deputy has left.")
    assert superior.exists()
    matter.send()


def test_who_is_suspended_is_not_sent() -> None:
    matter = Led()
    matter.to("cell")
    membership(matter.leader.person, matter.case.organization, Standing.SUSPENDED, since=matter.day)
    with pytest.raises(Refused) as error:
        matter.send()
    assert set(error.value.errors) == {"member"}


def test_sending_lasts_no_longer_than_a_naming_to_the_team() -> None:
    matter = Led()
    matter.to("cell")
    with pytest.raises(Refused) as error:
        matter.send(days=1000)
    assert set(error.value.errors) == {"until"}


def test_who_is_sent_is_not_named_to_the_team_that_verifies() -> None:
    matter = sent()
    commission, until = matter.chain.users["inspection"], matter.day + timedelta(days=90)
    offered = candidates(matter.case, matter.chain.bodies["inspection"], matter.day)
    assert not offered.filter(pk=matter.leader.pk).exists()
    with pytest.raises(Refused) as error:
        matter.do_on_case("name_to_team", by=commission, member=matter.leader, leads=True, until=until)
    assert set(error.value.errors) == {"member"}


def test_nobody_is_sent_where_the_cell_itself_is_the_accused() -> None:
    matter = collective_walks.known()
    assert not matter.case.nobody_leads(matter.day)
    verbs = ("report_no_leader", "send_leader", "end_sending")
    assert all(matter.case.hindrance(verb, matter.day) for verb in verbs)
    assert not any(matter.case.concerns(verb, matter.day) for verb in verbs)


def test_taking_the_case_over_ends_the_sending() -> None:
    matter = sent()
    take_over(matter)
    assert matter.case.mandate_on(matter.day + timedelta(days=1)) is None
    assert not sees(matter, matter.day + timedelta(days=1))
