"""The forms of the verbs: what they accept, what they say of what they do not, and what they offer."""

from datetime import date
from unicodedata import normalize
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.forms import ChoiceField
from django.utils import translation

from admission.flows import AdmissionFlow
from admission.forms import FORMS, POLITICAL_ISSUES
from organization.models import Standing
from tests.chain import Journey, build_chain
from tests.factories import membership, person
from workflows.forms import ActForm, CountField, clean_text

pytestmark = pytest.mark.django_db
#: Of an item of an agenda; a form by itself asks nothing of it.
ITEM = "7k2m9x4q1b0c"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def journey() -> Journey:
    return Journey(build_chain())


def form_of(journey: Journey, verb: str, **data: object) -> ActForm:
    """The form bound to ``data``, for the one who usually acts on the open step."""
    task = journey.task
    task.process = journey.dossier
    bound = {"key": str(uuid4()), **data} if data else None
    return FORMS[verb](bound, verb=verb, on=journey.day, user=journey.chain.users["cell"], case=task.process, task=task)


def test_every_verb_of_the_flow_has_a_form_and_no_form_is_left_over():
    """Those of the system have none; those of a meeting have theirs on its page."""
    doings = [doing for node in AdmissionFlow.verb_nodes() for doing in node.doings.values()]
    assert set(FORMS) == {doing.verb.code for doing in doings if not doing.verb.by_system and not doing.verb.at_meeting}


@pytest.mark.parametrize(
    "written", ["05/03/2025", "5/3/2025", "05-03-2025", "05.03.2025", "2025-03-05", " 05/03/2025 "]
)
def test_day_is_read_the_vietnamese_way(journey, written):
    form = form_of(journey, "file_paper", code="application", issued_on=written)
    assert form.is_valid()
    assert form.act_data["issued_on"] == date(2025, 3, 5)


@pytest.mark.parametrize("written", ["hôm qua", "5/3/25", "٠٥/٠٣/٢٠٢٥x"])
def test_day_that_is_none_is_refused_at_its_field(journey, written):
    form = form_of(journey, "file_paper", code="application", issued_on=written)
    assert form.errors == {"issued_on": ["Write the day as dd/mm/yyyy, for example 25/03/2026."]}


@pytest.mark.parametrize("written", ["31/02/2025", "03/25/2025", "2025-02-31"])
def test_day_that_no_calendar_has_is_told_so(journey, written):
    form = form_of(journey, "file_paper", code="application", issued_on=written)
    assert form.errors == {"issued_on": [f"There is no such day in the calendar: “{written}”."]}


def test_text_is_kept_in_one_spelling_without_hidden_characters(journey):
    typed = normalize("NFD", "Số 07\u202e/CN\u0000\u200b\x07") + "\t"
    form = form_of(journey, "file_paper", code="application", number=typed)
    assert form.is_valid(), form.errors
    assert form.act_data["number"] == "Số 07/CN"


def test_long_text_keeps_its_lines_and_one_line_does_not():
    assert clean_text("một\r\nhai\tba", lines=True) == "một\nhai ba"
    assert clean_text("một\r\nhai") == "một  hai".replace("  ", " ")


@pytest.mark.parametrize(("field", "size"), [("number", 61), ("issuer", 201)])
def test_text_that_is_too_long_is_refused(journey, field, size):
    form = form_of(journey, "file_paper", code="application", **{field: "x" * size})
    assert list(form.errors) == [field]


def test_introducers_are_the_official_members_of_the_cell_told_apart_by_birth(journey):
    twin = person("Member Of Cell 0", born_on=date(1980, 1, 2))
    membership(twin, journey.chain.cell, Standing.OFFICIAL)
    membership(person("Somebody Probationary"), journey.chain.cell, Standing.PROBATIONARY)
    choices = offered(form_of(journey, "add_introducer"), "person")
    assert len(choices) == 6
    assert (twin.public_id, "Member Of Cell 0 (born 02/01/1980)") in choices


def test_person_who_is_not_offered_cannot_be_chosen(journey):
    form = form_of(journey, "add_introducer", person=person().public_id, together_since="01/01/2020")
    assert list(form.errors) == ["person"]


def test_whoever_introduces_is_offered_for_removal_wherever_he_went(journey):
    member = journey.chain.members[3]
    journey.do("add_introducer", person=member.public_id, together_since=date(2020, 1, 1))
    member.memberships.update(until=journey.day)
    membership(member, journey.chain.base, Standing.OFFICIAL, since=journey.day)
    row = journey.dossier.introducers.get()
    assert offered(form_of(journey, "remove_introducer"), "introducer") == [(row.pk, f"{member} (born 04/05/1990)")]
    assert member.public_id not in dict(offered(form_of(journey, "add_introducer"), "person"))


