"""The background check as work: whom to ask about, exemptions, who is sent, who answers, what goes back."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from admission.cv.drafts import Draft
from admission.models import State, VerificationRequest
from organization.models import BodyKind, Kind, Role, User
from permissions.checks import NotPermitted
from tests.admission.background.asking import SON, ask, form, places, reply, verifying, wanted
from tests.admission.cv.answers import FAMILY
from tests.chain import Journey
from tests.factories import body, organization, person, seat, user
from workflows.actions import Refused
from workflows.days import calendar
from workflows.findings import RuleBroken
from workflows.models import Deadline

pytestmark = pytest.mark.django_db


def test_whom_to_ask_about_is_read_from_item_21(journey):
    assert wanted(journey) == {
        "self": "full",
        "grandfather_paternal": None,
        "father": "full",
        "mother": "full",
        "spouse": "full",
        "sibling": None,
        "child": None,
    }


@pytest.mark.parametrize(("together", "asked"), [("yes", "full"), ("no", None)])
def test_adopted_child_who_lives_with_the_applicant_is_asked_about_where_a_local_rule_says_so(
    chain, in_hanoi, together, asked
):
    journey = verifying(chain, [*FAMILY, {**SON, "lives_together": together}])
    journey.day = date(2025, 11, 20)
    assert wanted(journey)["adopted_child"] is None
    journey.day = date(2025, 11, 21)
    assert wanted(journey)["adopted_child"] == asked


def test_check_is_concluded_only_when_everybody_was_asked_about(journey):
    at = places(journey)
    for relation in ("self", "father", "mother"):
        reply(journey, ask(journey, at[relation]))
    with pytest.raises(RuleBroken) as refused:
        journey.do("conclude_verification", remarks="tốt")
    assert [(one.rule, one.numbers) for one in refused.value.findings] == [("ADM-29", {"persons": ["spouse"]})]
    reply(journey, ask(journey, at["spouse"]))
    journey.do("conclude_verification", remarks="tốt")
    assert journey.step == "certify"


def test_request_takes_names_and_relation_from_the_cv(journey):
    request = ask(journey, places(journey)["father"], relation="chú", person_name="Ai Đó")
    row = (request.relation, request.person_name, request.relation_code, request.scope)
    assert row == ("father", "Nguyễn Cha Mẫu", "father", "full")


@pytest.mark.parametrize(("abroad", "length"), [(False, 30), (True, 90)])
def test_each_request_has_its_own_clock_by_law(journey, abroad, length):
    at = places(journey)
    first = ask(journey, at["father"], abroad="on" if abroad else "")
    second = ask(journey, at["mother"], abroad="on" if abroad else "")
    reply(journey, second)
    clock, other = (Deadline.objects.get(reference=one.public_id) for one in (first, second))
    assert clock.due_on == calendar().add_working_days(first.sent_on, length)
    assert (clock.closed_on, other.closed_on) == (None, journey.day)


def test_somebody_outside_the_cv_is_typed_and_has_to_be_named(journey):
    assert form(journey).errors.keys() == {"relation", "person_name"}
    assert form(journey, relation="bạn", person_name="Ai Đó").is_valid()
    assert form(journey, whom="99", relation="bạn", person_name="Ai Đó").errors.keys() == {"whom"}


# exemptions


def exempt(journey: Journey, ground: str, member: str = "", *, confirmed: bool = True) -> None:
    paper: dict[str, Any] = {"confirmed_by": "Đảng ủy xã", "confirmation_number": "9-XN", "confirmed_on": journey.day}
    journey.do("record_exemption", ground=ground, member=member, **(paper if confirmed else {}))


def test_member_of_the_own_side_exempts_it_only_with_the_confirmation(journey):
    father = places(journey)["father"]
    with pytest.raises(RuleBroken) as refused:
        exempt(journey, "own_side", father, confirmed=False)
    assert [one.rule for one in refused.value.findings] == ["ADM-31"]
    assert not journey.dossier.exemptions.exists()
    exempt(journey, "own_side", father)
    others = {"self": "full", "spouse": "full"}
    journey.day = date(2025, 9, 28)
    assert {name: scope for name, scope in wanted(journey).items() if scope} == others
    # since 38-HD the member himself is still asked about for the present (design), nobody else of his side
    journey.day = date(2025, 9, 29)
    assert {name: scope for name, scope in wanted(journey).items() if scope} == {**others, "father": "current"}
    assert ask(journey, father).scope == "current"


def test_side_without_a_member_is_not_exempt(journey):
    for member in ("spouse", "father"):
        with pytest.raises(RuleBroken) as refused:
            exempt(journey, "spouse_side", places(journey)[member])
        assert [one.rule for one in refused.value.findings] == ["ADM-32"]


def test_family_of_one_commune_needs_no_separate_verification_once_confirmed(journey):
    with pytest.raises(RuleBroken) as refused:
        exempt(journey, "same_commune", confirmed=False)
    assert [one.rule for one in refused.value.findings] == ["ADM-33"]
    exempt(journey, "same_commune")
    assert set(wanted(journey).values()) == {None}
    journey.do("conclude_verification", remarks="tốt")
    assert journey.step == "certify"


def test_exemption_is_recorded_once(journey):
    exempt(journey, "same_commune")
    with pytest.raises(Refused):
        exempt(journey, "same_commune")


# who is sent


def test_relative_who_is_sent_is_refused_by_the_article(journey):
    member = journey.chain.members[2].public_id
    asked = form(journey, whom=places(journey)["father"], verifier=member, verifier_relation="sibling")
    assert asked.is_valid(), asked.errors
    with pytest.raises(RuleBroken) as refused:
        journey.do("request_verification", **asked.act_data)
    assert [one.rule for one in refused.value.findings] == ["ADM-35"]
    assert not VerificationRequest.objects.exists()


def test_member_with_the_name_of_a_nearest_relative_is_refused_at_the_field(journey):
    namesake = journey.chain.members[2]
    namesake.full_name = "nguyễn em  mẫu"
    namesake.save()
    asked = form(journey, whom=places(journey)["father"], verifier=namesake.public_id)
    assert asked.errors == {
        "verifier": ["The CV names somebody of this name as brother or sister of the applicant. Send another member."]
    }


def test_other_member_may_be_sent(journey):
    member = journey.chain.members[3]
    assert ask(journey, places(journey)["father"], verifier=member.public_id).verifier == member


# the organisation asked


@pytest.fixture
def commune() -> User:
    """The secretary of a committee elsewhere, which is asked."""
    place = organization(Kind.BASE, parent=organization(Kind.SUPERIOR), code="XA-MAU")
    login = user(person("Bí thư Xã"))
    seat(login.person, body(place, BodyKind.COMMITTEE), Role.SECRETARY)
    return login


def test_organisation_asked_answers_itself_and_sees_nothing_else(journey, commune, sign_in):
    request = ask(journey, places(journey)["father"], asked_code="XA-MAU")
    client = sign_in(commune, journey.day)
    listed = client.get(reverse("verification_requests")).content.decode()
    assert "Nguyễn Cha Mẫu" in listed
    address = reverse("verification_request", args=[request.public_id])
    page = client.get(address).content.decode()
    assert "Nguyễn Cha Mẫu" in page
    assert "KÍN-2024" not in page
    dossier = journey.dossier
    others = [reverse(name, args=[dossier.public_id]) for name in ("case", "cv", "background")]
    assert [client.get(url).status_code for url in others] == [404, 404, 404]
    data = {"clear": "no", "summary": "Có việc cần làm rõ", "replied_on": f"{journey.day:%d/%m/%Y}"}
    key = str(uuid4())
    assert client.post(address, {**data, "key": key}).status_code == 302
    assert client.post(address, {**data, "key": key}).status_code == 302  # sent twice, done once
    request.refresh_from_db()
    found = (request.clear, request.summary, request.replied_on, request.answered_by)
    assert found == (False, "Có việc cần làm rõ", journey.day, commune)
    assert Deadline.objects.get(reference=request.public_id).closed_on == journey.day
    assert client.post(address, {**data, "key": str(uuid4())}).status_code == 422


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"clear": ""}, "clear"),
        ({"summary": ""}, "summary"),
        ({"summary": "x" * 4001}, "summary"),
        ({"replied_on": "31/02/2025"}, "replied_on"),
        ({"replied_on": "01/01/2199"}, "replied_on"),
        ({"replied_on": "01/01/2020"}, "replied_on"),
    ],
)
def test_bad_answer_is_refused_at_its_field_and_what_was_typed_stays(journey, commune, sign_in, changed, field):
    request = ask(journey, places(journey)["father"], asked_code="XA-MAU")
    data = {"clear": "yes", "summary": "Chữ đã gõ", "replied_on": f"{journey.day:%d/%m/%Y}", "key": str(uuid4())}
    address = reverse("verification_request", args=[request.public_id])
    response = sign_in(commune, journey.day).post(address, {**data, **changed})
    assert response.status_code == 422
    page = response.content.decode()
    assert f'href="#take_in_answer-{field}' in page
    assert "summary" in changed or "Chữ đã gõ" in page
    request.refresh_from_db()
    assert request.replied_on is None


def test_only_seats_that_answer_see_a_request(journey, commune, chain, sign_in):
    request = ask(journey, places(journey)["father"], asked_code="XA-MAU")
    address = reverse("verification_request", args=[request.public_id])
    member = user(person())
    seat(member.person, request.body, Role.MEMBER)
    for name in (member, chain.users["department"], chain.users["cell"], chain.applicant):
        assert sign_in(name, journey.day).get(address).status_code == 404
    commune.person.seats.update(until=journey.day)
    assert sign_in(commune, journey.day).get(address).status_code == 404


def test_relative_does_not_answer_for_the_organisation_asked(journey, commune, sign_in):
    request = ask(journey, places(journey)["mother"], asked_code="XA-MAU")
    commune.person.full_name = "Nguyễn Cha Mẫu"
    commune.person.save()
    address = reverse("verification_request", args=[request.public_id])
    client = sign_in(commune, journey.day)
    assert "another member answers" in client.get(address).content.decode()
    data = {"clear": "yes", "summary": "tốt", "replied_on": f"{journey.day:%d/%m/%Y}", "key": str(uuid4())}
    assert client.post(address, data).status_code == 403


def test_requests_that_wait_come_first(journey, commune, sign_in):
    at = places(journey)
    first, second = (ask(journey, at[whom], asked_code="XA-MAU") for whom in ("father", "mother"))
    reply(journey, first)
    page = sign_in(commune, journey.day).get(reverse("verification_requests"), {"trang": "x"}).content.decode()
    assert page.index(second.person_name) < page.index(first.person_name)


def test_only_who_answers_for_the_body_asked_acts(journey, commune, chain):
    request = ask(journey, places(journey)["father"], asked_code="XA-MAU")
    data = {"request": request.public_id, "clear": True, "summary": "tốt", "replied_on": journey.day}
    with pytest.raises(NotPermitted):
        journey.do_on_case("take_in_answer", by=None, **data, user=chain.users["department"])
    journey.do_on_case("take_in_answer", by=None, **data, user=commune)


def test_unknown_code_of_an_organisation_is_refused_at_its_field(journey):
    assert list(form(journey, whom="self", asked_code="KHONG-CO").errors) == ["asked_code"]


# what goes back, who sees


def test_discrepancy_goes_back_to_the_applicant_who_hands_in_again(journey):
    reply(journey, ask(journey, places(journey)["father"]), clear=False)
    journey.do("return_for_clarification", reason="Năm sinh của cha chưa khớp")
    assert (journey.dossier.state, journey.step) == (State.DRAFTING, "draft")
    draft = Draft.of(journey.dossier, journey.day)
    given = {"answers": draft.answers(), "digest": draft.digest, "signed_on": journey.day}
    journey.do("submit_cv", by=journey.chain.applicant, head={"superior": "", "issuer": "Chi bộ"}, **given)
    assert journey.dossier.cvs.count() == 2


@pytest.mark.parametrize(("name", "status"), [("cell", 200), ("clerk", 200), ("applicant", 404), ("standing", 404)])
def test_page_of_the_check_is_for_who_reads_of_third_persons(journey, chain, sign_in, name, status):
    ask(journey, places(journey)["father"])
    client = sign_in(chain.users[name], journey.day)
    response = client.get(reverse("background", args=[journey.dossier.public_id]), {"hoi": "2"})
    assert response.status_code == status
    if status == 200:
        page = response.content.decode()
        assert "Ask about this person" in page
        assert '<option value="2" selected>' in page
