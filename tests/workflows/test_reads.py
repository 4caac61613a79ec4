"""No page that shows a case is handed out unlogged; who reads it, how, what for, by which seat and when is written."""

import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, path, resolve, reverse

from discipline.papers.documents import computed
from organization.models import BodyKind, Person, Role, User
from tests import factories
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.counting import statements
from tests.discipline.matters import Matter
from tests.workflows.pages.conftest import journey as journey
from tests.workflows.pages.conftest import page as page
from tests.workflows.pages.sent import address
from workflows.audit.models import Access, Reading, ReadingDay
from workflows.audit.readings import verify_days
from workflows.audit.triggers import READINGS
from workflows.checks import unsaid
from workflows.reads import Purpose, ReadsMiddleware, Table, Way, shown, table

pytestmark = pytest.mark.django_db


def last() -> Reading:
    return Reading.objects.order_by("pk").last() or Reading()


def case_page(journey) -> str:
    return reverse("case", args=[journey.dossier.public_id])


# --- the table


def test_every_address_of_the_program_says_how_it_is_read():
    assert list(unsaid(get_resolver(), table())) == []


def test_address_that_says_nothing_is_told_and_so_is_one_that_is_none():
    class Resolver:
        url_patterns = (
            path("a/", HttpResponse, name="a"),
            path("b/", HttpResponse, name="b"),
            path("c/", HttpResponse),
        )

    declared = Table({"a": Way(Access.READ, Purpose.CASE), "gone": Way(Access.READ, Purpose.CASE)}, {"a": "twice"})

    assert [message.id for message in unsaid(Resolver(), declared)] == [
        "workflows.E013",
        "workflows.E014",
        "workflows.E015",
    ]


@pytest.mark.parametrize(("url", "cases"), [("/", False), ("/chuoi-tham-quyen/", True)])
def test_view_and_table_that_disagree_hand_out_nothing(journey, url, cases):
    """The inbox names the cases it shows; the page of ways shows none."""

    def view(request):
        if cases:
            shown(request, journey.dossier)
        return HttpResponse("content")

    request = RequestFactory().get(url)
    request.user, request.resolver_match = journey.chain.users["cell"], resolve(url)

    with pytest.raises(ImproperlyConfigured):
        ReadsMiddleware(view)(request)
    assert not Reading.objects.exists()


# --- what is written


def test_task_is_read_by_the_seat_in_its_body(journey, page):
    page("cell").get(address(journey))

    row = last()
    assert (row.actor, row.body, row.case_id) == (journey.chain.users["cell"], journey.task.body, journey.dossier.pk)
    assert (row.kind, row.seen["page"], row.seen["purpose"]) == ("read", "task", "task")
    assert row.seen["cases"] == [journey.dossier.public_id]
    assert [journey.task.body_id, "secretary"] in row.seen["seats"]


def test_lists_are_read_as_hits_of_what_they_show(journey, page):
    client = page("cell")
    for name in ("inbox", "cases"):
        client.get(reverse(name))
        assert (last().kind, last().seen["page"], last().case_id) == ("hit", name, None)
        assert last().listed == [journey.dossier.pk]

    page("standing").get(reverse("inbox"))
    assert (last().kind, last().seen["cases"], last().listed) == ("hit", [], [])


def test_what_is_not_shown_is_not_read(journey, page):
    for url in (case_page(journey), address(journey), "/viec/BBBBBBBBBBBB/"):
        assert page("standing").get(url).status_code == 404
    assert page("cell").get("/chuoi-tham-quyen/").status_code == 200

    assert not Reading.objects.exists()


def test_form_put_back_shows_the_case_and_is_read(journey, page):
    assert page("cell").post(address(journey, "add_introducer"), {"key": str(uuid4())}).status_code == 422

    assert (last().seen["page"], last().seen["args"]["verb"]) == ("act", "add_introducer")


def test_own_file_is_read_as_ones_own(journey, page):
    page("applicant").get(reverse("own_file", args=[journey.dossier.public_id]))
    page("applicant").get(reverse("own_cv", args=[journey.dossier.public_id]))

    assert [(row.kind, row.seen["page"]) for row in Reading.objects.order_by("pk")] == [
        ("own", "own_file"),
        ("own", "own_cv"),
    ]