def test_particulars_start_from_what_is_recorded(journey):
    journey.do("record_particulars", education="higher", youth_union_exists=True, trade_union_exists=False)
    form = form_of(journey, "record_particulars")
    chosen = {name: form[name].value() for name in ("education", "youth_union_exists", "trade_union_exists")}
    assert chosen == {"education": "higher", "youth_union_exists": "yes", "trade_union_exists": "no"}
    assert form["of_youth_age"].value() in (None, "")


def test_unknown_particular_is_none_and_no_is_false(journey):
    form = form_of(journey, "record_particulars", education="higher", youth_union_exists="no", of_youth_age="")
    assert form.is_valid(), form.errors
    assert (form.act_data["youth_union_exists"], form.act_data["of_youth_age"]) == (False, None)


def offered(form: ActForm, name: str) -> list[tuple[str, str]]:
    """The choices of a field, without the empty one."""
    field = form.fields[name]
    assert isinstance(field, ChoiceField)
    return [option for option in field.widget.choices if option[0]]


@pytest.mark.parametrize("written", ["25:00", "10h30", "mười giờ", "10:61"])
def test_hour_that_is_none_is_refused_at_its_field(journey, written):
    form = form_of(journey, "record_cell_vote", item=ITEM, resolution_number="01-NQ/CB", ended_at=written)
    assert list(form.errors) == ["ended_at"]


def test_outcome_of_a_vote_asks_its_paper_and_never_a_count(journey):
    form = form_of(journey, "record_cell_vote", item=ITEM, resolution_number="01-NQ/CB", yes="5", outcome="passed")
    assert form.is_valid(), form.errors
    assert form.act_data == {"item": ITEM, "resolution_number": "01-NQ/CB", "ended_at": None, "conclusion": ""}
    assert list(form_of(journey, "record_cell_vote", item=ITEM, ended_at="10:30").errors) == ["resolution_number"]


@pytest.mark.parametrize("count", ["-1", "2,5", "ba", "10000", "", "1e3"])
def test_count_that_is_no_whole_number_is_refused(count):
    with pytest.raises(ValidationError):
        CountField().clean(count)
    assert [CountField().clean(typed) for typed in ("0", "17", "9999")] == [0, 17, 9999]


def test_answers_say_what_was_chosen_in_words(journey):
    certificate = form_of(journey, "certify_cv", cv_true="yes", political_issue="none", signed_on="5/3/2025")
    assert certificate.is_valid(), certificate.errors
    said = dict(certificate.answers())
    assert list(said.values()) == ["Yes", str(dict(POLITICAL_ISSUES)["none"]), "05/03/2025"]
    resolution = form_of(journey, "record_cell_vote", item=ITEM, resolution_number="01-NQ/CB", ended_at="9:05")
    assert resolution.is_valid(), resolution.errors
    assert dict(resolution.answers()) == {
        "Number of the resolution": "01-NQ/CB",
        "The meeting ended at": "09:05",
        "Conclusion of the meeting": "–",
    }


def test_notice_on_draft_law_has_to_be_acknowledged(journey):
    task = journey.task
    task.process = journey.dossier
    settings = {"verb": "submit_for_verification", "on": journey.day, "user": journey.chain.users["cell"]}
    form_class = FORMS["submit_for_verification"]
    form = form_class({"key": str(uuid4())}, case=task.process, task=task, notice="Draft.", **settings)
    assert list(form.errors) == ["acknowledge"]
    form = form_class(
        {"key": str(uuid4()), "acknowledge": "on"}, case=task.process, task=task, notice="Draft.", **settings
    )
    assert form.is_valid()
    assert form.act_data == {"acknowledge": True}


def test_form_without_a_key_is_refused(journey):
    assert list(form_of(journey, "submit_for_verification", key="nonsense").errors) == ["key"]


def test_refusals_stand_at_their_fields_and_others_on_top(journey):
    form = form_of(journey, "file_paper", code="application")
    assert form.is_valid()
    form.refuse({"issued_on": "The future.", "": "Nothing.", "elsewhere": "Hm."})
    assert dict(form.errors) == {"issued_on": ["The future."], "__all__": ["Nothing.", "Hm."]}
