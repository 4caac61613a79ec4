"""The list of cases: who finds what, by which words and filters, in which order, and at what price."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.status import PROCESS, STATUS

from admission.flows import AdmissionFlow
from admission.models import Dossier, State
from organization.models import Body, Kind, Organization, Person, Placement, Role, Seat, User
from tests.chain import Chain, Journey, build_chain
from tests.factories import SINCE, body, organization, person, seat, user
from workflows.case_filter import CaseFilter, meant_by
from workflows.case_list import Due, Sort, Status, Wanted, listing, words_of
from workflows.models import Case, CaseAccess, CasePerson, Deadline, Event, Task

pytestmark = pytest.mark.django_db
ON = date(2025, 9, 1)
MOMENT = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def room() -> Body:
    """A cell whose secretary looks at the list."""
    return body(organization(name="Chi bộ Kế hoạch", code="CB-017"), name="Cell of planning")


@pytest.fixture
def reader(room: Body) -> User:
    return user(seat(person("Reader Of Lists"), room).person)


@pytest.fixture
def at_desk(client: Client, settings, reader: User) -> Client:
    settings.TODAY = ON
    client.force_login(reader)
    return client


def dossier(
    seen_by: Body,
    name: str = "",
    *,
    of: Organization | None = None,
    state: str = State.DRAFTING,
    opened_on: date = ON,
    finished: bool = False,
    due: dict[str, int] | None = None,
) -> Case:
    """A case that waits for ``seen_by``, or has ended; ``due``: {kind of running clock: days from ON}."""
    made = Dossier.objects.create(
        flow_class=AdmissionFlow,
        kind="admission",
        subject=person(name),
        organization=of or seen_by.organization,
        state=state,
        opened_on=opened_on,
        last_day=opened_on,
        authorised_on=opened_on,
        authorisation_number="1",
        status=PROCESS.DONE if finished else PROCESS.NEW,
        finished=MOMENT if finished else None,
    )
    event = Event.objects.create(
        case=made, sequence=1, kind="opened", on=ON, at=MOMENT, canonical="{}", previous_hash="0", hash="0"
    )
    CaseAccess.objects.create(case=made, body=seen_by, since=SINCE, reason="on_route", event=event)
    for kind, days in (due or {}).items():
        clock(made, kind, ON + timedelta(days=days))
    if not finished:
        step = AdmissionFlow.draft
        Task.objects.create(
            process=made, flow_task=step, flow_task_type="HUMAN", status=STATUS.NEW, body=seen_by, perm=step.perm
        )
    return Case.objects.get(pk=made.pk)


def clock(case: Case, kind: str, due_on: date, *, closed_on: date | None = None) -> None:
    Deadline.objects.create(
        case=case,
        kind=kind,
        provision="x.y",
        regulation="x",
        article="x",
        certainty="text",
        started_on=case.opened_on,
        length=1,
        unit="month",
        due_on=due_on,
        closed_on=closed_on,
    )


def listed(of: User, on: date = ON, number: int = 1, **wanted: object) -> list[Case]:
    return list(listing(of, on, Wanted(**wanted), number).page)  # type: ignore[arg-type]


def searched(of: User, text: str) -> list[Case]:
    return listed(of, words=words_of(text))


def english(response: Any) -> str:
    return str(response.content.decode())


# --- searching


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Đào",
        "dao nguyen",
        "  THỊ   nguyễn ",
        unicodedata.normalize("NFD", "Đào Nguyễn"),
        "đào,",
        "nguy",
        "n",
        "kế hoạch",
        "ke hoach dao",
        "cb-017",
        "CB-017 Thi",
        "017",
    ],
)
def test_words_in_any_order_and_spelling_find_the_person_or_the_organisation(room, reader, text):
    case = dossier(room, "Nguyễn Thị Đào")
    elsewhere = organization(name="Đảng bộ Cơ điện", code="X9")
    dossier(room, "Lê Văn Bảo", of=elsewhere)
    assert searched(reader, text) == [case]


@pytest.mark.parametrize("sort", list(Sort))
def test_names_with_the_accents_that_were_typed_come_first_in_the_order_asked_for(room, reader, sort):
    """Over all pages, each case once; without accents the order is the ordinary one."""
    names = [name for _turn in range(30) for name in ("Trần Hạ", "Trần Hà", "Trần Há")]
    for number, name in enumerate(names):
        dossier(room, name, opened_on=ON - timedelta(days=number % 7), due={"decision": number % 5})

    def every(text: str) -> list[Case]:
        form = CaseFilter({"q": text, "sap_xep": sort.value})
        assert form.is_valid()
        pages = (listing(reader, ON, form.wanted(None), number).page for number in (1, 2))
        return [case for page in pages for case in page]

    ordinary = every("tran ha")
    for text in ("trần hà", "TRẦN HÀ,", unicodedata.normalize("NFD", "Hà Trần")):
        exact = [case for case in ordinary if case.subject.full_name == "Trần Hà"]
        others = [case for case in ordinary if case.subject.full_name != "Trần Hà"]
        assert every(text) == exact + others
    assert (len(ordinary), len(set(ordinary))) == (90, 90)


def test_page_says_that_the_accents_typed_decide_the_order(at_desk, room):
    dossier(room, "Nguyễn Thị Đào")
    told = "Names with exactly the accents you typed come first."
    assert told in english(at_desk.get("/ho-so/", {"q": "đào"}))
    assert told not in english(at_desk.get("/ho-so/", {"q": "dao"}))


@pytest.mark.parametrize("text", ["ao", "guyen", "hoach x", "17", "dao bao", "%", "d_o", "d%o", "\\"])
def test_word_that_begins_no_word_finds_nothing(room, reader, text):
    dossier(room, "Nguyễn Thị Đào")
    words = words_of(text) or (text,)
    assert listed(reader, words=words) == []


def test_code_of_the_case_finds_it_whole_in_pieces_and_in_small_letters(room, reader):
    case = dossier(room)
    dossier(room)
    pieces = [case.code, case.code.lower(), case.public_id, case.code[:4], case.code.replace("-", " ")]
    assert [searched(reader, piece) for piece in pieces] == [[case]] * len(pieces)


def test_name_of_today_is_searched_and_not_the_one_at_the_opening(room, reader):
    case = dossier(room, "Trần Cũ")
    case.subject.full_name = "Trần Mới"
    case.subject.save()
    assert (searched(reader, "cu"), searched(reader, "moi")) == ([], [case])


# --- filters


@pytest.mark.parametrize(
    ("due", "kind", "places"),
    [
        (Due.OVERDUE, "", [0, 4]),
        (Due.SOON, "", [1, 2]),
        (Due.RUNNING, "", [0, 1, 2, 3, 4]),
        (Due.NONE, "", [5, 6]),
        ("", "decision", [0, 2, 4]),
        (Due.SOON, "decision", [2, 4]),
        (Due.OVERDUE, "decision", [0]),
        (Due.NONE, "ceremony", [0, 1, 2, 4, 5, 6]),
    ],
)
def test_clock_filter_is_about_the_nearest_running_clock(room, reader, due, kind, places):
    clocks: list[dict[str, int]] = [
        {"decision": -1, "stale": 3},
        {"stale": 0},
        {"decision": 7, "stale": 30},
        {"ceremony": 8},
        {"decision": 2, "stale": -9},
        {},
        {},
    ]
    cases = [dossier(room, due=running) for running in clocks]
    clock(cases[6], "decision", ON - timedelta(days=40), closed_on=ON - timedelta(days=50))
    assert set(listed(reader, due=due, clock=kind)) == {cases[place] for place in places}


def test_organisation_is_taken_with_everything_below_it_on_the_day(room, reader):
    top = organization(Kind.BASE)
    below = organization(Kind.CELL, parent=top)
    moved = organization(Kind.CELL, parent=top)
    Placement.objects.filter(organization=moved).update(until=ON)
    own, lower, gone = (dossier(room, of=place) for place in (top, below, moved))
    assert set(listed(reader, organization=top)) == {own, lower}
    assert set(listed(reader, on=ON - timedelta(days=1), organization=top)) == {own, lower, gone}
    assert listed(reader, organization=below) == [lower]


def test_other_filters_narrow_and_both_days_are_included(room, reader):
    first = dossier(room, opened_on=date(2025, 3, 1), state=State.VOTING)
    second = dossier(room, opened_on=date(2025, 3, 2), finished=True, state=State.PROBATIONARY)
    assert listed(reader, state=State.VOTING) == [first]
    assert listed(reader, status=Status.OPEN) == [first]
    assert listed(reader, status=Status.FINISHED) == [second]
    assert listed(reader, kind="admission", opened_from=date(2025, 3, 2), opened_to=date(2025, 3, 2)) == [second]
    assert listed(reader, kind="another") == []


def test_numbers_at_a_filter_say_what_choosing_it_would_show(room, reader):
    for number, state in enumerate([State.VOTING, State.VOTING, State.DRAFTING]):
        dossier(room, "Nguyễn An" if number else "Lê Bình", state=state)
    dossier(room, "Nguyễn Cúc", state=State.REFUSED, finished=True)
    found = listing(reader, ON, Wanted(words=("nguyen",), status=Status.OPEN, state=State.VOTING))
    assert found.total == len(found.page.object_list) == 1
    assert found.states == {State.VOTING: 1, State.DRAFTING: 1}
    assert found.statuses == {Status.OPEN: 1}
    assert found.kinds == {"admission": 1}


@pytest.mark.parametrize("sort", Sort.values)
def test_order_is_the_one_asked_for(room, reader, sort):
    late = dossier(room, "Trần Văn An", opened_on=date(2025, 1, 1), due={"stale": 30, "decision": -2})
    later = dossier(room, "Lê Thị Bích", opened_on=date(2025, 1, 3), due={"decision": 1})
    never = dossier(room, "Đỗ An", opened_on=date(2025, 1, 2))
    orders = {
        Sort.DEADLINE: [late, later, never],
        Sort.NEWEST: [later, never, late],
        Sort.NAME: [never, late, later],
    }
    found = listed(reader, sort=sort)
    assert found == orders[Sort(sort)]
    assert [(row.due_on, row.due_kind) for row in found if row == late] == [(ON - timedelta(days=2), "decision")]


def test_pages_hold_fifty_lose_nothing_and_end_with_the_last(room, reader):
    cases = {dossier(room, due={"stale": 5} if number % 3 else None) for number in range(52)}
    first, second = (listing(reader, ON, Wanted(), number) for number in (1, 2))
    assert (first.total, len(first.page.object_list), len(second.page.object_list)) == (52, 50, 2)
    assert {*first.page, *second.page} == cases
    assert listing(reader, ON, Wanted(), 99).page.number == 2
    assert listing(reader, ON, Wanted(), "x").page.number == 1


# --- who finds what


def test_case_one_may_not_see_is_no_hit_no_number_and_no_organisation(room, reader):
    hidden_in = organization(name="Chi bộ Kín", code="KIN1")
    before = listing(reader, ON, Wanted())
    hidden = dossier(body(hidden_in), "Bí Mật", state=State.VOTING, due={"decision": -3})
    after = listing(reader, ON, Wanted())
    assert (after.total, after.states, after.kinds, after.statuses) == (0, {}, {}, {})
    assert (before.total, before.states, before.kinds) == (0, {}, {})
    for text in ("bi mat", "kin1", hidden.code):
        assert searched(reader, text) == []
    assert listed(reader, organization=hidden_in) == []


def test_list_looks_the_same_with_and_without_a_case_one_may_not_see(at_desk, room):
    dossier(room, "Nguyễn An")
    addresses = ["/ho-so/", "/ho-so/?q=bi+mat", "/ho-so/?to_chuc=KIN1", f"/ho-so/?giai_doan={State.VOTING}&han=overdue"]
    hidden_in = organization(name="Chi bộ Kín", code="KIN1")
    at_desk.get("/ho-so/")

    def seen() -> list[str]:
        return [_steady(english(at_desk.get(address))) for address in addresses]

    without = seen()
    dossier(body(hidden_in), "Bí Mật", state=State.VOTING, due={"decision": -3})
    assert seen() == without


def _steady(page: str) -> str:
    """The page without its tokens and its clock."""
    return "\n".join(line for line in page.splitlines() if "csrf" not in line and "As of" not in line)


def test_person_concerned_does_not_find_his_own_case_through_his_seat(room):
    case = dossier(room, "Chính Đương Sự")
    concerned = user(seat(case.subject, room, Role.MEMBER).person)
    assert listing(concerned, ON, Wanted()).total == 0
    assert searched(concerned, "duong su") == []
    assert searched(concerned, case.code) == []


def test_ended_seat_finds_nothing(room, reader):
    dossier(room)
    Seat.objects.filter(person=reader.person).update(until=ON)
    assert listing(reader, ON, Wanted()).total == 0
    assert listing(reader, ON - timedelta(days=1), Wanted()).total == 1


def test_named_person_finds_his_within_his_days(room):
    case = dossier(room, "Nguyễn An")
    dossier(room, "Nguyễn Bình")
    named = user()
    CasePerson.objects.create(
        content_object=case,
        user=named,
        permission=Permission.objects.get(codename="view_case"),
        reason="x",
        since=ON,
        until=ON + timedelta(days=2),
        event=case.events.get(),
    )
    assert [searched(named, "nguyen"), listed(named, on=ON + timedelta(days=2))] == [[case], []]


def test_administrator_without_seats_finds_nothing(room):
    dossier(room, "Nguyễn An")
    assert listing(user(is_superuser=True), ON, Wanted()).total == 0


def test_applicant_is_led_to_his_own_file(client, settings):
    settings.TODAY = ON
    chain = build_chain()
    Journey(chain)
    client.force_login(chain.applicant)
    page = english(client.get("/ho-so/"))
    assert "You hold no seat today" in page
    assert 'href="/ho-so-cua-toi/"' in page
    assert client.get("/ho-so/").context["found"].total == 0


def test_without_a_seat_an_organisation_is_as_unknown_as_one_that_is_not_there(client, settings):
    settings.TODAY = ON
    organization(name="Chi bộ Kín", code="KIN1")
    client.force_login(user())
    answers = [english(client.get(f"/ho-so/?to_chuc={code}")) for code in ("KIN1", "KIN2")]
    assert ["No organisation has this code or name." in answer for answer in answers] == [True, True]


# --- which organisation is meant


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("DB1", ["DB1"]),
        ("db1", ["DB1"]),
        ("Đảng bộ Sở Y", ["DB1"]),
        ("dang bo so y te", ["DB2"]),
        ("so y", ["DB1", "DB2"]),
        ("OLD", ["DB3"]),
        ("co cu", ["DB3"]),
        ("y", ["DB1", "DB2"]),
        ("nowhere", []),
        ("%", []),
    ],
)
def test_organisation_is_meant_by_code_then_name_then_words(text, codes):
    organization(name="Đảng bộ Sở Y", code="DB1")
    organization(name="Đảng bộ Sở Y tế", code="DB2")
    ended = organization(name="Đảng bộ Cơ cũ", code="DB3", until=ON)
    meant = meant_by(ended.public_id if text == "OLD" else text, ON, Organization.objects.all())
    found = [meant.organization] if meant.organization else list(meant.choices)
    assert [row.code for row in found] == codes


def test_open_organisation_goes_before_an_ended_one_of_the_same_code():
    organization(code="DB1", until=ON)
    now = organization(code="DB1", since=ON)
    assert meant_by("DB1", ON, Organization.objects.all()).organization == now


def test_more_organisations_than_are_listed_are_announced():
    for number in range(22):
        organization(name=f"Chi bộ Đông {number}")
    meant = meant_by("dong", ON, Organization.objects.all())
    assert (len(meant.choices), meant.more) == (20, True)


# --- the page


def test_line_says_all_that_the_list_promises(at_desk, room):
    case = dossier(room, "Nguyễn Thị Đào", state=State.VOTING, opened_on=date(2025, 3, 2), due={"decision": -3})
    page = english(at_desk.get("/ho-so/"))
    told = [
        "Nguyễn Thị Đào",
        case.code,
        "Chi bộ Kế hoạch",
        "Admission dossier",
        "Before the standing committee",
        "Cell of planning",
        "3 days overdue",
        "Decision of the competent committee",
        "29/08/2025",
        "02/03/2025",
        f'href="/ho-so/{case.public_id}/"',
    ]
    assert [text for text in told if text not in page] == []


def test_words_that_are_sent_stand_in_no_address_and_filters_do(at_desk, room):
    case = dossier(room, "Nguyễn Thị Đào")
    dossier(room, "Lê Văn Bảo")
    sent = at_desk.post("/ho-so/", {"q": "đào", "tinh_trang": "open", "loai": "", "unknown": "x"})
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert (sent.status_code, set(asked), asked["tinh_trang"]) == (302, {"tim", "tinh_trang"}, ["open"])
    page = at_desk.get(sent["Location"])
    assert list(page.context["found"].page) == [case]
    assert 'value="đào"' in english(page)
    assert at_desk.post("/ho-so/", {"q": "đào", "tinh_trang": "open"})["Location"] == sent["Location"]


def test_search_that_is_no_longer_kept_says_so(at_desk, room):
    dossier(room, "Nguyễn Thị Đào")
    page = english(at_desk.get("/ho-so/?tim=BCDFGHJK"))
    assert "This search is no longer kept" in page
    assert "Nguyễn Thị Đào" not in page


def test_search_of_another_user_is_not_kept_for_this_one(at_desk, room, client):
    sent = at_desk.post("/ho-so/", {"q": "secret words"})
    other = Client()
    other.force_login(user(seat(of=room).person))
    assert "secret words" not in english(other.get(sent["Location"]))


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("loai=evil", "not one of the choices"),
        ("giai_doan=%3Cscript%3E", "not one of the choices"),
        ("han=x", "not one of the choices"),
        ("dong_ho=x", "not one of the choices"),
        ("tinh_trang=x", "not one of the choices"),
        ("sap_xep=subject__born_on", "not one of the choices"),
        ("tu=32/01/2025", "There is no such day in the calendar: “32/01/2025”."),
        ("tu=thang+2", "Write the day as"),
        ("tu=2025-03-02&den=2025-03-01", "lies before the first one"),
        ("q=" + "a" * 300, "at most 100 characters"),
        ("q=%21%3F%2E", "no letter and no digit"),
        ("q=a+b+c+d+e+g+h+i+k", "At most 8 words"),
        ("to_chuc=nowhere", "No organisation has this code or name."),
        ("to_chuc=%25", "No organisation has this code or name."),
    ],
)
def test_value_the_list_does_not_know_is_an_error_at_its_field_and_stays_there(at_desk, room, query, error):
    dossier(room, "Nguyễn Thị Đào")
    response = at_desk.get(f"/ho-so/?{query}")
    page = english(response)
    assert response.status_code == 200
    assert error in page
    assert "Nguyễn Thị Đào" not in page
    name = query.split("&")[-1].partition("=")[0]
    typed = parse_qs(query)[name][0]
    assert response.context["form"].data[name] == typed
    assert "<script>" not in page


@pytest.mark.parametrize("query", ["q=", "q=+", "q=a", "trang=x", "trang=-1", "trang=99999999999999999999", "evil=1"])
def test_what_narrows_nothing_shows_everything(at_desk, room, query):
    dossier(room, "Nguyễn Ái An")
    assert "Nguyễn Ái An" in english(at_desk.get(f"/ho-so/?{query}"))


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud83d\ude00", "\u202e", "'; DROP TABLE x; --", "{{ 7 }}"])
def test_odd_characters_are_no_error_of_ours(at_desk, room, text):
    dossier(room)
    sent = at_desk.post("/ho-so/", {"q": text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")})
    assert at_desk.get(sent["Location"]).status_code == 200


def test_several_organisations_are_offered_as_links_that_keep_the_rest(at_desk, room):
    for number in (1, 2):
        organization(name="Chi bộ Đội", code=f"D{number}")
    page = english(at_desk.get("/ho-so/?to_chuc=doi&tinh_trang=open&trang=3"))
    assert "Several organisations fit" in page
    assert "?to_chuc=D1&amp;tinh_trang=open" in page
    assert "?to_chuc=D2&amp;tinh_trang=open" in page


def test_empty_list_and_empty_filter_say_which_they_are(at_desk, room):
    page = english(at_desk.get("/ho-so/"))
    assert "No dossier has reached a body you sit in" in page
    dossier(room)
    page = english(at_desk.get("/ho-so/?tinh_trang=finished"))
    assert "No dossier matches the filter." in page
    assert 'href="/ho-so/">Clear the filter' in page


def test_filters_in_words_are_on_the_page_for_the_printer(at_desk, room):
    dossier(room, "Nguyễn Thị Đào", due={"decision": 1})
    page = at_desk.get("/ho-so/?q=dao&to_chuc=CB-017&han=soon&tu=01/02/2025")
    assert page.context["answers"] == [
        ("Search", "dao"),
        ("Organisation and all below it", "Chi bộ Kế hoạch (CB-017)"),
        ("Deadline", "Due within 7 days"),
        ("Opened from", "01/02/2025"),
    ]


def test_case_of_no_procedure_is_listed_by_its_codes(at_desk, room):
    case = dossier(room, "Nguyễn Thị Đào")
    Case.objects.filter(pk=case.pk).update(kind="bare", state="odd")
    assert "Nguyễn Thị Đào" in english(at_desk.get("/ho-so/"))


def test_menu_leads_whoever_holds_a_seat_to_the_list(at_desk, client, settings, room):
    assert 'href="/ho-so/"' in english(at_desk.get("/"))
    assert 'action="/ho-so/"' in english(at_desk.get("/"))
    other = Client()
    other.force_login(user())
    assert 'href="/ho-so/"' not in english(other.get("/"))


@pytest.mark.parametrize(
    "query",
    [
        "q=nguyễn",
        "q=nguyễn&sap_xep=name",
        "",
        "q=nguyen+cb-017&to_chuc=CB-017&han=overdue&dong_ho=decision",
        "trang=2",
        "sap_xep=name",
    ],
)
def test_page_takes_at_most_eight_statements_for_one_case_and_for_sixty(at_desk, room, query):
    at_desk.get("/ho-so/")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert at_desk.get(f"/ho-so/?{query}").status_code == 200
        return len(captured)

    dossier(room, "Nguyễn Một", due={"decision": -4})
    with_one = statements()
    for number in range(60):
        dossier(room, f"Nguyễn Thứ {number}", due={"decision": -3}, finished=number % 5 == 0)
    assert statements() == with_one
    assert with_one <= 8


def test_chain_moves_and_the_list_names_whose_turn_it_is():
    chain: Chain = build_chain()
    journey = Journey(chain).to("section")
    [row] = listed(chain.users["cell"], on=journey.day)
    assert [task.body for task in row.open_tasks] == [chain.bodies["section"]]
    assert listed(chain.users["standing"], on=journey.day) == []
    assert isinstance(row.subject, Person)