def test_cv_and_papers_are_read(journey, page):
    code = journey.dossier.public_id
    for name in ("cv", "papers"):
        assert page("cell").get(reverse(name, args=[code])).status_code == 200
        assert (last().kind, last().seen["page"], last().case_id) == ("read", name, journey.dossier.pk)


def test_print_from_the_file_is_a_print(sign_in: SignIn, matter: Matter):
    printed = {"public_id": matter.case.public_id, "code": min(computed() - {"ballot"}), "extension": "docx"}
    answer = sign_in(head_of(matter), matter.day).get(reverse("computed_paper", kwargs=printed))

    assert answer.status_code == 200
    assert (last().kind, last().case_id, last().seen["args"]["extension"]) == ("print", matter.case_id, "docx")


def test_file_of_a_paper_is_taken_officially_or_as_ones_own(sign_in: SignIn, matter: Matter):
    paper = matter.case.documents.create(code="x", own=True, sha256="0" * 64, filed_on=matter.day)
    head = sign_in(head_of(matter), matter.day)

    assert head.get(reverse("document", args=[paper.public_id])).status_code == 404
    assert not Reading.objects.exists()


def test_archive_is_an_export(journey, page):
    answer = page("cell").get(reverse("electronic_file", args=[journey.dossier.public_id]))

    assert b"".join(answer.streaming_content)
    assert (last().kind, last().case_id) == ("export", journey.dossier.pk)


def test_list_of_members_is_an_export_of_no_case(client):
    client.force_login(factories.user(is_superuser=True))
    assert client.get(reverse("export_list", args=["persons", "csv"])).status_code == 200

    assert (last().kind, last().seen["cases"], last().seen["args"]["key"]) == ("export", [], "persons")


def test_pages_of_a_ballot_are_not_written_down(journey, page):
    assert page("cell").get(reverse("ballots")).status_code == 200

    assert not Reading.objects.exists()


def test_reading_moves_neither_the_case_nor_its_record(journey, page):
    before = (journey.dossier.event_count, journey.dossier.head_hash, journey.dossier.events.count())
    page("cell").get(case_page(journey))

    journey.dossier.refresh_from_db()
    assert (journey.dossier.event_count, journey.dossier.head_hash, journey.dossier.events.count()) == before
    assert [report.ok for _day, report in verify_days()] == [True]


# --- no unlogged reading


@pytest.mark.django_db(transaction=True)
def test_page_whose_reading_cannot_be_written_is_refused(journey, page):
    client = page("cell")
    client.get("/")
    client.raise_request_exception = False
    with READINGS.suspended(connection), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workflows_reading RENAME TO workflows_reading_away")
        try:
            answer = client.get(case_page(journey))
            own = page("applicant").get(reverse("own_file", args=[journey.dossier.public_id]))
        finally:
            cursor.execute("ALTER TABLE workflows_reading_away RENAME TO workflows_reading")

    for refused in (answer, own):
        assert refused.status_code == 503
        assert "The reading could not be logged" in refused.content.decode()
        assert journey.dossier.code not in refused.content.decode()
        assert refused["Cache-Control"] == "no-store, private"


# --- who has read it


@pytest.fixture
def matter() -> Matter:
    return Matter(registrar="inspection").to("screening")


def readings_page(matter: Matter) -> str:
    return reverse("case_readings", args=[matter.case.public_id])


def head_of(matter: Matter) -> User:
    """Who heads the commission that registered it."""
    body = matter.task.body
    assert body is not None
    assert body.kind == BodyKind.INSPECTION
    found = User.objects.filter(person__seats__body=body, person__seats__role=Role.HEAD).first()
    return found or factories.user(body.seats.get(role=Role.HEAD).person)


def person_of(user: User) -> Person:
    assert user.person is not None
    return user.person


