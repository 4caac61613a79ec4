"""Before an answer is announced nobody but those whose bodies handle the complaint reads anything of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from discipline.complaints.models import Complaint
from organization.models import Seat, User
from tests.admission.signing_in import SignIn
from tests.discipline.complaints.grievances import Grievance, decided
from tests.factories import user
from workflows.models import Document

pytestmark = pytest.mark.django_db

CONCLUSION, REASON = "The count of the meeting was right.", "What he made good weighs more."
#: What lists, the inbox and his own pages may not say yet.
TELLING = ("reduced", "Answer decided", CONCLUSION, REASON)


def answered(*, signed: bool) -> Grievance:
    """A warning that the commission of the base turns into a reprimand; not announced."""
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting", form="reprimand")
    grievance.vote_on("reprimand", conclusion=CONCLUSION)
    if signed:
        grievance.do("sign_answer", reason=REASON)
    return grievance


def told(text: str, words: tuple[str, ...] = TELLING) -> list[str]:
    return [word for word in words if word in text]


def read(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode(errors="replace")


def everybody(grievance: Grievance) -> dict[str, User]:
    """A person of every body of the chain, whether or not the complaint has reached it, and an administrator."""
    found = {str(seat.body): seat.person for seat in seats(grievance)}
    people = {name: User.objects.filter(person=person).first() or user(person) for name, person in found.items()}
    return {**people, "administrator": user(is_superuser=True)}


def seats(grievance: Grievance) -> Any:
    rows = Seat.objects.on(grievance.day).filter(role__in=("head", "secretary", "deputy_head"))
    return rows.exclude(person=grievance.accused).select_related("body__organization", "person").order_by("-pk")


@pytest.mark.parametrize("signed", [False, True])
def test_he_reads_nothing_of_the_answer(sign_in: SignIn, signed: bool) -> None:
    grievance = answered(signed=signed)
    complaint = grievance.complaint
    client = sign_in(grievance.himself, grievance.day)
    pages = [
        reverse("own_complaint", args=[complaint.public_id]),
        reverse("own_discipline", args=[grievance.matter.case.public_id]),
        reverse("complain_about", args=[grievance.matter.case.public_id]),
        reverse("own_files"),
        reverse("inbox"),
        reverse("cases"),
    ]
    for page in pages:
        shown = read(client, page)
        assert told(shown, (*TELLING, "Announcement", "reprimand")) == [], page
    hidden = [reverse("case", args=[complaint.public_id]), reverse("task", args=[grievance.task.public_id])]
    hidden += [
        reverse("document", args=[paper.public_id])
        for paper in Document.objects.filter(case_id=complaint.pk, own=False)
    ]
    assert [client.get(page).status_code for page in hidden] == [404] * len(hidden)


def test_his_page_before_and_after_the_signature_is_the_same(sign_in: SignIn) -> None:
    """Only the count of the record, which the live hint needs, has moved."""
    grievance = answered(signed=False)
    client = sign_in(grievance.himself, grievance.day)
    page = reverse("own_complaint", args=[grievance.complaint.public_id])

    def shown() -> list[str]:
        lines = read(client, page).splitlines()
        return [line for line in lines if "data-version" not in line and "nonce" not in line and "csrf" not in line]

    before = shown()
    grievance.do("sign_answer", on=grievance.day, reason=REASON)
    assert shown() == before


@pytest.mark.parametrize("signed", [False, True])
def test_who_does_not_handle_it_finds_nothing_of_it(sign_in: SignIn, signed: bool) -> None:
    grievance = answered(signed=signed)
    complaint = grievance.complaint
    lists = [reverse("inbox"), reverse("cases"), reverse("numbers"), reverse("tracker"), reverse("own_files")]
    handling = 0
    for name, who in everybody(grievance).items():
        client = sign_in(who, grievance.day)
        sees = Complaint.objects.visible_to(who, grievance.day).exists()
        handling += sees
        for page in lists:
            shown = read(client, page)
            assert told(shown, ("reduced", CONCLUSION, REASON)) == [], (name, page)
            assert sees or complaint.public_id not in shown, (name, page)
        found = client.post(reverse("cases"), {"q": complaint.code}, follow=True).content.decode()
        assert sees or complaint.public_id not in found, name
        case = read(client, reverse("case", args=[grievance.matter.case.public_id]))
        assert told(case, ("reduced", CONCLUSION, REASON)) == [], name
        assert sees or complaint.public_id not in case, name
        status = client.get(reverse("case", args=[complaint.public_id])).status_code
        assert status == (200 if sees else 404), name
    assert 0 < handling < len(everybody(grievance))
