"""A complaint ends by the complainant's own letter, which the office records with its paper (DIS-125, C14)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from organization.models import User
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.discipline.complaints.grievances import Grievance, decided, upload
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Document, Event, Task

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", ["received", "admissibility", "accepted", "verifying", "hearing", "meeting"])
def test_office_records_the_letter_before_the_decision(step: str) -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.post()
    grievance.to(step)
    written_on = grievance.day
    grievance.withdraw_by_letter(written_on=written_on)
    complaint = grievance.complaint
    assert (complaint.state, complaint.ended_on, matter.case.state) == (
        "complaint_withdrawn",
        grievance.day,
        "in_force",
    )
    assert not Task.objects.open().filter(process_id=complaint.pk).exists()
    assert not complaint.deadlines.filter(closed_on__isnull=True).exists()
    paper = complaint.documents.get(code="complaint_withdrawal")
    assert (paper.issued_on, paper.issuer, paper.own, bool(paper.sha256)) == (
        written_on,
        str(complaint.subject),
        True,
        True,
    )
    assert (paper.data["received_by"], paper.data["received_on"]) == ("A clerk", grievance.day.isoformat())


def test_letter_ends_what_was_submitted_up_too() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting", form="expulsion")
    grievance.vote_on("expulsion")
    grievance.withdraw_by_letter()
    assert (grievance.complaint.state, grievance.matter.case.form) == ("complaint_withdrawn", "warning")


@pytest.mark.parametrize("given", [{"own": False}, {"urged": True}, {"own": None}])
def test_nobody_withdraws_for_him_and_nobody_urges_him(given: dict[str, Any]) -> None:
    grievance = Grievance(decided())
    grievance.post()
    before = (Event.objects.count(), Document.objects.count())
    with pytest.raises(RuleBroken) as broken:
        grievance.withdraw_by_letter(**given)
    assert [finding.rule for finding in broken.value.findings] == ["DIS-125"]
    assert (Event.objects.count(), Document.objects.count()) == before
    assert grievance.complaint.state == "complaint_received"


def test_letter_lies_between_the_complaint_and_its_receipt() -> None:
    grievance = Grievance(decided())
    grievance.post()
    complained_on = grievance.complaint.complained_on
    for day in (complained_on - timedelta(days=1), date(2026, 9, 1)):
        with pytest.raises(Refused) as refused:
            grievance.withdraw_by_letter(written_on=day)
        assert list(refused.value.errors) == ["written_on"]
    grievance.withdraw_by_letter(written_on=complained_on)
    assert grievance.complaint.state == "complaint_withdrawn"


def test_only_the_office_of_the_instance_records_it() -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.post()
    chain = matter.chain
    others: list[User] = [chain.users["cell"], grievance.himself, chain.users["grassroots"]]
    others.append(Grievance(matter).officer(chain.bodies["inspection"], "resolve_complaint"))
    given = {"written_on": grievance.day, "proof": "p", "received_by": "r", "own": True, "urged": False, "wish": "w"}
    for by in others:
        with pytest.raises(NotPermitted):
            grievance.do_on_case("record_withdrawal", by=by, file=upload(), **given)
    assert grievance.complaint.state == "complaint_received"


def test_nothing_is_withdrawn_once_it_is_decided() -> None:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting")
    grievance.vote_on("warning")
    with pytest.raises(Refused):
        grievance.withdraw_by_letter()
    assert grievance.complaint.state == "complaint_decided"


def test_letter_is_recorded_on_the_page_of_the_complaint(sign_in: SignIn) -> None:
    matter = decided()
    grievance = Grievance(matter)
    grievance.post()
    complaint = grievance.complaint
    client = sign_in(grievance.actor(), grievance.day)
    page = reverse("case", args=[complaint.public_id])
    act = reverse("act_on_case", args=[complaint.public_id, "record_withdrawal"])
    assert act in client.get(page).content.decode()
    day = f"{grievance.day:%d/%m/%Y}"
    given = {"key": str(uuid4()), "confirmed": "1", "acknowledge": "on", "day": day, "written_on": day}
    given |= {"proof": "Postmark", "received_by": "A clerk", "own": "yes", "urged": "no", "wish": "I withdraw it."}
    without = client.post(act, given)
    assert (without.status_code, "I withdraw it." in without.content.decode()) == (422, True)
    behalf = client.post(act, {**given, "own": "no", "file": upload()})
    assert (behalf.status_code, "DIS-125" in behalf.content.decode()) == (422, True)
    assert client.post(act, {**given, "file": upload()}).status_code == 302
    own = sign_in(grievance.himself, grievance.day).get(reverse("own_complaint", args=[complaint.public_id]))
    shown = own.content.decode()
    assert "Withdrawal of the complaint" in shown
    assert reverse("act_on_own_complaint", args=[complaint.public_id, "withdraw_complaint"]) not in shown
