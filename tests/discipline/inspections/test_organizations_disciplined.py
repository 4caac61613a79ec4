"""From the inspection of an organisation to discipline: of itself, or of persons whom the conclusion names."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from discipline.choices import row_key
from discipline.models import DisciplineCase
from organization.models import Person, User
from tests.admission.signing_in import SignIn
from tests.counting import statements
from tests.discipline.inspections.continued import led_to
from tests.discipline.inspections.organizations import OfOrganization, matter_of
from tests.discipline.inspections.searches import Search
from tests.discipline.matters import build_matter_chain
from tests.factories import person
from workflows.acting import Refused
from workflows.models import Case, Event, Judgement

pytestmark = pytest.mark.django_db


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Judgement, Event))


def reported(**given: Any) -> OfOrganization:
    """Self-criticism and vote of its members included."""
    search = OfOrganization(**given).to("verifying")
    search.do("criticise_in_inspection", account="We admit it.")
    search.do("hear_inspected", representative="A representative", mandate="01-QĐ", opinion="They explain it.")
    search.to("org_meeting")
    search.vote()
    search.to("reported")
    return search


def concluded(**named: Any) -> OfOrganization:
    search = reported()
    search.conclude("violation_to_discipline", **{"against_organization": False, **named})
    search.to("published")
    return search


def row_of(search: OfOrganization, who: Person | None) -> Any:
    return search.case.consequences.get(person=who)


# --- against the organisation


def test_it_goes_on_as_a_case_of_the_organisation_where_its_own_commission_above_inspected() -> None:
    search = reported(by="base_inspection")
    search.conclude("violation_to_discipline")
    search.to("published").pass_on()

    case = led_to(search)
    assert (case.of_organization, case.organization, case.subject_kind) == (True, search.organization, "organization")
    assert (case.state, case.facts_concluded, case.in_own_file) == ("level_hearing", True, True)
    assert (case.plan_known_on, case.self_criticism_on) == (search.case.deployed_on, search.case.self_criticism_on)
    proposed = case.self_proposals.get()
    assert (proposed.base, proposed.form, case.self_nominated) == (5, "warning", "warning")
    assert case.hearings.get().opinion == "They explain it."
    assert case.violations.get().code == "VO03"
    assert not DisciplineCase.objects.filter(of_organization=False).exists()

    matter = matter_of(search)
    matter.do("go_to_meeting")
    matter.vote_forms(matter.all_for("warning"))
    assert (matter.case.state, matter.case.form) == ("decision_drafting", "warning")
    search.do("file_inspection", number="01-ML")
    assert search.case.state == "iv_filed"


def test_inspected_from_farther_above_the_direct_superior_verifies_itself() -> None:
    search = concluded(against_organization=True)
    search.pass_on()
    matter = matter_of(search)
    assert (matter.case.state, matter.case.registrar, matter.case.verified_above_on) == (
        "verifying",
        search.body,
        None,
    )
    matter.send_up()
    assert matter.case.state == "level_appraisal"
    matter.to_meeting().vote_forms(matter.all_for("warning"))
    assert matter.case.form == "warning"


@pytest.mark.parametrize(("criticised", "voted"), [(False, False), (True, False)])
def test_what_its_members_have_not_done_they_do_first(criticised: bool, voted: bool) -> None:
    search = OfOrganization(by="base_inspection").deserving(criticised=criticised, voted=voted)
    search.pass_on()
    matter = matter_of(search)
    assert (matter.case.state, matter.case.self_criticism_on, matter.case.self_proposals.exists()) == (
        "self_criticism",
        None,
        False,
    )
    matter.criticise()
    assert matter.case.state == "verifying"


def test_a_dissolution_names_its_ground() -> None:
    search = concluded(against_organization=True)
    before = stored()
    with pytest.raises(Refused) as refused:
        search.pass_on(expected_form="dissolution")
    assert set(refused.value.errors) == {"dissolution_ground"}
    with pytest.raises(Refused) as refused:
        search.pass_on(code="VM01")
    assert set(refused.value.errors) == {"code"}
    with pytest.raises(Refused):
        search.pass_on(expected_form="expulsion")
    assert stored() == before
    search.pass_on(expected_form="dissolution", dissolution_ground="principles")
    assert (led_to(search).expected_form, led_to(search).dissolution_ground) == ("dissolution", "principles")


def test_its_members_vote_on_the_forms_for_an_organisation() -> None:
    search = OfOrganization().to("verifying")
    search.do("criticise_in_inspection", account="We admit it.")
    search.to("org_meeting")
    assert set(search.case.org_ballot(search.day).ballot.options) == {
        "dissolution",
        "warning",
        "reprimand",
        "no_discipline",
    }
    with pytest.raises(Refused) as refused:
        search.vote(warning=6)
    assert set(refused.value.errors) == {"base"}
    with pytest.raises(Refused):
        search.vote(removal=5)
    search.vote(reprimand=5)
    assert search.case.org_vote["form"] == "reprimand"


# --- against persons whom the conclusion names


def test_persons_that_the_conclusion_names_get_a_case_each() -> None:
    search = reported()
    head, other = search.accused, search.chain.members[3]
    search.conclude("violation_to_discipline", against_organization=False, against_persons=[head, other])
    search.to("published")
    assert not search.case.consequences.filter(person=None).exists()
    with pytest.raises(Refused) as refused:
        search.pass_on()
    assert set(refused.value.errors) == {"against"}

    search.pass_on(against=row_of(search, other))
    case = row_of(search, other).led_to
    assert (case.of_organization, case.subject, case.state) == (False, other, "screening")
    # nothing of what was done with the organisation was done with him
    assert (case.in_own_file, case.plan_known_on, case.self_criticism_on, case.facts_concluded) == (
        False,
        None,
        None,
        True,
    )
    assert not case.documents.filter(code__in=("plan", "self_criticism")).exists()
    with pytest.raises(Refused):
        search.do("file_inspection", number="01-ML")
    with pytest.raises(Refused):
        search.pass_on(against=row_of(search, other))
    search.pass_on(against=row_of(search, head))
    search.do("file_inspection", number="01-ML")
    assert search.case.state == "iv_filed"


def both() -> tuple[OfOrganization, Person]:
    """The organisation and a member of it; the conclusion is published."""
    search = reported()
    other = search.chain.members[3]
    search.conclude("violation_to_discipline", against_persons=[other])
    search.to("published")
    return search, other


def test_both_go_on_by_the_form_each_by_its_own_content(sign_in: SignIn) -> None:
    search, other = both()
    head = search.holder(search.body, "decide_inspection")
    client = sign_in(head, search.day)
    page = client.get(reverse("case", args=[search.case.public_id])).content.decode()
    address = reverse("act_on_case", args=[search.case.public_id, "go_on_with_discipline"])
    assert address in page
    assert f"{search.organization}: not passed on yet" in page
    day = f"{search.day:%d/%m/%Y}"
    sent = {"acknowledge": "on", "confirmed": "1", "day": day, "started_on": "01/03/2025", "described": "Spent it"}
    sent |= {"category": "ordinary", "matter": "cell", "expected_form": "warning"}

    def post(**given: Any) -> Any:
        return client.post(address, {**sent, "key": str(uuid4()), **given})

    itself, person_of_it = row_key(row_of(search, None)), row_key(row_of(search, other))
    for given, field in (
        ({"code": "VO03"}, "against"),
        ({"against": itself, "code": "VM01"}, "code"),
        ({"against": person_of_it, "code": "VO03"}, "code"),
        ({"against": person_of_it, "code": "VM01", "expected_form": "dissolution"}, "expected_form"),
        ({"against": itself, "code": "VO03", "expected_form": "removal"}, "expected_form"),
        ({"against": itself, "code": "VO03", "expected_form": "dissolution"}, "dissolution_ground"),
        ({"against": person_of_it, "code": "VM01", "matter": ""}, "matter"),
    ):
        answer = post(**given)
        assert answer.status_code == 422
        assert f"go_on_with_discipline-{field}" in answer.content.decode()
        assert "Spent it" in answer.content.decode()
    assert not DisciplineCase.objects.exists()

    review = client.post(address, {**sent, "key": str(uuid4()), "confirmed": "", "against": itself, "code": "VO03"})
    assert review.status_code in (200, 302)
    assert post(against=person_of_it, code="VM01").status_code == 302
    if not row_of(search, None).passed_on:
        assert post(code="VO03").status_code == 302  # the one that is left needs no choice
    assert {case.of_organization for case in DisciplineCase.objects.all()} == {True, False}


def test_the_conclusion_is_entered_by_the_form(sign_in: SignIn) -> None:
    search = reported()
    client = sign_in(search.actor(), search.day)
    address = reverse("act", args=[search.task.public_id, "conclude_inspection"])
    sent = {"acknowledge": "on", "day": f"{search.day:%d/%m/%Y}", "number": "08-TB", "key": str(uuid4())}
    sent |= {"outcome": "violation_to_discipline", "conclusion": "It is so."}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "It is so." in answer.content.decode()
    member = search.chain.members[3]
    named = {**sent, "against_organization": "on", "against_persons": [member.public_id]}
    review = client.post(address, named)
    assert (review.status_code, search.case.state) == (200, "iv_reported")
    assert str(member) in review.content.decode()
    assert client.post(address, {**named, "confirmed": "1"}).status_code == 302
    assert [row.person for row in search.case.consequences.order_by("pk")] == [None, member]


def test_handed_over_to_who_stands_neither_in_it_nor_below_it() -> None:
    search, other = both()
    given: dict[str, Any] = {"receiver_name": "", "number": "09-CV", "reason": "Competent there."}
    itself, cell = row_of(search, None), search.chain.bodies["cell"]
    before = stored()
    with pytest.raises(Refused) as refused:
        search.pass_on("hand_to_competent", against=itself, receiver=cell, **given)
    assert (set(refused.value.errors), stored()) == ({"receiver"}, before)
    search.pass_on("hand_to_competent", against=itself, receiver=search.chain.bodies["base_inspection"], **given)
    case = row_of(search, None).led_to
    assert (case.of_organization, case.state, case.in_own_file) == (True, "handed_over", False)
    search.pass_on("hand_to_competent", against=row_of(search, other), receiver=cell, **given)
    assert row_of(search, other).led_to.receiver == cell
    search.do("file_inspection", number="01-ML")


def test_nobody_named_is_refused_and_so_is_who_does_not_belong_to_it() -> None:
    search = reported()
    before = stored()
    for given, field in (
        ({"against_organization": False}, "against_organization"),
        ({"against_organization": False, "against_persons": [person("Stranger")]}, "against_persons"),
    ):
        with pytest.raises(Refused) as refused:
            search.conclude("violation_to_discipline", **given)
        assert set(refused.value.errors) == {field}
    with pytest.raises(Refused) as refused:
        search.conclude("shortcoming", against_organization=True)
    assert set(refused.value.errors) == {"outcome"}
    assert stored() == before
    assert search.case.state == "iv_reported"


def test_a_committee_that_inspected_leaves_the_examination_to_its_commission() -> None:
    """A committee conducts no examination: its case would wait for nobody."""
    search = Search(build_matter_chain(), by="grassroots").deserving(criticised=False, heard=False)
    search.pass_on()
    case = led_to(search)
    assert (case.state, case.registrar) == ("self_criticism", search.chain.bodies["base_inspection"])


def test_of_the_conclusion_its_secretary_reads_once_it_is_published(sign_in: SignIn) -> None:
    search = reported()
    search.conclude("violation_to_discipline")
    own = reverse("own_inspection", args=[search.case.public_id])
    speaker: User = search.speaker
    assert "It is so." not in sign_in(speaker, search.day).get(own).content.decode()
    search.to("published")
    assert "It is so." in sign_in(speaker, search.day).get(own).content.decode()

    search.pass_on()
    client = sign_in(speaker, search.day)
    files = client.get(reverse("own_files")).content.decode()
    assert files.count(str(search.organization)) >= 2
    assert own in files
    assert reverse("own_discipline", args=[led_to(search).public_id]) in files
    assert statements(lambda: client.get(reverse("own_files"))) <= 8
