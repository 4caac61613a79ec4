"""An organisation that was merged, divided, dissolved or has ended, as the accused (DIS-16): who answers, its way."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from discipline.models import DisciplineCase
from organization.models import BodyKind, Kind, Organization, Role, Seat, User
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.chain import Chain
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain, stored
from tests.discipline.complaints.grievances import Grievance
from tests.discipline.merging import merge
from tests.discipline.test_collective_pages import registering
from tests.factories import body, membership, organization, person, seat, user
from workflows.acting import Refused
from workflows.models import Case

pytestmark = pytest.mark.django_db


def about_merged(chain: Chain, **data: Any) -> CollectiveMatter:
    given = {
        "person": chain.members[0],
        "standing": "merged",
        "above": None,
        "standing_reason": "It stood below the section until the merger.",
        **data,
    }
    return CollectiveMatter(chain, **given)


def test_it_answers_before_who_stood_above_it_by_a_recorded_conclusion() -> None:
    chain = build_collective_chain()
    merge(chain)
    matter = about_merged(chain)
    case = matter.case
    assert (case.standing, case.above, case.whom) == ("merged", chain.section, chain.cell)
    held = case.judgements.get(verb="register_organization_report")
    assert [(one["rule"], one["status"]) for one in held.findings] == [("DIS-16", "holds")]
    assert [c["regulation"] for c in held.findings[0]["citations"]] == ["296-qd-tw-2025"]
    matter.to("appraisal")
    assert matter.case.voting_body(matter.day) == chain.bodies["grassroots"]
    matter.to_meeting().vote_forms(matter.all_for("warning"))
    matter.do("sign_decision", complaint_to="The committee above")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC")
    assert (matter.case.state, matter.case.form) == ("in_force", "warning")
    grievance = Grievance(matter)
    grievance.complain(to="inspection")
    assert grievance.complaint.whom == chain.cell


def test_its_members_of_the_last_day_propose_and_stand_aside() -> None:
    chain = build_collective_chain()
    merge(chain)
    seat(chain.members[3], chain.bodies["inspection"], Role.MEMBER)
    matter = about_merged(chain)
    matter.to("self_criticism")
    assert list(DisciplineCase.objects.own_file_of(chain.members[0], matter.day)) == [matter.case]
    assert matter.case.own_base(matter.day) == 5
    matter.criticise()
    assert matter.case.self_proposals.get().base == 5
    login = User.objects.filter(person=chain.members[3]).first() or user(chain.members[3])
    assert not Case.objects.visible_to(login, matter.day).exists()
    assert chain.members[3].pk in matter.case.recused(matter.day)


def test_who_stands_above_it_now_is_named_where_that_has_ended_too() -> None:
    chain = build_collective_chain()
    merge(chain)
    assert chain.section is not None
    Organization.objects.filter(pk__in=[chain.section.pk, chain.base.pk]).update(until=walks.START)
    now = organization(Kind.BASE, parent=chain.khoi)
    committee = body(now, BodyKind.COMMITTEE, symbol="ĐU2")
    seat(person("Secretary Now"), committee, Role.SECRETARY)
    with pytest.raises(Refused) as refused:
        about_merged(chain, registrar="inspection")
    assert set(refused.value.errors) == {"above"}
    matter = about_merged(chain, registrar="inspection", above=now)
    matter.to("screening")
    assert matter.case.voting_body(matter.day) == committee


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"standing": ""}, "standing"),
        ({"standing_reason": " "}, "standing_reason"),
        ({"person": None}, "person"),
    ],
)
def test_what_is_not_concluded_is_refused_at_its_field(wrong: dict[str, Any], field: str) -> None:
    chain = build_collective_chain()
    merge(chain)
    before = stored()
    with pytest.raises(Refused) as refused:
        about_merged(chain, **wrong)
    assert set(refused.value.errors) == {field}
    assert (DisciplineCase.objects.count(), *stored()) == (0, *before)


def test_somebody_who_did_not_belong_to_it_does_not_speak_for_it() -> None:
    chain = build_collective_chain()
    merge(chain)
    stranger = person("Stranger")
    membership(stranger, chain.base)
    with pytest.raises(Refused) as refused:
        about_merged(chain, person=stranger)
    assert set(refused.value.errors) == {"person"}


@pytest.mark.parametrize("kind", [Kind.SECTION, Kind.CELL])
def test_above_it_stands_what_may_stand_there_and_in_the_territory(kind: Kind) -> None:
    chain = build_collective_chain()
    merge(chain)
    elsewhere = organization(Kind.BASE, parent=chain.khoi)
    wrong = elsewhere if kind == Kind.SECTION else organization(Kind.CELL, parent=chain.base)
    with pytest.raises(Refused) as refused:
        about_merged(chain, above=wrong)
    assert set(refused.value.errors) == {"above"}


def test_who_belonged_to_it_when_it_ended_registers_nothing_about_it() -> None:
    chain = build_collective_chain()
    merge(chain)
    Seat.objects.filter(body=chain.bodies["base_inspection"]).update(until=walks.START)
    seat(chain.members[3], chain.bodies["base_inspection"], Role.HEAD)
    with pytest.raises(NotPermitted, match="convention"):
        about_merged(chain)
    assert not DisciplineCase.objects.exists()


def test_of_one_that_was_divided_the_finding_says_that_a_person_concludes() -> None:
    chain = build_collective_chain()
    merge(chain)
    held = about_merged(chain, standing="divided").case.judgements.get(verb="register_organization_report")
    assert [(one["rule"], one["status"]) for one in held.findings] == [("DIS-16", "human")]


def test_merged_while_its_case_goes_on_its_way_is_concluded_anew() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("verifying")
    by = matter.actor()
    given = {"standing": "merged", "above": None, "standing_reason": "The decision on the merger says so."}
    assert not matter.case.concerns("conclude_standing", matter.day)
    with pytest.raises(Refused) as refused:
        matter.do_on_case("conclude_standing", by=by, **given)
    assert set(refused.value.errors) == {"day"}
    merge(chain, matter.day)
    assert matter.case.concerns("conclude_standing", matter.day + timedelta(days=1))
    matter.do_on_case("conclude_standing", by=by, **given)
    matter.verify()
    assert (matter.case.above, matter.step, matter.case.decider) == (chain.section, "appraisal", "base_committee")


def test_a_dissolved_organisation_answers_for_what_came_out_afterwards() -> None:
    first = walks.dissolved()
    first.organization.refresh_from_db()
    matter = CollectiveMatter(
        first.chain,
        organization=first.organization,
        start=first.day + timedelta(days=1),
        person=first.chain.members[0],
        standing="dissolved",
        above=None,
        standing_reason="It stood below the section.",
    )
    assert matter.case.above == first.chain.section


def test_it_is_registered_on_the_page_and_what_is_wrong_stays_typed(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    merge(chain)
    client = sign_in(chain.users["base_inspection"], walks.START)
    commission = chain.bodies["base_inspection"]
    typed = {"accused": chain.cell.code, "person": chain.members[0].public_id}
    missing = registering(client, commission, **typed)
    assert missing.status_code == 422
    assert "say what became of it" in missing.content.decode()
    assert "Broke its working rules" in missing.content.decode()
    unknown = registering(client, commission, **typed, standing="merged", standing_reason="So.", above="Nowhere")
    assert unknown.status_code == 422
    assert "No organisation below this body" in unknown.content.decode()
    done = registering(client, commission, **typed, standing="merged", standing_reason="It stood there.")
    assert done.status_code == 302
    case = DisciplineCase.objects.get()
    shown = client.get(reverse("case", args=[case.public_id])).content.decode()
    assert "Organisation that was merged" in shown
    assert "It stood there." in shown
