"""Opening a dossier, and the applicant's own file: what he sees, what he never sees, what he may do."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from admission.models import Dossier, State
from organization.models import Body, BodyKind, Kind, Role, Seat, Standing
from tests.chain import START, Chain, Journey, build_chain
from tests.factories import membership, organization, person, seat
from tests.workflows.files import pdf
from workflows.audit.chain import append, redact

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> Chain:
    return build_chain()


@pytest.fixture
def journey(chain) -> Journey:
    return Journey(chain)


def own(journey: Journey, verb: str = "") -> str:
    args = [journey.dossier.public_id, verb] if verb else [journey.dossier.public_id]
    return reverse("act_on_own_file" if verb else "own_file", args=args)


def upload(content: bytes = b"", name: str = "don.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf(), content_type="application/pdf")


# opening


def opening(chain: Chain, **changed: object) -> dict[str, object]:
    return {
        "key": str(uuid4()),
        "person": chain.applicant.person.public_id if chain.applicant.person else "",
        "authorisation_number": "12-NQ/ĐU",
        "authorised_on": "01/08/2025",
        **changed,
    }


def test_secretary_opens_the_dossier_of_a_sympathiser_and_comes_to_its_first_task(chain, sign_in):
    response = sign_in(chain.users["cell"]).post("/ho-so/mo/", opening(chain))
    dossier = Dossier.objects.get()
    assert (dossier.subject, dossier.authorised_on) == (chain.applicant.person, date(2025, 8, 1))
    assert response["Location"] == reverse("task", args=[dossier.task_set.get(flow_task_type="HUMAN").public_id])


def test_opening_sent_twice_opens_once(chain, sign_in):
    client, data = sign_in(chain.users["cell"]), opening(chain)
    first, second = client.post("/ho-so/mo/", data), client.post("/ho-so/mo/", data)
    assert (first["Location"], Dossier.objects.count()) == (second["Location"], 1)


def test_only_sympathisers_of_the_cell_without_an_open_dossier_are_offered(chain, sign_in):
    other = person("Other Cell", born_on=date(2000, 2, 3))
    membership(other, organization(Kind.CELL, parent=chain.base), Standing.SYMPATHIZER)
    client = sign_in(chain.users["cell"])
    assert re.findall(r'<option value="([0-9A-Z]{12})">', client.get("/ho-so/mo/").content.decode()) == [
        chain.applicant.person.public_id if chain.applicant.person else ""
    ]
    Journey(chain)
    assert "without an open dossier" in client.get("/ho-so/mo/").content.decode()


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"authorised_on": "01/01/2199"}, "lies in the future"),
        ({"person": "BBBBBBBBBBBB"}, "Select a valid choice"),
        ({"authorisation_number": ""}, "This field is required"),
        ({"key": "x"}, "Enter a valid UUID"),
    ],
)
def test_bad_opening_is_refused_with_its_reason(chain, sign_in, changed, text):
    response = sign_in(chain.users["cell"]).post("/ho-so/mo/", opening(chain, **changed))
    assert (response.status_code, Dossier.objects.count()) == (422, 0)
    assert text in response.content.decode()


def test_second_open_dossier_for_one_person_is_refused(chain, journey, sign_in):
    response = sign_in(chain.users["cell"]).post("/ho-so/mo/", opening(chain))
    assert (response.status_code, Dossier.objects.count()) == (422, 1)
    assert "already is an open dossier" in response.content.decode()


@pytest.mark.parametrize("name", ["grassroots", "department", "applicant"])
def test_whoever_has_no_seat_for_it_may_not_open(chain, sign_in, name):
    client = sign_in(chain.users[name])
    assert client.get("/ho-so/mo/").status_code == 403
    assert client.post("/ho-so/mo/", opening(chain)).status_code == 403
    assert not Dossier.objects.exists()


def test_ended_seat_opens_nothing(chain, sign_in):
    Seat.objects.filter(person=chain.users["cell"].person).update(until=START)
    assert sign_in(chain.users["cell"]).post("/ho-so/mo/", opening(chain)).status_code == 403


def test_secretary_of_two_cells_chooses_one(chain, sign_in):
    second = organization(Kind.CELL, parent=chain.base)
    # a number above a thousand, which a page must not write with a separator
    meeting = Body.objects.create(pk=1_234_567, organization=second, kind=BodyKind.CELL, name="Cell", since=START)
    seat(chain.users["cell"].person, meeting, Role.SECRETARY)
    theirs = person("Their Sympathiser")
    membership(theirs, second, Standing.SYMPATHIZER)
    shown = sign_in(chain.users["cell"]).get(f"/ho-so/mo/?body={meeting.pk}").content.decode()
    assert theirs.public_id in shown
    assert f'<input type="hidden" name="body" value="{meeting.pk}">' in shown


# the own file


def test_applicant_comes_to_his_file_and_finds_what_is_asked_of_him(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    assert client.get("/ho-so-cua-toi/")["Location"] == own(journey)
    shown = client.get(own(journey)).content.decode()
    assert "Still asked of you:" in shown
    assert str(journey.chain.bodies["cell"]) in shown


def test_whoever_has_no_file_is_told_so(chain, sign_in):
    assert "no file about you" in sign_in(chain.users["cell"]).get("/ho-so-cua-toi/").content.decode()


@pytest.mark.parametrize("name", ["cell", "standing"])
def test_own_file_is_the_applicants_alone(journey, sign_in, name):
    client = sign_in(journey.chain.users[name], journey.day)
    assert client.get(own(journey)).status_code == 404
    for verb in ("file_paper", "withdraw"):
        assert client.post(own(journey, verb), {"key": str(uuid4()), "confirmed": "1"}).status_code == 404
    assert journey.dossier.state == State.AUTHORIZED


def test_applicant_never_sees_votes_remarks_or_who_acted(journey, sign_in):
    journey.to("verify")
    journey.do("request_verification", relation="SECRET-A", person_name="X", place="SECRET-B", sent_on=journey.day)
    request = journey.dossier.verifications.get()
    journey.do("record_reply", request=request.public_id, replied_on=journey.day, clear=True, summary="SECRET-C")
    journey.do("conclude_verification", remarks="SECRET-D")
    journey.to("cell")
    journey.meet(place="SECRET-F", representatives="SECRET-H")
    journey.open_vote()
    journey.count(yes=4)
    counted = sign_in(journey.chain.applicant, journey.day).get(own(journey)).content.decode()
    told = {"conclusion": "SECRET-E", "resolution_number": "SECRET-G"}
    journey.do("record_cell_vote", on=journey.day, **told)
    journey.to("grassroots")
    recorded = sign_in(journey.chain.applicant, journey.day).get(own(journey)).content.decode()
    for shown in (counted, recorded):
        assert re.findall("SECRET-.", shown) == []
        assert [name for name in map(str, journey.chain.members) if name in shown] == []
        assert "In favour" not in shown


def test_applicant_hands_in_a_paper(journey, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = sign_in(journey.chain.applicant, journey.day)
    data = {"key": str(uuid4()), "code": "application", "issued_on": "01/08/2025", "file": upload()}
    response = client.post(own(journey, "file_paper"), data)
    assert (response.status_code, response["Location"]) == (302, own(journey))
    paper = journey.dossier.documents.get()
    assert (paper.code, paper.own, paper.filed_by) == ("application", True, journey.chain.applicant)
    assert reverse("document", args=[paper.public_id]) in client.get(own(journey)).content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, "don.pdf"),
        (b"", "don.pdf"),
        (b"<html><script>alert(1)</script></html>", "don.html"),
        (b"%PDF-1.7 broken", "don.pdf"),
    ],
)
def test_bad_file_is_refused_at_its_field_and_nothing_is_stored(journey, sign_in, settings, tmp_path, content, name):
    settings.MEDIA_ROOT = tmp_path
    client = sign_in(journey.chain.applicant, journey.day)
    file = SimpleUploadedFile(name, content)
    data = {"key": str(uuid4()), "code": "application", "number": "kept text", "file": file}
    response = client.post(own(journey, "file_paper"), data)
    assert (response.status_code, journey.dossier.documents.count()) == (422, 0)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert 'value="kept text"' in response.content.decode()


def test_file_over_the_limit_is_refused_at_its_field(journey, sign_in, settings):
    settings.UPLOAD_MAX_BYTES = 10_000
    client = sign_in(journey.chain.applicant, journey.day)
    data = {"key": str(uuid4()), "code": "application", "file": upload(pdf() + b"\n" * 12_000)}
    response = client.post(own(journey, "file_paper"), data)
    assert (response.status_code, journey.dossier.documents.count()) == (422, 0)


def test_paper_that_is_not_his_is_not_taken_from_the_applicant(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    data = {"key": str(uuid4()), "code": "opinions", "file": upload()}
    assert client.post(own(journey, "file_paper"), data).status_code == 422
    assert not journey.dossier.documents.exists()


def test_papers_are_taken_only_while_the_cell_gathers_them(journey, sign_in):
    journey.to("verify")
    client = sign_in(journey.chain.applicant, journey.day)
    assert own(journey, "file_paper") not in client.get(own(journey)).content.decode()
    data = {"key": str(uuid4()), "code": "application", "file": upload()}
    assert client.post(own(journey, "file_paper"), data).status_code == 403


def test_applicant_withdraws_after_a_review(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    data = {"key": str(uuid4()), "reason": "I move abroad"}
    review = client.post(own(journey, "withdraw"), data)
    assert ("Check before sending" in review.content.decode(), journey.dossier.state) == (True, State.AUTHORIZED)
    response = client.post(own(journey, "withdraw"), {**data, "confirmed": "1"})
    assert (response.status_code, journey.dossier.state) == (302, State.WITHDRAWN)
    shown = client.get(own(journey)).content.decode()
    assert own(journey, "withdraw") not in shown


def test_withdrawal_that_is_no_longer_possible_is_refused(journey, sign_in):
    client = sign_in(journey.chain.applicant, journey.day)
    client.post(own(journey, "withdraw"), {"key": str(uuid4()), "confirmed": "1"})
    again = client.post(own(journey, "withdraw"), {"key": str(uuid4()), "confirmed": "1"})
    assert again.status_code == 422
    assert "does not allow this" in again.content.decode()


@pytest.mark.parametrize("verb", ["submit_for_verification", "add_introducer", "no_such_verb"])
def test_other_verbs_do_not_exist_in_the_own_file(journey, sign_in, verb):
    client = sign_in(journey.chain.applicant, journey.day)
    assert client.post(own(journey, verb), {"key": str(uuid4())}).status_code == 404


def test_member_of_the_body_sees_his_own_case_only_in_his_own_file(journey, sign_in):
    seat(journey.chain.applicant.person, journey.chain.bodies["cell"], Role.CLERK)
    client = sign_in(journey.chain.applicant, journey.day)
    assert client.get(reverse("task", args=[journey.task.public_id])).status_code == 404
    assert client.get(reverse("case", args=[journey.dossier.public_id])).status_code == 404
    assert client.get(own(journey)).status_code == 200


def test_own_file_takes_no_more_statements_for_a_longer_case(journey, sign_in):
    counts = []
    for step in ("verify", "appraisal"):
        journey.to(step)
        client = sign_in(journey.chain.applicant, journey.day)
        client.get(own(journey))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(own(journey)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


@pytest.mark.parametrize(
    ("go", "told"),
    [
        (lambda journey: journey.to("cell").vote(yes=0), State.COMPLETE),
        (lambda journey: journey.to("standing").vote(), State.VOTING),
        (lambda journey: journey.to("standing").vote(yes=0), State.VOTING),
    ],
)
def test_applicant_is_not_told_a_result_before_it_is_announced(sign_in, go, told):
    journey = Journey(build_chain())
    go(journey)
    client = sign_in(journey.chain.applicant, journey.day)
    page = client.get(reverse("own_file", args=[journey.dossier.public_id])).content.decode()
    now = page.split('aria-current="step"')[1][:400]
    assert str(told.label) in now
    hidden = [state.label for state in (State.CELL_BELOW_RATIO, State.BASE_BELOW_RATIO, State.REFUSAL_PENDING)]
    assert [str(label) for label in hidden if str(label) in page] == []


def test_pages_of_a_case_with_a_redacted_entry_still_open(sign_in):
    journey = Journey(build_chain()).to("verify")
    dossier = journey.dossier
    with transaction.atomic():
        event = dossier.events.get(kind="dossier.opened")
        append(dossier, [redact(event, ["person"], journey.day)], at=timezone.now())
        dossier.save()
    client = sign_in(journey.chain.users["cell"], journey.day)
    for address in (reverse("case", args=[dossier.public_id]), reverse("task", args=[journey.task.public_id])):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999", "01/01/2025"])
def test_act_on_an_impossible_day_is_refused_at_its_field(sign_in, day):
    journey = Journey(build_chain()).to("section")
    client = sign_in(journey.chain.users["section"], journey.day)
    data = {"key": str(uuid4()), "held_on": day, "report_number": "1", "remarks": "x"}
    response = client.post(reverse("act", args=[journey.task.public_id, "appraise_section"]), data)
    assert (response.status_code, journey.step) == (422, "section")
    at_field = response.content.decode().split('name="held_on"')[1][:400]
    assert 'aria-invalid="true"' in at_field
