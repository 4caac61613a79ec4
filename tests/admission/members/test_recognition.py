"""From the ceremony to the party card: one dossier for every chain, and the probation with its papers and its end."""

from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from admission.models import Dossier, State
from admission.periods import end_probations
from admission.screens import SCREEN
from organization.models import Standing
from tests.admission.member_journey import MemberJourney
from tests.chain import build_chain
from tests.workflows.files import pdf
from workflows.actions import Refused, act
from workflows.audit.chain import verify
from workflows.calendar import shipped_calendar
from workflows.clocks import task_chip
from workflows.findings import RuleBroken
from workflows.models import Deadline, Document, Event, Task

pytestmark = pytest.mark.django_db

STARTS = {
    "p0k": date(2024, 3, 4),
    **dict.fromkeys(("p1", "p2", "p3", "p4", "p5", "p6", "p6_cell"), date(2025, 8, 4)),
}
ONE_DAY = timedelta(days=1)


def clocks(journey: MemberJourney, *, running: bool = True) -> list[str]:
    rows = Deadline.objects.filter(case_id=journey.case_id, closed_on__isnull=running)
    return sorted(rows.values_list("kind", flat=True))


def broken(caught: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [found.rule for found in caught.value.findings]


@pytest.mark.parametrize("profile", STARTS)
def test_member_goes_from_the_ceremony_to_the_card(profile: str) -> None:
    chain = build_chain("p1" if profile == "p0k" else profile)
    journey = MemberJourney(chain, start=STARTS[profile]).on()
    dossier, row = journey.dossier, journey.dossier.probation_row
    assert (dossier.state, dossier.chain) == (State.CARD_ISSUED, "p1" if profile == "p0k" else profile)
    assert not Task.objects.open().exists()
    assert (row.effective_on, clocks(journey)) == (journey.ends_on, [])
    assert row.decided_on is not None
    assert row.decided_on > journey.ends_on
    standings = [(m.standing, m.since, m.until) for m in dossier.subject.memberships.order_by("since")][-2:]
    assert standings == [
        (Standing.PROBATIONARY, dossier.ceremony_on, journey.ends_on),
        (Standing.OFFICIAL, journey.ends_on, None),
    ]
    papers = set(Document.objects.filter(case=dossier).values_list("code", flat=True))
    own_proposal = profile in ("p4", "p6_cell")
    assert ("recognition_base_resolution" in papers) is (profile not in ("p3", "p5"))
    assert ("recognition_cell_resolution" in papers) is not own_proposal
    assert {"recognition_decision", "self_criticism", "helper_remarks", "member_opinions"} <= papers
    assert ("card_decision" in papers) is (profile != "p2")
    assert verify(dossier).ok


def test_ceremony_leads_into_a_time_in_which_nobody_is_late(journey: MemberJourney) -> None:
    """Waiting for months, near in the last days, and over (not overdue) where the system has not noted it yet."""
    task, calendar = journey.task, shipped_calendar()
    assert (journey.step, task.due_on, clocks(journey)) == ("probation", journey.ends_on, ["probation"])

    def tone(on: date) -> str:
        return task_chip(task, journey.dossier.state, on, calendar).tone

    assert [tone(journey.day), tone(journey.ends_on - timedelta(days=30))] == ["hold", "hold"]
    assert [tone(journey.ends_on - ONE_DAY), tone(journey.ends_on), tone(journey.ends_on + ONE_DAY)] == ["soon"] * 3


def test_probation_ends_on_its_day_however_late_it_is_noted(journey: MemberJourney) -> None:
    end = journey.ends_on
    assert end_probations(end - ONE_DAY) == 0
    assert journey.dossier.state == State.PROBATIONARY
    assert [end_probations(end + timedelta(days=9)), end_probations(end + timedelta(days=9))] == [1, 0]
    assert journey.dossier.state == State.PROBATION_COMPLETE
    probation = Deadline.objects.get(case_id=journey.case_id, kind="probation")
    considering = Deadline.objects.get(case_id=journey.case_id, kind="recognition_cell")
    assert (probation.due_on, probation.closed_on) == (end, end)
    assert (considering.started_on, considering.due_on) == (end, shipped_calendar().add_working_days(end, 30))
    assert journey.task.due_on == considering.due_on
    noted = Event.objects.get(case_id=journey.case_id, kind="probation_end.end_probation")
    assert noted.on == end
    assert verify(journey.dossier).ok


def test_probation_ends_on_the_day_itself(journey: MemberJourney) -> None:
    assert end_probations(journey.ends_on) == 1


def test_nobody_but_the_system_ends_a_probation(journey: MemberJourney) -> None:
    journey.day = journey.ends_on
    with pytest.raises(Exception, match="Only the system itself does this"):
        journey.do_on_case("end_probation", by=journey.chain.users["cell"])


def test_recognition_does_not_begin_before_the_end(journey: MemberJourney) -> None:
    journey.file("new_member_certificate")
    before = journey.dossier.state
    with pytest.raises(RuleBroken) as caught:
        journey.do("begin_recognition", on=journey.ends_on - ONE_DAY)
    assert (broken(caught), journey.dossier.state) == (["ADM-75"], before)


def test_the_next_act_ends_a_probation_the_system_has_not_noted(journey: MemberJourney) -> None:
    journey.file("new_member_certificate")
    journey.do("begin_recognition", on=journey.ends_on)
    assert (journey.dossier.state, journey.step) == (State.RECOGNITION_DRAFTING, "recognition_file")
    assert (clocks(journey), clocks(journey, running=False)[-1]) == (["recognition_cell"], "verification")
    probation = Deadline.objects.get(case_id=journey.case_id, kind="probation")
    assert probation.closed_on == probation.due_on == journey.ends_on


def test_member_without_the_certificate_of_the_class_stays_and_is_warned(journey: MemberJourney) -> None:
    journey.end_probation()
    with pytest.raises(RuleBroken) as caught:
        journey.do("begin_recognition")
    assert broken(caught) == ["ADM-70"]
    assert (journey.dossier.state, journey.step) == (State.PROBATION_COMPLETE, "probation")


@pytest.mark.parametrize(("shift", "accepted"), [(-1, False), (0, True), (1, True)])
def test_self_criticism_is_written_when_the_twelve_months_are_over(
    shift: int, accepted: bool, journey: MemberJourney
) -> None:
    journey.day = journey.ends_on + timedelta(days=4)
    written = journey.ends_on + timedelta(days=shift)
    if not accepted:
        with pytest.raises(Refused) as caught:
            journey.file("self_criticism", issued_on=written)
        assert list(caught.value.errors) == ["issued_on"]
    else:
        journey.file("self_criticism", issued_on=written)
    filed = Document.objects.filter(case_id=journey.case_id, code="self_criticism")
    assert filed.count() == accepted


def test_member_files_his_self_criticism_himself_and_nothing_of_others(journey: MemberJourney) -> None:
    journey.end_probation()
    member = journey.chain.applicant

    def file(code: str) -> None:
        upload = SimpleUploadedFile("tu-kiem-diem.pdf", pdf(), content_type="application/pdf")
        data = {"code": code, "issued_on": journey.day, "file": upload}
        act(journey.task, "file_member_paper", by=member, on=journey.day, key=uuid4(), data=data)

    file("self_criticism")
    with pytest.raises(Refused) as caught:
        file("member_opinions")
    assert list(caught.value.errors) == ["code"]
    paper = Document.objects.get(case_id=journey.case_id, code="self_criticism")
    assert (paper.filed_by, paper.own, bool(paper.sha256)) == (member, True, True)


def test_helper_who_leaves_hands_in_remarks_first_or_the_record_says_why_not(journey: MemberJourney) -> None:
    chain, first = journey.chain, journey.dossier.helper
    assert first is not None
    data = {"helper": chain.members[3].public_id, "reason": "chuyển công tác"}
    with pytest.raises(Refused) as caught:
        journey.do("change_helper", on=journey.day, assigned_on=journey.day, without_remarks="", **data)
    assert list(caught.value.errors) == ["without_remarks"]
    journey.file("helper_remarks", helper=first.public_id)
    journey.do("change_helper", on=journey.day, assigned_on=journey.day, without_remarks="", **data)
    journey.do(
        "change_helper",
        on=journey.day,
        assigned_on=journey.day,
        helper=chain.members[4].public_id,
        reason="từ trần",
        without_remarks="từ trần",
    )
    assert journey.dossier.helper == chain.members[4]
    assert [row.person for row in journey.dossier.former_helpers.order_by("pk")] == [first, chain.members[3]]
    facts = journey.dossier.facts(journey.day, {"step": "probation"})
    assert [helper.remarks for helper in facts.helpers or ()] == [True, True, False]


def test_remarks_of_the_present_helper_are_asked_before_the_cell(journey: MemberJourney) -> None:
    journey.on("recognition_file")
    journey.file("self_criticism")
    journey.file("member_opinions")
    with pytest.raises(RuleBroken) as caught:
        journey.do("submit_recognition", on=journey.day)
    assert broken(caught) == ["ADM-74", "ADM-71"]
    with pytest.raises(Refused) as refused:
        journey.file("helper_remarks", helper=journey.chain.members[0].public_id)
    assert list(refused.value.errors) == ["helper"]


def test_papers_of_a_member_are_listed_once_the_admission_is_decided(journey: MemberJourney) -> None:
    filed = list(Document.objects.filter(case_id=journey.case_id))
    labels = [paper.label for paper in SCREEN.papers(filed)]
    before = [paper.label for paper in SCREEN.papers([row for row in filed if row.code != "admission_decision"])]
    assert len(labels) - len(before) == 11
    own = [row for row in filed if row.own]
    assert len(SCREEN.own_papers(own)) == 6


def test_probation_whose_clock_lies_beyond_the_calendar_holds_up_no_other(
    journey: MemberJourney, caplog: pytest.LogCaptureFixture
) -> None:
    """The calendar of working days is known until the end of 2027."""
    other = MemberJourney(build_chain("p4"))
    beyond = date(2027, 12, 20)
    Dossier.objects.filter(pk=journey.case_id).update(official_on=beyond)
    Deadline.objects.filter(case_id=journey.case_id, kind="probation").update(due_on=beyond)
    assert end_probations(date(2027, 12, 21)) == 1
    assert (journey.dossier.state, other.dossier.state) == (State.PROBATIONARY, State.PROBATION_COMPLETE)
    assert journey.dossier.code in caplog.text


def test_command_says_how_many_probations_are_over(journey: MemberJourney) -> None:
    out = StringIO()
    call_command("end_probations", "--on", f"{journey.ends_on:%d/%m/%Y}", stdout=out)
    assert "1" in out.getvalue()
    assert journey.dossier.state == State.PROBATION_COMPLETE
