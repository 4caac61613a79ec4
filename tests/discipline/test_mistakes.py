"""A report that was entered wrongly: the bounds of its days, its correction, its closing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from discipline.choices import row_key
from discipline.models import DisciplineCase
from organization.models import Membership, Organization, Standing
from tests.admission.signing_in import SignIn
from tests.discipline.collectives import CollectiveMatter
from tests.discipline.matters import START, Matter, build_matter_chain
from tests.factories import membership
from workflows.acting import Refused
from workflows.actions import Result
from workflows.models import Event

pytestmark = pytest.mark.django_db
ADMITTED = date(2019, 5, 19)


def chain_of_an_admitted_member() -> Any:
    chain = build_matter_chain()
    membership(chain.members[3], chain.cell, Standing.PROBATIONARY, since=ADMITTED, until=date(2020, 1, 1))
    return chain


def refused(field: str, attempt: Any) -> str:
    before = Event.objects.count()
    with pytest.raises(Refused) as error:
        attempt()
    assert set(error.value.errors) == {field}
    assert Event.objects.count() == before
    return error.value.errors[field]


def test_a_violation_before_the_admission_is_refused_at_its_day() -> None:
    chain = chain_of_an_admitted_member()
    told = refused("started_on", lambda: Matter(chain, started_on=ADMITTED - timedelta(days=1)))
    assert "19/05/2019" in told
    assert "a rule of this system" in told
    assert DisciplineCase.objects.count() == 0
    Matter(chain, started_on=ADMITTED)


def test_of_one_admitted_again_what_lies_before_his_second_admission_is_entered() -> None:
    """He was a member before, of whose first admission no record is kept."""
    chain = build_matter_chain()
    again = chain.members[3]
    Membership.objects.filter(person=again).update(since=date(2020, 1, 1))
    membership(again, chain.cell, since=date(2008, 1, 1), until=date(2012, 1, 1))
    membership(again, chain.cell, Standing.PROBATIONARY, since=ADMITTED, until=date(2020, 1, 1))
    Matter(chain, started_on=date(2011, 1, 1))
    assert DisciplineCase.objects.count() == 1


def test_a_violation_that_began_before_the_admission_and_went_on_is_entered() -> None:
    chain = chain_of_an_admitted_member()
    refused("ended_on", lambda: Matter(chain, started_on=date(2018, 1, 1), ended_on=ADMITTED - timedelta(days=1)))
    Matter(chain, started_on=date(2018, 1, 1), ended_on=ADMITTED)


def test_where_no_admission_is_recorded_the_birth_is_the_bound() -> None:
    chain = build_matter_chain()
    accused = chain.members[3]
    accused.born_on = date(1980, 2, 3)
    accused.save()
    assert "03/02/1980" in refused("started_on", lambda: Matter(chain, started_on=date(1900, 1, 1)))


def test_a_violation_is_not_discovered_before_it_began() -> None:
    refused(
        "discovered_on", lambda: Matter(started_on=START - timedelta(days=9), discovered_on=START - timedelta(days=10))
    )


def test_an_organisation_violates_nothing_before_it_began() -> None:
    chain = CollectiveMatter().chain
    began = Organization.objects.get(pk=chain.cell.pk).since
    refused("started_on", lambda: CollectiveMatter(chain, started_on=began - timedelta(days=1)))


@pytest.mark.parametrize("step", ["intake", "screening"])
def test_a_report_is_corrected_and_what_stood_there_stays_in_the_record(step: str) -> None:
    matter = Matter().to(step)
    row = matter.case.violations.get()
    was, day = row.started_on, START - timedelta(days=30)
    matter.do(
        "correct_report",
        violation=row,
        started_on=day,
        described="Missed the meetings",
        source_number="16-KL/UBKT",
        reason="The number was misread.",
    )
    row.refresh_from_db()
    assert (row.started_on, row.described, row.code) == (day, "Missed the meetings", "VM01")
    assert matter.case.source_number == "16-KL/UBKT"
    assert matter.case.state == ("intake_registered" if step == "intake" else "screening")
    if step == "screening":
        assert matter.case.substance_on == day
    kept: dict[str, Any] = matter.case.events.get(kind="report.corrected").payload.values
    assert kept["reason"] == "The number was misread."
    assert any(f"{was:%d/%m/%Y} → {day:%d/%m/%Y}" in change for change in kept["changes"])
    assert any("15-KL/UBKT → 16-KL/UBKT" in change for change in kept["changes"])


def test_a_day_is_struck_out_but_never_the_last_one() -> None:
    matter = Matter(discovered_on=START - timedelta(days=3))
    row = matter.case.violations.get()
    matter.do("correct_report", violation=row, struck=["discovered_on"], reason="It was the day of the paper.")
    row.refresh_from_db()
    assert (row.discovered_on, row.started_on) == (None, START - timedelta(days=200))
    refused("started_on", lambda: matter.do("correct_report", violation=row, struck=["started_on"], reason="x"))


def test_a_correction_is_bound_as_an_entry_is() -> None:
    matter = Matter(chain_of_an_admitted_member())
    row = matter.case.violations.get()
    early, late = date(1900, 1, 1), START + timedelta(days=90)
    for day in (early, late):
        refused("started_on", lambda day=day: matter.do("correct_report", violation=row, started_on=day, reason="x"))
    refused("violation", lambda: matter.do("correct_report", violation=row, reason="Nothing else."))


def test_after_the_screening_nothing_is_corrected_or_closed() -> None:
    matter = Matter().to("preparing")
    row = matter.case.violations.get()
    for verb in ("correct_report", "close_mistaken"):
        with pytest.raises(Refused, match="no such act"):
            matter.do(verb, violation=row, reason="x")


def close(matter: Matter) -> Result:
    return matter.do("close_mistaken", reason="The report is about his namesake.")


@pytest.mark.parametrize("step", ["intake", "screening"])
def test_a_report_entered_by_mistake_is_closed_with_its_reason(step: str) -> None:
    matter = Matter().to(step)
    close(matter)
    case = matter.case
    assert (case.state, case.finished is not None, case.ended_on) == ("closed_mistaken", True, matter.day)
    assert not case.deadlines.filter(closed_on=None).exists()
    assert case.events.get(kind="case.closed_mistaken").payload.values["reason"] == "The report is about his namesake."
    assert not case.in_own_file


def page(client: Client, matter: Matter) -> str:
    return client.get(reverse("case", args=[matter.case.public_id])).content.decode()


def test_the_pages_ask_review_and_tell_it(sign_in: SignIn) -> None:
    matter = Matter().to("intake")
    client = sign_in(matter.actor(), matter.day)
    row = matter.case.violations.get()
    doing = reverse("act", args=[matter.task.public_id, "correct_report"])
    data = {
        "key": "7b0c4c0e-5f0e-4a52-9b3c-0b4b9f1f0a11",
        "day": f"{matter.day:%d/%m/%Y}",
        "violation": row_key(row),
        "described": "Missed the meetings",
        "reason": "Misread.",
        "acknowledge": "on",
    }
    review = client.post(doing, data)
    assert review.status_code == 200
    assert "Missed the meetings" in review.content.decode()
    assert client.post(doing, {**data, "confirmed": "1"}).status_code == 302
    assert "→ Missed the meetings" in page(client, matter)
    again = client.post(doing, {**data, "key": "7b0c4c0e-5f0e-4a52-9b3c-0b4b9f1f0a12", "started_on": "01/01/3000"})
    assert again.status_code == 422
    assert "01/01/3000" in again.content.decode()