def test_head_of_the_commission_sees_who_has_read_a_case(sign_in: SignIn, matter: Matter):
    head = head_of(matter)
    client = sign_in(head, matter.day)
    case = reverse("case", args=[matter.case.public_id])
    assert readings_page(matter) in client.get(case).content.decode()
    client.get(reverse("inbox"))

    said = client.get(readings_page(matter)).content.decode()

    assert str(head.person) in said
    for words in ("in a list or search", "following a case", "doing a task of a body"):
        assert words in said
    assert client.get(readings_page(matter)).content.decode().count("looking who has read the case") == 1


def test_for_everybody_else_there_is_no_such_page(sign_in: SignIn, matter: Matter):
    accused = User.objects.filter(person=matter.accused).first() or factories.user(matter.accused)
    commission = matter.task.body
    member = factories.user(factories.person("A Member"))
    factories.seat(member.person, commission, Role.MEMBER)
    factories.seat(matter.accused, commission, Role.HEAD)

    for user in (accused, member, matter.chain.users["cell"], factories.user(is_superuser=True)):
        client = sign_in(user, matter.day)
        assert client.get(readings_page(matter)).status_code == 404
        assert readings_page(matter) not in client.get(reverse("case", args=[matter.case.public_id])).content.decode()
        assert "ai-da-xem" not in client.get("/").content.decode()


def test_readings_are_narrowed_and_paged_in_few_statements(sign_in: SignIn, matter: Matter):
    head = head_of(matter)
    client = sign_in(head, matter.day)
    case = reverse("case", args=[matter.case.public_id])
    client.get(readings_page(matter))
    few = statements(lambda: client.get(readings_page(matter)))
    for _number in range(60):
        client.get(case)
    client.get(reverse("inbox"))

    def rows(**asked: str | int) -> int:
        return client.get(readings_page(matter), asked).content.decode().count("<tr>") - 1

    assert statements(lambda: client.get(readings_page(matter))) == few <= 10
    assert rows() == 50
    assert rows(cach="hit") == 1
    assert rows(nguoi=person_of(head).public_id) == 50
    assert rows(nguoi="BBBBBBBBBBBB") == -1
    day = ReadingDay.objects.get().day
    assert rows(tu=f"{day:%d/%m/%Y}") == 50
    assert rows(tu=f"{day + timedelta(days=1):%d/%m/%Y}") == -1
    assert rows(den=f"{day - timedelta(days=1):%d/%m/%Y}") == -1
    oldest = Reading.objects.filter(case=matter.case).order_by("pk")[2]
    assert rows(truoc=oldest.pk) == 2
    for wrong in ("x", "-1", "1" * 30, "²"):
        assert client.get(readings_page(matter), {"truoc": wrong}).status_code == 404
    assert "Write the day as" in client.get(readings_page(matter), {"tu": "soon"}).content.decode()


def test_log_names_no_other_case(sign_in: SignIn, matter: Matter):
    other = Matter(matter.chain, registrar="inspection", accused=matter.chain.members[4])
    client = sign_in(head_of(matter), matter.day)
    client.get(reverse("cases"))

    said = client.get(readings_page(matter)).content.decode()

    assert other.case.public_id not in said
    assert other.case.code not in said


def test_exports_without_content_tell_nobody_of_a_reading(journey, page, tmp_path):
    page("cell").get(case_page(journey))
    call_command("record", "export", "--out", str(tmp_path / "sealed"), stdout=StringIO())
    call_command("record", "export", "--opened", "--out", str(tmp_path / "opened"), stdout=StringIO())

    sealed, opened = ((tmp_path / name).read_text().splitlines() for name in ("sealed", "opened"))
    lines = [line for line in sealed if '\\"kind\\":\\"read\\"' in line]
    assert len(lines) == 1
    assert journey.dossier.public_id not in lines[0]
    assert any(journey.dossier.public_id in json.loads(line).get("opens", {}).get("seen", [""])[-1] for line in opened)


def test_person_who_left_stays_named(sign_in: SignIn, matter: Matter):
    head = head_of(matter)
    sign_in(head, matter.day).get(reverse("case", args=[matter.case.public_id]))
    other = factories.user(factories.person("Another Head"))
    commission = matter.task.body
    factories.seat(other.person, commission, Role.HEAD)
    person_of(head).seats.update(until=matter.day)

    said = sign_in(other, matter.day).get(readings_page(matter)).content.decode()

    assert str(person_of(head)) in said
