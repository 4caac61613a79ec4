"""A discipline case on the pages that every procedure shares, and what the system does to it by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from discipline.choices import RowField
from discipline.forms import FORMS
from tests.admission.signing_in import SignIn
from tests.discipline.matters import Matter
from workflows.meetings.minutes import make_minutes, minutes_of
from workflows.models import Deadline
from workflows.recounting import recount_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided() -> Matter:
    matter = Matter().to("cell")
    matter.vote_forms({"warning": 4, "reprimand": 1})
    return matter


def test_case_page_shows_the_votes_of_each_form_and_none_for_and_against(decided: Matter, sign_in: SignIn) -> None:
    client = sign_in(decided.chain.users["cell"], decided.day)

    shown = client.get(reverse("case", args=[decided.case.public_id])).content.decode()

    votes = shown.split('id="votes-title"')[1].split("</section>")[0]
    assert "<dt>Warning</dt><dd>4</dd>" in votes
    assert "<dt>Reprimand</dt><dd>1</dd>" in votes
    assert "<dt>No discipline</dt><dd>0</dd>" in votes
    assert "Decided: Warning" in votes
    assert "In favour" not in votes
    assert "The applicant" not in shown


def test_a_proposal_shows_what_came_of_it(sign_in: SignIn) -> None:
    matter = Matter().to("cell", form="expulsion")
    matter.vote_forms(matter.all_for("expulsion"))
    client = sign_in(matter.chain.users["cell"], matter.day)

    shown = client.get(reverse("case", args=[matter.case.public_id])).content.decode()

    assert "Proposed to the body that has the power: Expulsion" in shown


def test_no_page_leads_a_body_of_the_way_to_an_error(decided: Matter, sign_in: SignIn) -> None:
    """The record of everything that was done, values of every shape included."""
    decided.do("write_cell_decision", complaint_to="UBKT")
    decided.do("announce_decision", place="Hall", receipt="refused", note="")
    decided.do("take_effect", reported_number="07-BC/CB")
    for name in ("cell", "inspection"):
        client = sign_in(decided.chain.users[name], decided.day)
        assert client.get(reverse("case", args=[decided.case.public_id])).status_code == 200
    for address in ("inbox", "cases", "numbers", "meetings"):
        assert client.get(reverse(address)).status_code == 200


def test_minutes_of_a_vote_on_forms_are_made(decided: Matter, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    item = decided.case.tallies.get().item
    assert item is not None

    make_minutes(item, on=decided.day)

    assert {paper.code for paper in minutes_of(item)} == {"meeting_minutes", "vote_count_minutes"}


def test_clocks_of_discipline_are_recounted_after_a_change_of_the_calendar(decided: Matter) -> None:
    """As the time to complain under Quy định 30, which was counted in working days."""
    row = decided.case.deadlines.get(kind="cell_paper")
    moved = date(2030, 1, 1)
    Deadline.objects.filter(pk=row.pk).update(unit="working_day", due_on=moved)

    assert recount_all(decided.day) == 1
    row.refresh_from_db()
    assert decided.day < row.due_on < moved


def test_the_list_is_filtered_by_procedure(decided: Matter, sign_in: SignIn) -> None:
    client = sign_in(decided.chain.users["cell"], decided.day)

    assert decided.case.code in client.get("/ho-so/?loai=discipline").content.decode()
    assert decided.case.code not in client.get("/ho-so/?loai=admission").content.decode()


def test_time_to_complain_that_is_over_is_late_for_nobody(decided: Matter, sign_in: SignIn) -> None:
    decided.do("write_cell_decision", complaint_to="UBKT")
    decided.do("announce_decision", place="Hall", receipt="handed", note="")
    decided.do("take_effect", reported_number="07-BC/CB")
    decided.do("tell_state", number="08-CV/CB", told="The office")
    after = decided.case.deadlines.get(kind="complaint").due_on + timedelta(days=1)
    client = sign_in(decided.chain.users["cell"], after)

    assert "<strong>0</strong> overdue" in client.get(reverse("numbers")).content.decode()
    assert decided.case.code not in client.get("/ho-so/?han=overdue").content.decode()
    page = client.get(reverse("case", args=[decided.case.public_id])).content.decode()
    assert "The time was over on" in page


def test_a_circumstance_is_shown_by_papers_that_are_named_in_words() -> None:
    matter = Matter().to("verifying")
    matter.case.documents.create(code="counting_minutes", number="04", sha256="0" * 64, filed_on=matter.day)
    form = FORMS["note_circumstance"](
        verb="note_circumstance", on=matter.day, user=matter.actor(), case=matter.case, task=matter.task
    )
    field = form.fields["evidence"]
    assert isinstance(field, RowField)
    offered: Any = field.choices
    assert "Minutes of the counting team 04" in [label for _key, label in offered]
