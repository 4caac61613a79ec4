"""The page of the list of cases: what stands on it, what is sent to it, and at what price."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from admission.models import State
from organization.models import Person
from tests.chain import Chain, Journey, build_chain
from tests.factories import organization, seat, user
from tests.workflows.case_list.dossiers import dossier, english, listed
from workflows.models import Case

pytestmark = pytest.mark.django_db


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
