"""Pages of complaints: one's own, those of the office, and what a posted complaint is entered by."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from discipline.complaints.models import Complaint
from organization.models import Role
from tests.admission.signing_in import SignIn
from tests.discipline.complaints.grievances import Grievance, decided, upload
from tests.discipline.matters import Matter
from tests.factories import seat, user

pytestmark = pytest.mark.django_db


def complain(client: Client, matter: Matter, **data: Any) -> Any:
    given = {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", "day": f"{matter.day:%d/%m/%Y}"}
    given |= {"grounds": "The form is too heavy.", "asked": "A lighter form.", **data}
    return client.post(reverse("complain_about", args=[matter.case.public_id]), given)


def test_he_complains_from_his_own_file_and_withdraws(sign_in: SignIn) -> None:
    matter = decided()
    client = sign_in(Grievance(matter).himself, matter.day)
    own = client.get(reverse("own_discipline", args=[matter.case.public_id])).content.decode()
    assert reverse("complain_about", args=[matter.case.public_id]) in own
    asked = client.get(reverse("complain_about", args=[matter.case.public_id])).content.decode()
    assert str(matter.chain.bodies["base_inspection"]) in asked

    sent = complain(client, matter)

    complaint = Complaint.objects.get()
    assert sent["Location"] == reverse("own_complaint", args=[complaint.public_id])
    shown = client.get(sent["Location"]).content.decode()
    assert "The form is too heavy." in shown
    listed = client.get(reverse("own_files")).content.decode()
    assert sent["Location"] in listed
    withdrawn = {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", "day": f"{matter.day:%d/%m/%Y}"}
    act = reverse("act_on_own_complaint", args=[complaint.public_id, "withdraw_complaint"])
    assert client.post(act, {**withdrawn, "wish": "Settled.", "urged": "yes"}).status_code == 422
    assert client.post(act, {**withdrawn, "wish": "Settled.", "urged": "no"}).status_code == 302
    complaint.refresh_from_db()
    assert complaint.state == "complaint_withdrawn"
    assert client.get(sent["Location"]).status_code == 200


def test_bad_input_stores_nothing_and_keeps_what_was_typed(sign_in: SignIn) -> None:
    matter = decided()
    client = sign_in(Grievance(matter).himself, matter.day)
    answers = [
        complain(client, matter, grounds=""),
        complain(client, matter, day="31/02/2025"),
        complain(client, matter, day="01/01/2030"),
        complain(client, matter, asked="Keep this text."),
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 302]
    late = decided(matter.chain, accused=matter.chain.members[4])
    client = sign_in(Grievance(late).himself, late.case.deadlines.get(kind="complaint").due_on.replace(year=2026))
    refused = complain(client, late, day="01/09/2026", asked="Keep this text.")
    assert refused.status_code == 422
    assert "Keep this text." in refused.content.decode()
    assert Complaint.objects.filter(of=late.case).count() == 0


def test_somebody_else_finds_no_page_of_it(sign_in: SignIn) -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    client = sign_in(matter.chain.users["cell"], grievance.day)
    pages = [
        reverse("complain_about", args=[matter.case.public_id]),
        reverse("own_complaint", args=[grievance.complaint.public_id]),
        reverse("case", args=[grievance.complaint.public_id]),
        reverse("task", args=[grievance.task.public_id]),
    ]
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)


def test_office_finds_every_step_on_its_pages(sign_in: SignIn) -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    for step in ("received", "admissibility", "accepted", "verifying", "hearing", "meeting"):
        grievance.to(step)
        client = sign_in(grievance.actor(), grievance.day)
        shown = client.get(reverse("task", args=[grievance.task.public_id]))
        assert (step, shown.status_code) == (step, 200)
    grievance.vote_on("reprimand")
    grievance.do("sign_answer", reason="As concluded.")
    client = sign_in(grievance.actor(), grievance.day)
    assert client.get(reverse("task", args=[grievance.task.public_id])).status_code == 200
    page = client.get(reverse("case", args=[grievance.complaint.public_id])).content.decode()
    assert "Take no part in this complaint" in page
    assert "reduced" in page
    own = sign_in(grievance.himself, grievance.day).get(reverse("own_complaint", args=[grievance.complaint.public_id]))
    assert "reduced" not in own.content.decode()
    grievance.do("announce_answer", place="Hall", receipt="handed", note="")
    own = sign_in(grievance.himself, grievance.day).get(reverse("own_complaint", args=[grievance.complaint.public_id]))
    assert "reduced" in own.content.decode()


def test_page_says_why_who_took_part_may_not_act(sign_in: SignIn) -> None:
    matter = decided()
    decider = matter.chain.members[2]
    seat(decider, matter.chain.bodies["base_inspection"], Role.DEPUTY_HEAD)
    grievance = Grievance(matter)
    grievance.complain()
    client = sign_in(user(decider), grievance.day)
    shown = client.get(reverse("task", args=[grievance.task.public_id])).content.decode()
    assert "Took part in the decision complained of" in shown


def test_posted_complaint_is_entered_by_the_office_that_received_it(sign_in: SignIn) -> None:
    matter = decided()
    officer = Grievance(matter).officer(matter.chain.bodies["base_inspection"], "resolve_complaint")
    client = sign_in(officer, matter.day)
    assert matter.case.public_id in client.get(reverse("enter_complaint")).content.decode()
    day = f"{matter.day:%d/%m/%Y}"
    given = {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", "day": day, "complained_on": day}
    given |= {"of": matter.case.public_id, "proof": "postmark", "own": "yes", "addressees": "1"}
    given |= {"grounds": "g", "asked": "a"}
    assert client.post(reverse("enter_complaint"), given).status_code == 422
    sent = client.post(reverse("enter_complaint"), {**given, "file": upload()})
    assert sent.status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.posted, complaint.place.organ, complaint.state) == (True, "inspection", "complaint_received")
    stranger = sign_in(matter.chain.users["applicant"], matter.day)
    assert stranger.get(reverse("enter_complaint")).status_code == 403
