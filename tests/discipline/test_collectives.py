"""A party organisation as the accused: every transition by real acts, its rights, who stands aside, what is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.forms import ModelChoiceField
from django.urls import reverse

from discipline.collective import OF_PERSONS
from discipline.forms import FORMS
from discipline.models import DisciplineCase
from discipline.tracking import Wanted, tracked
from organization.models import BodyKind, Kind, Membership, Organization, Person, Placement, Role, Seat, Standing, User
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.counting import statements
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain
from tests.discipline.complaints.grievances import Grievance
from tests.discipline.matters import Matter
from tests.discipline.test_walks import moved_by
from tests.factories import body, membership, organization, person, seat, user
from workflows.acting import Refused
from workflows.actions import act, act_on_case
from workflows.findings import RuleBroken
from workflows.models import Case, Event, Judgement

pytestmark = pytest.mark.django_db

#: {transition: (state it leads to, how)}; those left out are of a member alone.
WALKS: dict[str, tuple[str, Callable[[], CollectiveMatter]]] = {
    "register": ("intake_registered", walks.registered),
    "screen": ("screening", walks.screened),
    "hand_over": ("handed_over", walks.handed_over),
    "take_in": ("screening", walks.taken),
    "prepare": ("preparing", walks.prepared),
    "make_known": ("self_criticism", walks.known),
    "criticise": ("verifying", walks.criticised),
    "send_to_superior": ("level_appraisal", walks.reported),
    "return_to_conductor": ("verifying", walks.returned),
    "go_to_hearing": ("level_hearing", walks.to_hearing),
    "go_to_meeting": ("level_meeting", walks.to_meeting),
    "take_over": ("level_appraisal", walks.taken_over),
    "decide": ("decision_drafting", walks.decided),
    "close_without": ("closed_no_discipline", walks.no_discipline),
    "close_barred": ("closed_time_barred", walks.barred),
    "sign": ("decision_signed", walks.signed),
    "announce": ("announced", walks.announced),
    "take_effect": ("in_force", walks.in_force),
    "end_by_itself": ("ended_automatic", walks.ended),
    "propose_up": ("level_appraisal", walks.proposed_to_dissolve),
    "dissolve": ("dissolved", walks.dissolved),
}


def stored() -> tuple[int, int]:
    return Judgement.objects.count(), Event.objects.count()


@pytest.mark.parametrize("name", WALKS)
def test_transition_is_walked_by_real_acts(name: str) -> None:
    state, go = WALKS[name]
    matter = go()
    assert matter.case.state == state
    assert name in {moved_by(row) for row in matter.case.judgements.all()}


def test_self_criticism_may_be_refused_by_an_organisation() -> None:
    assert walks.refused_criticism().case.state == "verifying"


# --- competence


def test_who_stands_directly_above_decides_and_the_cell_itself_never() -> None:
    matter = walks.reported()
    case = matter.case
    assert [(link.decider, link.does) for link in case.chain_on(matter.day, "warning").links] == [
        ("base_committee", "decides")
    ]
    assert case.voting_body(matter.day) == matter.chain.bodies["grassroots"]
    assert not case.powers_of("cell", matter.day).provisions


def test_a_dissolution_is_proposed_directly_above_and_decided_a_level_higher() -> None:
    matter = walks.reported("dissolution")
    chain = matter.case.chain_on(matter.day, "dissolution")
    assert [(link.decider, link.does) for link in chain.links] == [
        ("base_committee", "proposes"),
        ("upper_committee", "decides"),
    ]
    assert str(matter.case.mode(matter.day)) == "propose"


def test_a_grassroots_organisation_is_decided_on_above_it() -> None:
    chain = build_collective_chain()
    seat(chain.users["grassroots"].person, chain.bodies["base_inspection"], Role.OFFICER)
    matter = CollectiveMatter(chain, organization=chain.base, registrar="inspection")
    matter.screen()
    assert matter.case.decider == "upper_inspection"
    assert chain.bodies["base_inspection"] not in matter.case.commissions_above(matter.day)


@pytest.mark.parametrize("form", ["warning", "dissolution"])
@pytest.mark.parametrize("go", [walks.prepared, walks.criticised, walks.reported])
def test_who_has_no_power_over_an_organisation_does_not_take_its_case_over(
    go: Callable[[], CollectiveMatter], form: str
) -> None:
    """Two levels above a cell the commission neither decides nor proposes: the case would come to no decision."""
    matter = go()
    DisciplineCase.objects.filter(pk=matter.case_id).update(expected_form=form)
    before = stored()
    with pytest.raises(Refused, match="neither decides nor proposes"):
        walks.take_over(matter)
    assert stored() == before
    assert matter.case.concerns("take_over", matter.day) is False


def test_taken_over_from_directly_above_it_is_decided_there_also_after_it_was_returned() -> None:
    matter = walks.taken_over()
    matter.do("return_for_completion", what="The harm is not concluded.")
    for row in matter.case.violations.filter(concluded_on=None):
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
    matter.send_up(form="warning")
    assert matter.case.decider == "upper_inspection"
    assert str(matter.case.mode(matter.day)) == "decide"


def test_nobody_below_an_organisation_examines_it() -> None:
    chain = build_collective_chain()
    below = body(chain.cell, BodyKind.INSPECTION, symbol="UBKTD")
    matter = CollectiveMatter(chain, organization=chain.base, registrar="inspection")
    matter.to("screening")
    form = FORMS["hand_over"](verb="hand_over", on=matter.day, user=matter.actor(), case=matter.case, task=matter.task)
    field = form.fields["receiver"]
    assert isinstance(field, ModelChoiceField)
    assert field.queryset is not None
    assert not field.queryset.filter(pk__in=[below.pk, chain.bodies["base_inspection"].pk]).exists()
    before = stored()
    for receiver in (below, chain.bodies["base_inspection"]):
        with pytest.raises(Refused) as refused:
            matter.do("hand_over", receiver=receiver, receiver_name="", number="09-CV", reason="Theirs.")
        assert set(refused.value.errors) == {"receiver"}
    assert stored() == before


def test_a_dissolution_that_was_not_proposed_by_two_thirds_is_not_decided() -> None:
    """All results go up; a level higher may only send it back."""
    matter = walks.to_meeting("dissolution")
    matter.vote_forms({"dissolution": 3, "warning": 2})
    assert matter.case.state == "level_appraisal"
    assert matter.case.decider == "upper_committee"
    matter.to_meeting()
    matter.meet()
    before = stored()
    with pytest.raises(RuleBroken) as error:
        matter.open_vote()
    assert [finding.rule for finding in error.value.findings if finding.stops] == ["DIS-66"]
    assert stored() == before


def test_a_dissolution_takes_more_than_half_a_level_higher() -> None:
    matter = walks.proposed_to_dissolve().to_meeting()
    matter.vote_forms({"dissolution": 3, "warning": 2})
    assert (matter.case.state, matter.case.form) == ("decision_drafting", "dissolution")


def test_the_ballot_lists_the_forms_of_an_organisation_alone() -> None:
    matter = walks.to_meeting()
    assert matter.case.ballot("", matter.day).options == ("dissolution", "warning", "reprimand", "no_discipline")


@pytest.mark.parametrize(
    ("votes", "form"),
    [
        ({"warning": 2, "reprimand": 2, "no_discipline": 1}, "reprimand"),
        ({"dissolution": 1, "warning": 2, "reprimand": 1, "no_discipline": 1}, "warning"),
        ({"warning": 3, "reprimand": 2}, "warning"),
    ],
)
def test_votes_are_added_up_from_the_heaviest_form_of_an_organisation(votes: dict[str, int], form: str) -> None:
    matter = walks.to_meeting()
    matter.vote_forms(votes)
    assert (matter.case.state, matter.case.form) == ("decision_drafting", form)


def test_a_dissolution_without_its_ground_goes_nowhere() -> None:
    matter = walks.criticised()
    with pytest.raises(RuleBroken) as error:
        matter.verify(form="dissolution")
    assert [finding.rule for finding in error.value.findings if finding.stops] == ["DIS-44"]


# --- its own proposal


def test_its_members_propose_and_nothing_is_decided_by_it() -> None:
    matter = walks.known()
    matter.criticise(votes_reprimand=0, votes_warning=4)
    row = matter.case.self_proposals.get()
    assert (row.base, row.form, row.votes["warning"]) == (5, "warning", 4)
    assert (matter.case.form, matter.case.self_nominated) == ("", "warning")


def test_without_a_majority_it_proposes_no_form() -> None:
    matter = walks.known()
    matter.criticise(votes_reprimand=2, votes_warning=2)
    assert matter.case.self_proposals.get().form == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"base": 6, "votes_reprimand": 1}, "base"),
        ({"base": 3, "votes_reprimand": 4}, "base"),
        ({"votes_reprimand": 0}, "base"),
        ({"held_on": walks.START - timedelta(days=30)}, "held_on"),
    ],
)
def test_counts_that_cannot_be_are_refused_at_their_field(wrong: dict[str, Any], field: str) -> None:
    matter = walks.known()
    before = stored()
    with pytest.raises(Refused) as refused:
        matter.criticise(**wrong)
    assert set(refused.value.errors) == {field}
    assert stored() == before


# --- who follows it and who stands aside


def test_the_secretary_of_the_day_follows_it_from_the_plan_on() -> None:
    matter = CollectiveMatter()
    matter.to("preparing")
    head = matter.chain.users["cell"]
    assert not DisciplineCase.objects.own_file_of(head.person, matter.day).exists()
    matter.to("self_criticism")
    assert list(DisciplineCase.objects.own_file_of(head.person, matter.day)) == [matter.case]
    # without a day there is no seat, and so nothing
    assert not DisciplineCase.objects.own_file_of(head.person).exists()


def test_a_new_secretary_follows_it_and_the_former_no_longer() -> None:
    matter = walks.known()
    former, chain = matter.chain.users["cell"], matter.chain
    changed = matter.day + timedelta(days=1)
    Seat.objects.filter(person=former.person, body=chain.bodies["cell"]).update(until=changed)
    assert list(DisciplineCase.objects.own_file_of(former.person, changed)) == [matter.case]  # nobody else speaks
    seat(chain.members[2], chain.bodies["cell"], Role.SECRETARY, since=changed)
    assert not DisciplineCase.objects.own_file_of(former.person, changed).exists()
    assert list(DisciplineCase.objects.own_file_of(chain.members[2], changed)) == [matter.case]
    assert not matter.case.own_of(former.person_id, changed)
    new = user(chain.members[2])
    with pytest.raises(NotPermitted):
        act_on_case(matter.case, "reserve_opinion", by=former, on=changed, key=uuid4(), data={"opinion": "No."})
    act_on_case(matter.case, "reserve_opinion", by=new, on=changed, key=uuid4(), data={"opinion": "We object."})


def test_who_belongs_to_it_loses_every_official_view_of_it() -> None:
    """A member of the cell who sits in the commission and the committee above."""
    chain = build_collective_chain()
    above = chain.members[3]
    for name in ("base_inspection", "grassroots", "inspection"):
        seat(above, chain.bodies[name], Role.MEMBER)
    login, other = user(above), chain.users["base_inspection"]
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    assert not Case.objects.visible_to(login, matter.day).exists()
    assert not tracked(login, matter.day, Wanted()).total
    assert list(Case.objects.visible_to(other, matter.day)) == [matter.case.case_ptr]
    assert above.pk in matter.case.recused(matter.day)
    with pytest.raises(NotPermitted, match="organisation that he belongs to"):
        matter.do("record_own_verification", by=login, number="1", remarks="x")


def test_who_belongs_to_it_gets_no_ballot_above_and_stays_in_the_base() -> None:
    chain = build_collective_chain()
    seat(chain.members[3], chain.bodies["grassroots"], Role.MEMBER)
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    other = Person.objects.get(full_name="Grassroots Member 2")
    matter.to_meeting().meet(secretary=other)
    rows = {row["person"]: row for row in matter.item.roster}
    his = rows[chain.members[3].public_id]
    assert (his["in_base"], his["votes"]) == (True, False)
    assert "convention" in his["recused"]
    assert sum(row["votes"] for row in rows.values()) == 5


def test_who_spoke_for_it_stays_out_after_he_has_left_it() -> None:
    chain = build_collective_chain()
    head = chain.members[0]
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    Seat.objects.filter(person=head).update(until=matter.day)
    Membership.objects.filter(person=head).update(until=matter.day)
    seat(head, chain.bodies["base_inspection"], Role.MEMBER)
    assert not Case.objects.visible_to(chain.users["cell"], matter.day).exists()
    with pytest.raises(NotPermitted):
        matter.do("record_own_verification", by=chain.users["cell"], number="1", remarks="x")


def test_a_member_of_it_is_not_named_to_the_team() -> None:
    matter = CollectiveMatter()
    matter.to("verifying")
    conductor = matter.actor()
    until = matter.day + timedelta(days=30)
    with pytest.raises(Refused) as refused:
        matter.do_on_case("name_to_team", by=conductor, member=matter.chain.users["clerk"], leads=False, until=until)
    assert set(refused.value.errors) == {"member"}


def test_without_a_secretary_somebody_is_named_to_speak_for_it() -> None:
    chain = build_collective_chain()
    Seat.objects.filter(body=chain.bodies["cell"], role=Role.SECRETARY).update(until=walks.START)
    with pytest.raises(Refused) as refused:
        CollectiveMatter(chain)
    assert set(refused.value.errors) == {"person"}
    matter = CollectiveMatter(chain, person=chain.members[2])
    matter.to("self_criticism")
    assert list(DisciplineCase.objects.own_file_of(chain.members[2], matter.day)) == [matter.case]
    matter.do_on_case("name_representative", by=matter.actor(), person=chain.members[4], reason="He is ill.")
    assert not DisciplineCase.objects.own_file_of(chain.members[2], matter.day).exists()
    assert list(DisciplineCase.objects.own_file_of(chain.members[4], matter.day)) == [matter.case]


# --- members examined beside it (DIS-15)


def test_responsibility_of_members_is_noted_and_linked_to_their_cases() -> None:
    matter = walks.criticised()
    chain, conductor = matter.chain, matter.actor()
    own = Matter(chain, accused=chain.members[1], registrar="base_inspection", start=matter.day)

    def note(number: int, result: str, **data: Any) -> None:
        given = {"person": chain.members[number], "result": result, "reason": "As he says.", "led_to": None, **data}
        matter.do_on_case("note_responsibility", by=conductor, **given)

    assert matter.case.examined_members(matter.day) is None
    note(0, "reminded")
    assert matter.case.examined_members(matter.day) is False
    note(1, "own_case", led_to=own.case)
    note(2, "objected")
    note(3, "not_answerable")
    note(4, "not_answerable")
    assert matter.case.examined_members(matter.day) is True
    assert matter.case.spared_and_disciplined() is False
    with pytest.raises(Refused) as refused:
        note(3, "own_case")
    assert set(refused.value.errors) == {"led_to"}
    with pytest.raises(Refused):
        note(3, "own_case", led_to=own.case)


def test_that_who_objected_was_disciplined_is_shown() -> None:
    matter = walks.criticised()
    chain, conductor = matter.chain, matter.actor()
    own = Matter(chain, accused=chain.members[1], registrar="base_inspection", start=matter.day).to("cell")
    own.vote_forms(own.all_for("warning"))
    given = {"person": chain.members[1], "result": "objected", "reason": "Minuted.", "led_to": own.case}
    matter.day = own.day
    matter.do_on_case("note_responsibility", by=conductor, **given)
    assert matter.case.spared_and_disciplined() is True


# --- dissolved


def test_thirty_working_days_run_from_the_dissolution() -> None:
    matter = walks.dissolution_in_force()
    clock = matter.case.deadlines.get(kind="winding_up")
    assert (clock.length, clock.unit, clock.started_on) == (30, "working_day", matter.case.effective_on)
    assert not matter.case.deadlines.filter(kind__in=("automatic_end", "state_sync")).exists()


def test_a_dissolution_is_concluded_when_nobody_is_left() -> None:
    matter = walks.dissolution_in_force()
    matter.day = matter.case.deadlines.get(kind="complaint").due_on
    before = stored()
    with pytest.raises(Refused, match="5 members"):
        matter.do("conclude_dissolution", files_collected=True, seal_collected=True)
    with pytest.raises(Refused) as refused:
        matter.do("conclude_dissolution", files_collected=True, seal_collected=False)
    assert set(refused.value.errors) == {"seal_collected"}
    assert stored() == before


def test_its_end_is_not_recorded_while_it_may_complain() -> None:
    """Its bodies end with it: nobody could hand the complaint in (DIS-112)."""
    matter = walks.dissolution_in_force()
    matter.move_all(organization(Kind.CELL, parent=matter.chain.base))
    last = matter.case.deadlines.get(kind="complaint").due_on
    given: dict[str, Any] = {"files_collected": True, "seal_collected": True}
    before = stored()
    with pytest.raises(Refused, match="may complain until") as refused:
        matter.do("conclude_dissolution", on=last, **given)
    assert set(refused.value.errors) == {"day"}
    assert stored() == before
    told = {last: "may complain until", last + timedelta(days=1): ""}
    for day, words in told.items():
        form = FORMS["conclude_dissolution"](
            verb="conclude_dissolution", on=day, user=matter.actor(), case=matter.case, task=matter.task
        )
        assert words in form.fields["day"].help_text
        assert bool(words) is bool(form.fields["day"].help_text)
    matter.do("conclude_dissolution", on=last + timedelta(days=1), **given)
    assert matter.case.state == "dissolved"


def test_members_move_to_a_cell_outside_it_only() -> None:
    matter = walks.dissolution_in_force()
    for receiving in (matter.organization, matter.chain.base):
        with pytest.raises(Refused) as refused:
            matter.move_all(receiving)
        assert set(refused.value.errors) == {"receiving"}


def test_dissolved_it_has_ended_and_its_members_are_counted_elsewhere() -> None:
    matter = walks.dissolved()
    day = matter.day
    cell = Organization.objects.get(pk=matter.organization.pk)
    assert cell.until == matter.case.ended_on == day
    assert not Seat.objects.on(day).filter(body__organization=cell).exists()
    for member in matter.chain.members:
        row = Membership.objects.on(day).get(person=member, standing=Standing.OFFICIAL)
        assert row.organization_id != cell.pk
    # the last secretary still reads what was decided
    head = matter.chain.users["cell"]
    assert list(DisciplineCase.objects.own_file_of(head.person, day)) == [matter.case]


def test_a_warning_is_no_dissolution_to_conclude() -> None:
    matter = walks.in_force()
    with pytest.raises(RuleBroken) as error:
        matter.do("conclude_dissolution", files_collected=True, seal_collected=True)
    assert [finding.rule for finding in error.value.findings if finding.stops] == ["DIS-66"]


# --- bad input


def test_an_organisation_outside_the_territory_is_refused() -> None:
    chain = build_collective_chain()
    elsewhere = organization(Kind.CELL, parent=organization(Kind.BASE, parent=chain.khoi))
    seat(person("Another Secretary"), body(elsewhere, BodyKind.CELL), Role.SECRETARY)
    with pytest.raises(Refused) as refused:
        CollectiveMatter(chain, organization=elsewhere)
    assert set(refused.value.errors) == {"accused"}
    assert (DisciplineCase.objects.count(), *stored()) == (0, 0, 0)


def test_a_commission_registers_nothing_about_its_own_organisation() -> None:
    chain = build_collective_chain()
    with pytest.raises(NotPermitted, match="organisation that he belongs to"):
        CollectiveMatter(chain, organization=chain.base, registrar="base_inspection")
    assert not DisciplineCase.objects.exists()


def test_an_organisation_that_has_been_dissolved_is_refused() -> None:
    first = walks.dissolved()
    first.organization.refresh_from_db()
    with pytest.raises(Refused) as refused:
        CollectiveMatter(first.chain, organization=first.organization, start=first.day, person=first.chain.members[0])
    assert set(refused.value.errors) == {"accused"}


@pytest.mark.parametrize("form", ["removal", "expulsion"])
def test_a_form_that_no_organisation_gets_is_refused(form: str) -> None:
    matter = CollectiveMatter()
    before = stored()
    with pytest.raises(Refused):
        matter.screen(form=form)
    assert stored() == before


def test_one_violation_of_an_organisation_is_decided_once() -> None:
    first = walks.in_force()
    day = first.case.violations.get().started_on
    second = CollectiveMatter(first.chain, start=first.day, started_on=day)
    second.to("appraisal")
    second.to_meeting().meet()
    with pytest.raises(RuleBroken) as error:
        second.open_vote()
    assert "DIS-09" in [finding.rule for finding in error.value.findings if finding.stops]


def test_a_case_about_the_head_is_no_case_about_the_organisation() -> None:
    """The same content on the same day: two who answer for it, one decision each."""
    first = walks.in_force()
    day = first.case.violations.get().started_on
    head = Matter(first.chain, accused=first.chain.members[0], registrar="base_inspection", start=first.day)
    assert not head.case.rivals().exists()
    assert head.case.subject_id == first.case.subject_id
    assert day is not None


@pytest.mark.parametrize("verb", OF_PERSONS)
def test_what_concerns_a_person_alone_is_refused(verb: str) -> None:
    matter = walks.criticised()
    with pytest.raises((Refused, NotPermitted)):
        act_on_case(matter.case, verb, by=matter.actor(), on=matter.day, key=uuid4(), data={"day": matter.day})


@pytest.mark.parametrize(
    ("verb", "data"),
    [("defer", {"ground": "inpatient", "certificate": "x"}), ("decide_by_judgment", {"judgment_number": "1"})],
)
def test_a_step_of_a_member_alone_is_refused(verb: str, data: dict[str, Any]) -> None:
    matter = walks.screened()
    extra: dict[str, Any] = {"judgment_on": matter.day, "penalty": "prison", "certified": True}
    with pytest.raises(RuleBroken):
        matter.do(verb, **extra, **data)


# --- pages


def test_pages_of_the_conductor_and_of_the_secretary(sign_in: SignIn) -> None:
    matter = walks.known()
    conductor = sign_in(matter.actor(), matter.day)
    shown = conductor.get(reverse("case", args=[matter.case.public_id]))
    assert shown.status_code == 200
    text = shown.content.decode()
    assert str(matter.organization) in text
    assert "convention of this system" in text
    assert conductor.get(reverse("task", args=[matter.task.public_id])).status_code == 200

    own = reverse("own_discipline", args=[matter.case.public_id])
    mine = sign_in(matter.speaker, matter.day)
    page = mine.get(own).content.decode()
    assert "Case about your organisation" in page
    assert "votes_warning" in page
    sent = {
        "day": f"{matter.day:%d/%m/%Y}",
        "held_on": f"{matter.day:%d/%m/%Y}",
        "base": "5",
        "votes_dissolution": "0",
        "votes_warning": "1",
        "votes_reprimand": "4",
        "votes_no_discipline": "0",
        "account": "We admit it.",
        "key": str(uuid4()),
        "confirmed": "1",
        "acknowledge": "on",
    }
    address = reverse("act_on_own_discipline", args=[matter.case.public_id, "hand_in_criticism"])
    wrong = mine.post(address, {**sent, "votes_reprimand": "9", "key": str(uuid4())})
    assert wrong.status_code == 422
    assert "We admit it." in wrong.content.decode()
    assert mine.post(address, sent).status_code == 302
    assert matter.step == "verifying"
    assert "It decides nothing" in mine.get(own).content.decode()


def test_a_member_who_does_not_speak_for_it_has_no_page(sign_in: SignIn) -> None:
    matter = walks.known()
    client = sign_in(matter.chain.users["clerk"], matter.day)
    assert client.get(reverse("own_discipline", args=[matter.case.public_id])).status_code == 404
    assert client.get(reverse("case", args=[matter.case.public_id])).status_code == 404


def registering(client: Any, commission: Any, **data: Any) -> Any:
    sent = {
        "body": str(commission.pk),
        "day": "04/08/2025",
        "source": "conclusion",
        "described": "Broke its working rules",
        "code": "VO03",
        "category": "ordinary",
        "started_on": "01/03/2025",
        "key": str(uuid4()),
        "confirmed": "1",
        "acknowledge": "on",
        **data,
    }
    return client.post(reverse("register_organization_report"), sent)


def test_a_report_is_registered_on_the_page_by_code_or_name(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    client = sign_in(chain.users["base_inspection"], walks.START)
    commission = chain.bodies["base_inspection"]
    assert client.get(reverse("register_organization_report")).status_code == 200

    unknown = registering(client, commission, accused="No such organisation")
    assert unknown.status_code == 422
    assert "No organisation below this body" in unknown.content.decode()
    assert "Broke its working rules" in unknown.content.decode()
    of_member = registering(client, commission, accused=chain.cell.code, code="VM01")
    assert of_member.status_code == 422
    assert registering(client, commission, accused=chain.cell.code.lower()).status_code == 302
    case = DisciplineCase.objects.get()
    assert (case.organization, case.subject, case.of_organization) == (chain.cell, chain.members[0], True)


def test_a_cell_registers_no_report_about_an_organisation(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    client = sign_in(chain.users["cell"], walks.START)
    assert client.get(reverse("register_organization_report")).status_code == 403
    of_member = client.get(reverse("register_report")).content.decode()
    assert reverse("register_organization_report") not in of_member


def test_pages_to_the_end_are_without_an_error(sign_in: SignIn) -> None:
    """The record of everything that was done, values of every shape included."""
    matter = walks.dissolution_in_force()
    client = sign_in(matter.actor(), matter.day)
    task = client.get(reverse("task", args=[matter.task.public_id]))
    assert task.status_code == 200
    assert "Conclude the dissolution" in task.content.decode()
    assert "Conclude the expulsion" not in task.content.decode()
    for address in ("inbox", "cases", "meetings", "numbers"):
        assert client.get(reverse(address)).status_code == 200
    head = Seat.objects.get(body=matter.chain.bodies["base_inspection"], role=Role.HEAD).person
    chief = User.objects.filter(person=head).first() or user(head)
    board = sign_in(chief, matter.day)
    for view in ("", "?xem=bang"):
        shown = board.get(reverse("tracker") + view)
        assert str(matter.organization) in shown.content.decode()


def test_the_tracker_finds_it_by_form_and_content() -> None:
    matter = walks.dissolution_in_force()
    chief = matter.chain.users["base_inspection"]
    assert tracked(chief, matter.day, Wanted(form="dissolution")).total == 1
    assert tracked(chief, matter.day, Wanted(code="VO03")).total == 1
    assert tracked(chief, matter.day, Wanted(code="VM01")).total == 0
    late = matter.day + timedelta(days=60)
    assert tracked(chief, late, Wanted(red=True)).total == 1


def test_a_second_member_joins_the_cell_and_stands_aside_too() -> None:
    matter = walks.reported()
    newcomer = person("New Member")
    membership(newcomer, matter.organization, since=matter.day)
    assert newcomer.pk in matter.case.recused(matter.day)


# --- complaint (DIS-112)


def answered(matter: CollectiveMatter, form: str, to: Any) -> CollectiveMatter:
    grievance = Grievance(matter)
    grievance.complain(to)
    grievance.through(form)
    return matter


def test_the_organisation_complains_by_its_secretary_and_gets_its_answer() -> None:
    matter = walks.in_force()
    with pytest.raises(NotPermitted):
        Grievance(matter).complain(to="inspection", by=matter.chain.users["clerk"])
    assert answered(matter, "reprimand", "inspection").case.state == "decision_changed"
    complaint = matter.case.complaints.get()
    assert (complaint.of_organization, complaint.whom) == (True, matter.organization)
    assert matter.case.form == "reprimand"


def test_who_belongs_to_it_sees_and_answers_no_complaint_of_it() -> None:
    chain = build_collective_chain()
    above = chain.members[3]
    seat(above, chain.bodies["inspection"], Role.MEMBER)
    login = user(above)
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    matter.to_meeting().vote_forms(matter.all_for("warning"))
    matter.do("sign_decision", complaint_to="The committee above")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC")
    grievance = Grievance(matter)
    grievance.complain(to="inspection")
    assert not Case.objects.visible_to(login, grievance.day).exists()
    assert above.pk in grievance.complaint.recused(grievance.day)


def test_a_dissolution_lightened_on_complaint_is_no_longer_wound_up() -> None:
    matter = walks.dissolution_in_force()
    above = Placement.objects.get(organization=matter.chain.khoi).parent
    commission = matter.chain.bodies["above"] = body(above, BodyKind.INSPECTION, symbol="UBKTTU")
    for number in range(3):
        seat(person(f"Commission {number}"), commission, Role.HEAD if number == 0 else Role.MEMBER)
    answered(matter, "warning", commission)
    case = matter.case
    assert (case.state, case.form) == ("decision_changed", "warning")
    assert not case.deadlines.filter(kind="winding_up", closed_on__isnull=True).exists()
    assert case.deadlines.filter(kind="automatic_end", closed_on__isnull=True).exists()


# --- what it costs


def test_acts_and_pages_stay_within_their_statements(sign_in: SignIn) -> None:
    matter = walks.criticised()
    for row in matter.case.violations.all():
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
    client = sign_in(matter.actor(), matter.day)
    task, own = matter.task, reverse("own_discipline", args=[matter.case.public_id])
    page, mine = reverse("task", args=[task.public_id]), sign_in(matter.speaker, matter.day)
    for opened, address in ((client, page), (mine, own)):
        opened.get(address)
    counts = [statements(lambda: client.get(page)), statements(lambda: mine.get(own))]
    for number in range(20):
        membership(person(f"Further Member {number}"), matter.organization)
    assert [statements(lambda: client.get(page)), statements(lambda: mine.get(own))] == counts
    data = {"day": matter.day, "acknowledge": True, "number": "1", "proposed_form": "", "remarks": ""}
    by = matter.actor()
    assert statements(lambda: act(task, "send_to_superior", by=by, on=matter.day, key=uuid4(), data=data)) <= 25
