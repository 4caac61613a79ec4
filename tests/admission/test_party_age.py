"""The party age of who was outside party life: declared, checked, decided, and shown with its derivation (ADM-84)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from admission.models import PartyAgeDecision, State, TimeOutside
from organization.models import Role, User
from permissions.checks import NotPermitted
from tests.admission.former_journey import FIRST, LEFT_ON, on_file, readmitted, recorded
from tests.admission.member_journey import MemberJourney, kept, undone
from tests.admission.reading import judged
from tests.admission.signing_in import SignIn
from tests.admission.unusual import broken, scan, told
from tests.factories import seat, user
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Document

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


@pytest.fixture(scope="module")
def recognised(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MemberJourney]:
    with undone(django_db_blocker):
        yield readmitted()


@pytest.fixture
def journey(recognised: MemberJourney) -> MemberJourney:
    """A readmitted official member."""
    return recognised.again()


def again_on(journey: MemberJourney) -> date:
    day = journey.dossier.decided_on
    assert day is not None
    return day


def declare(journey: MemberJourney, who: str = "cell", **data: Any) -> None:
    checked = journey.day + ONE
    values = {
        "because": "removed",
        "since": LEFT_ON,
        "until": again_on(journey),
        "paper_number": "3-QĐ/HU",
        "paper_on": LEFT_ON,
        "declared_on": checked - ONE,
        "checked_on": checked,
        **data,
    }
    on_file(journey, "declare_time_outside", who, **values)


def check(journey: MemberJourney, who: str = "grassroots", **data: Any) -> None:
    on_file(journey, "check_times_outside", who, **{"checked_on": journey.day + ONE, "remarks": "khớp hồ sơ", **data})


def decide(journey: MemberJourney, who: str = "standing", **data: Any) -> None:
    everything = [row.public_id for row in journey.dossier.outside_rows]
    on_file(journey, "decide_party_age", who, **{"counted": everything, "signed_on": journey.day + ONE, **data})


def page(journey: MemberJourney, who: str, sign_in: SignIn) -> str:
    client = sign_in(journey.chain.users[who], journey.day)
    kind = "own_file" if who == "applicant" else "case"
    return client.get(reverse(kind, args=[journey.dossier.public_id])).content.decode()


def test_superior_takes_the_time_outside_off_after_declaration_and_checks(
    journey: MemberJourney, sign_in: SignIn
) -> None:
    declare(journey)
    check(journey)
    decide(journey)
    row, decision = TimeOutside.objects.get(), PartyAgeDecision.objects.get()
    assert (row.counted, row.committee_checked_on is not None, decision.first_decision_on) == (True, True, FIRST)
    assert Document.objects.get(code="party_age_decision").number == decision.number
    days = (again_on(journey) - LEFT_ON).days
    found = judged("decide_party_age")
    assert found["party_age_counts"]["numbers"] | {"on": ""} == {
        "start": FIRST.isoformat(),
        "on": "",
        "years": 8,
        "months": found["party_age_counts"]["numbers"]["months"],
        "days": days,
    }
    assert found["party_age_counts"]["certainty"] == "design"
    assert found["time_since_leaving_is_taken_off"]["status"] == "holds"
    for who in ("cell", "applicant"):
        shown = page(journey, who, sign_in)
        assert f"from {FIRST:%d/%m/%Y}, less {days} days outside party life" in shown
        assert "taken off" in shown
        assert "3-QĐ/HU" in shown
    assert any("taken off: 04/08/2022" in line for line in told(journey))
    assert recorded(journey)


def test_nothing_is_taken_off_before_the_superior_decides(journey: MemberJourney, sign_in: SignIn) -> None:
    declare(journey)
    shown = page(journey, "applicant", sign_in)
    assert "not decided on yet" in shown
    assert f"from {FIRST:%d/%m/%Y}." in shown
    assert "days are not taken off" in shown


def test_superior_does_not_decide_before_the_grassroots_committee_checked(journey: MemberJourney) -> None:
    declare(journey)
    with pytest.raises(RuleBroken) as caught:
        decide(journey)
    assert broken(caught.value) == [("ADM-84", "times_outside_are_checked")]
    assert caught.value.findings[0].articles == "Mục 5.3 Hướng dẫn 06-HD/TW"
    assert "the check of the grassroots committee" in caught.value.findings[0].text
    assert not PartyAgeDecision.objects.exists()


def test_who_was_wrongly_expelled_and_restored_was_never_outside(journey: MemberJourney) -> None:
    declare(journey)
    check(journey)
    decide(journey, counted=[])
    assert TimeOutside.objects.get().counted is False
    assert journey.dossier.facts(journey.day).outside_party == ()


def test_later_decision_replaces_the_one_before(journey: MemberJourney) -> None:
    declare(journey)
    check(journey)
    decide(journey, counted=[])
    decide(journey, first_decision_on=None, card_dated_on=date(2015, 3, 20))
    facts = journey.dossier.facts(journey.day)
    assert (facts.first_decision_on, facts.card_dated_on) == (None, date(2015, 3, 20))
    assert len(facts.outside_party or ()) == 1
    assert PartyAgeDecision.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("until", {"until": LEFT_ON}),
        ("until", {"until": date(2030, 1, 1)}),
        ("since", {"since": FIRST - ONE}),
        ("declared_on", {"declared_on": date(2030, 1, 1)}),
        ("paper_on", {"paper_on": date(2030, 1, 1)}),
        ("checked_on", {"checked_on": date(2030, 1, 1)}),
        ("checked_on", {"checked_on": date(2025, 8, 4)}),
    ],
)
def test_time_that_cannot_be_is_refused_at_its_field(journey: MemberJourney, field: str, data: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        declare(journey, **data)
    assert (list(caught.value.errors), TimeOutside.objects.exists()) == ([field], False)


def test_first_day_may_be_the_one_from_which_it_counts(journey: MemberJourney) -> None:
    declare(journey, since=FIRST)
    assert TimeOutside.objects.get().since == FIRST


def test_times_have_no_day_in_common(journey: MemberJourney) -> None:
    declare(journey)
    with pytest.raises(Refused) as caught:
        declare(journey, since=LEFT_ON - ONE, until=LEFT_ON + ONE)
    assert list(caught.value.errors) == ["since"]
    declare(journey, because="lost_contact", since=LEFT_ON - ONE, until=LEFT_ON)
    assert TimeOutside.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("counted", {"counted": ["NOSUCHTIME22"]}),
        ("counted", {"first_decision_on": LEFT_ON - ONE}),
        ("card_dated_on", {"first_decision_on": FIRST, "card_dated_on": FIRST}),
        ("card_dated_on", {"card_dated_on": LEFT_ON}),
        ("first_decision_on", {"first_decision_on": LEFT_ON + ONE}),
    ],
)
def test_decision_that_cannot_be_is_refused_at_its_field(
    journey: MemberJourney, field: str, data: dict[str, Any]
) -> None:
    declare(journey, since=LEFT_ON - 2 * ONE)
    check(journey)
    with pytest.raises(Refused) as caught:
        decide(journey, **data)
    assert (list(caught.value.errors), PartyAgeDecision.objects.exists()) == ([field], False)


@pytest.mark.parametrize(
    ("verb", "who"),
    [
        ("declare", "grassroots"),
        ("declare", "standing"),
        ("declare", "applicant"),
        ("check", "cell"),
        ("check", "standing"),
        ("decide", "cell"),
        ("decide", "grassroots"),
        ("decide", "department"),
        ("decide", "applicant"),
    ],
)
def test_each_act_is_of_its_body_alone(journey: MemberJourney, verb: str, who: str) -> None:
    if verb != "declare":
        declare(journey)
    if verb == "decide":
        check(journey)
    with pytest.raises(NotPermitted):
        {"declare": declare, "check": check, "decide": decide}[verb](journey, who)
    assert not PartyAgeDecision.objects.exists()


def test_member_who_sits_in_the_standing_committee_does_not_decide_on_himself(journey: MemberJourney) -> None:
    declare(journey)
    check(journey)
    seat(journey.dossier.subject, journey.chain.bodies["standing"], Role.DEPUTY_SECRETARY)
    journey.chain.users["himself"] = journey.chain.applicant
    with pytest.raises(NotPermitted):
        decide(journey, "himself")


def test_party_age_of_a_member_with_the_card_is_decided_as_well(journey: MemberJourney) -> None:
    journey.on()
    assert (journey.dossier.state, journey.dossier.finished is not None) == (State.CARD_ISSUED, True)
    declare(journey)
    check(journey)
    decide(journey)
    assert (journey.dossier.state, TimeOutside.objects.get().counted) == (State.CARD_ISSUED, True)


def test_stranger_does_not_see_it(journey: MemberJourney, sign_in: SignIn) -> None:
    stranger: User = user()
    client = sign_in(stranger, journey.day)
    for name in ("case", "own_file"):
        assert client.get(reverse(name, args=[journey.dossier.public_id])).status_code == 404


def test_cell_records_a_time_on_the_page_and_a_bad_day_comes_back_at_its_field(
    journey: MemberJourney, sign_in: SignIn
) -> None:
    client = sign_in(journey.chain.users["cell"], journey.day)
    address = reverse("act_on_case", args=[journey.dossier.public_id, "declare_time_outside"])
    data = {
        "key": str(uuid4()),
        "because": "removed",
        "since": f"{LEFT_ON:%d/%m/%Y}",
        "until": f"{LEFT_ON:%d/%m/%Y}",
        "paper_number": "3-QĐ/HU",
        "paper_on": f"{LEFT_ON:%d/%m/%Y}",
        "declared_on": f"{journey.day:%d/%m/%Y}",
        "checked_on": f"{journey.day:%d/%m/%Y}",
        "file": scan(),
    }
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.content.decode().split('id="declare_time_outside-until"')[0][-200:]
    sent = {**data, "key": str(uuid4()), "until": f"{again_on(journey):%d/%m/%Y}", "file": scan()}
    assert client.post(address, {**sent, "because": "nonsense"}).status_code == 422
    sent["file"] = scan()
    assert client.post(address, sent).status_code == 302
    assert Document.objects.get(code="outside_paper").own is True
    assert TimeOutside.objects.count() == 1


# other chains


def test_authorised_committee_enters_the_decision_of_its_superior() -> None:
    journey = readmitted("p2")
    declare(journey)
    check(journey)
    rows = [row.public_id for row in journey.dossier.outside_rows]
    data = {"counted": rows, "signed_on": journey.day, "number": "9-QĐ/ĐUK", "issuer": "BTV Đảng ủy Khối"}
    with pytest.raises(Refused) as caught:
        on_file(journey, "record_party_age", "grassroots", **data)
    assert list(caught.value.errors) == ["file"]
    with pytest.raises(Refused, match="no level authority"):
        decide(journey)
    on_file(journey, "record_party_age", "grassroots", **data, file=scan())
    assert PartyAgeDecision.objects.get().number == "9-QĐ/ĐUK"
    assert Document.objects.get(code="party_age_decision").sha256 != ""


def test_where_there_is_no_grassroots_committee_nobody_waits_for_its_check() -> None:
    journey = readmitted("p4")
    declare(journey)
    decide(journey)
    assert TimeOutside.objects.get().counted is True


def test_member_admitted_once_has_no_first_decision_to_choose(
    django_db_blocker: DjangoDbBlocker, sign_in: SignIn
) -> None:
    with kept(django_db_blocker, "card") as journey:
        since, until = again_on(journey) + ONE, again_on(journey) + timedelta(days=40)
        declare(journey, because="lost_contact", since=since, until=until, paper_on=until)
        check(journey)
        shown = page(journey, "standing", sign_in)
        assert "decide_party_age-counted" in shown
        assert "first_decision_on" not in shown
        with pytest.raises(Refused) as caught:
            decide(journey, first_decision_on=FIRST)
        assert list(caught.value.errors) == ["first_decision_on"]
        decide(journey)
        assert TimeOutside.objects.get().counted is True
