"""A member's file is lost and made good: cause, statement, opinion, what is written anew, who answers (ADM-97)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from admission.facts_lost_file import LostFileStep
from admission.lost_files import PARTS
from admission.models import LostFile
from permissions.checks import NotPermitted
from tests.admission.former_journey import on_file, recorded
from tests.admission.member_journey import MemberJourney
from tests.admission.reading import judged
from tests.admission.signing_in import SignIn
from tests.admission.unusual import broken, scan, told
from tests.chain import build_chain
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Document

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


@pytest.fixture
def journey(admitted: MemberJourney) -> MemberJourney:
    """A probationary member, once the guidance on lost files is in force."""
    journey = admitted.again()
    journey.day = max(journey.day, date(2025, 10, 1))
    return journey


def report(journey: MemberJourney, who: str = "grassroots", **data: Any) -> None:
    values = {
        "found_on": journey.day + ONE,
        "cause": "lụt",
        "force_majeure": False,
        "statement_by": "member",
        "statement_on": journey.day,
        "file": scan(),
        **data,
    }
    on_file(journey, "report_lost_file", who, **values)


def opine(journey: MemberJourney, who: str = "standing", **data: Any) -> None:
    values = {"number": "5-CV/ĐUK", "opinion": "đồng ý làm lại", "signed_on": journey.day + ONE, **data}
    on_file(journey, "opine_on_lost_file", who, **values)


def restore(journey: MemberJourney, part: str, who: str = "grassroots", **data: Any) -> None:
    on_file(journey, "restore_lost_part", who, **{"part": part, "made_on": journey.day + ONE, "file": scan(), **data})


def close(journey: MemberJourney, who: str = "grassroots", **data: Any) -> None:
    values = {"closed_on": journey.day + ONE, "responsibility": "đồng chí A rút kinh nghiệm", **data}
    on_file(journey, "close_lost_file", who, **values)


def make_good(journey: MemberJourney, who: str = "grassroots") -> None:
    for part in PARTS:
        restore(journey, part, who)


def test_file_is_made_good_step_by_step_and_each_missing_one_is_named(journey: MemberJourney, sign_in: SignIn) -> None:
    report(journey)
    seen = []
    for step in (opine, *PARTS):
        with pytest.raises(RuleBroken) as caught:
            close(journey)
        assert broken(caught.value) == [("ADM-97", "lost_file_is_made_good")]
        assert caught.value.findings[0].articles == "Mục II.3 Hướng dẫn 38-HD/BTCTW"
        missing = caught.value.findings[0].numbers["missing"]
        assert isinstance(missing, list)
        seen.append(len(missing))
        step(journey) if callable(step) else restore(journey, step)
    assert seen == [5, 4, 3, 2, 1]
    close(journey)
    row = LostFile.objects.get()
    assert (row.closed_on, row.steps, row.responsibility != "") == (journey.day, frozenset(LostFileStep), True)
    codes = ["lost_file_statement", "lost_file_opinion", "member_cv", "record_card", "lost_file_copies"]
    papers = set(Document.objects.filter(case=journey.case_id).values_list("code", flat=True))
    assert {*codes, "lost_file_index"} <= papers
    assert any("Written anew: the index of the new file." in line for line in told(journey))
    client = sign_in(journey.chain.users["grassroots"], journey.day)
    page = client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert "Lost file" in page
    assert "đồng chí A rút kinh nghiệm" in page
    assert recorded(journey)


def test_page_names_what_is_still_missing(journey: MemberJourney, sign_in: SignIn) -> None:
    report(journey)
    client = sign_in(journey.chain.users["standing"], journey.day)
    page = client.get(reverse("case", args=[journey.dossier.public_id])).content.decode()
    assert "Of the lost file there is still missing: the opinion of the superior" in page
    assert "opine_on_lost_file-opinion" in page
    assert "restore_lost_part" not in page


def test_by_force_majeure_nobody_answers(journey: MemberJourney) -> None:
    report(journey, force_majeure=True)
    opine(journey)
    make_good(journey)
    with pytest.raises(Refused) as caught:
        close(journey)
    assert list(caught.value.errors) == ["responsibility"]
    close(journey, responsibility="")
    assert judged("close_lost_file")["loss_is_answered_for"]["status"] == "holds"


def test_otherwise_it_is_written_who_answers(journey: MemberJourney) -> None:
    report(journey)
    opine(journey)
    make_good(journey)
    with pytest.raises(Refused) as caught:
        close(journey, responsibility="")
    assert list(caught.value.errors) == ["responsibility"]
    assert LostFile.objects.get().closed_on is None


def test_one_loss_at_a_time_and_another_after_it(journey: MemberJourney) -> None:
    report(journey)
    with pytest.raises(Refused, match="not made good yet"):
        report(journey)
    opine(journey)
    make_good(journey)
    close(journey)
    report(journey)
    assert LostFile.objects.count() == 2


@pytest.mark.parametrize("act", [opine, close, lambda journey: restore(journey, "index")])
def test_nothing_is_done_about_a_file_that_is_not_lost(journey: MemberJourney, act: Any) -> None:
    with pytest.raises(Refused, match="No loss of the file is reported"):
        act(journey)


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (report, "cell"),
        (report, "standing"),
        (report, "applicant"),
        (opine, "grassroots"),
        (opine, "department"),
        (close, "cell"),
        (close, "standing"),
        (lambda journey, who: restore(journey, "index", who), "cell"),
    ],
)
def test_each_act_is_of_its_body_alone(journey: MemberJourney, act: Any, who: str) -> None:
    if act is not report:
        report(journey)
    before = LostFile.objects.values().first()
    with pytest.raises(NotPermitted):
        act(journey, who)
    assert LostFile.objects.values().first() == before


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("found_on", {"found_on": date(2030, 1, 1)}),
        ("found_on", {"found_on": date(2025, 8, 4)}),
        ("statement_on", {"statement_on": date(2030, 1, 1)}),
        ("file", {"file": None}),
    ],
)
def test_report_that_cannot_be_is_refused_at_its_field(
    journey: MemberJourney, field: str, data: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as caught:
        report(journey, **data)
    assert (list(caught.value.errors), LostFile.objects.exists()) == ([field], False)


@pytest.mark.parametrize(
    ("field", "data"),
    [("part", {"part": "cause"}), ("file", {"file": None}), ("made_on", {"made_on": date(2030, 1, 1)})],
)
def test_part_that_cannot_be_is_refused_at_its_field(journey: MemberJourney, field: str, data: dict[str, Any]) -> None:
    report(journey)
    with pytest.raises(Refused) as caught:
        restore(journey, **{"part": "index", **data})
    assert (list(caught.value.errors), LostFile.objects.get().parts) == ([field], {})


def test_what_tells_of_the_family_is_for_who_reads_of_third_persons(journey: MemberJourney) -> None:
    report(journey)
    restore(journey, "member_cv")
    restore(journey, "index")
    needs = dict(Document.objects.filter(code__in=["member_cv", "lost_file_index"]).values_list("code", "needs"))
    assert needs == {"member_cv": "read_third_persons", "lost_file_index": ""}


def test_later_version_replaces_the_earlier_one(journey: MemberJourney) -> None:
    report(journey)
    restore(journey, "record_card")
    restore(journey, "record_card")
    assert Document.objects.filter(code="record_card").count() == 2
    assert Document.objects.get(code="record_card", replaced_on=None).issued_on == journey.day


@pytest.mark.parametrize("part", ["nonsense", "cause", ""])
def test_page_takes_no_other_part(journey: MemberJourney, sign_in: SignIn, part: str) -> None:
    report(journey)
    client = sign_in(journey.chain.users["grassroots"], journey.day)
    address = reverse("act_on_case", args=[journey.dossier.public_id, "restore_lost_part"])
    data = {"key": str(uuid4()), "part": part, "made_on": f"{journey.day:%d/%m/%Y}", "file": scan()}
    assert client.post(address, data).status_code == 422
    assert LostFile.objects.get().parts == {}


# other chains: who kept the file, who gives the opinion


@pytest.mark.parametrize(("profile", "who"), [("p4", "cell"), ("p5", "standing")])
def test_where_there_is_no_grassroots_committee(profile: str, who: str) -> None:
    journey = MemberJourney(build_chain(profile, with_section=False))
    journey.day = date(2025, 10, 1)
    report(journey, who)
    opine(journey)
    make_good(journey, who)
    close(journey, who)
    assert LostFile.objects.get().closed_on == journey.day


def test_authorised_committee_enters_the_opinion_of_its_superior() -> None:
    journey = MemberJourney(build_chain("p2", with_section=False))
    journey.day = date(2025, 10, 1)
    report(journey)
    data = {"number": "5-CV/ĐUK", "opinion": "đồng ý", "issuer": "BTV Đảng ủy Khối", "signed_on": journey.day}
    with pytest.raises(Refused) as caught:
        on_file(journey, "record_lost_file_opinion", "grassroots", **data)
    assert list(caught.value.errors) == ["file"]
    on_file(journey, "record_lost_file_opinion", "grassroots", **data, file=scan())
    assert LostFile.objects.get().opinion_number == "5-CV/ĐUK"


def test_member_with_the_card_whose_file_is_lost(journey: MemberJourney) -> None:
    journey.on()
    report(journey)
    assert LostFile.objects.get().closed_on is None
