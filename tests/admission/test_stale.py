"""A dossier that the cell has not considered in twelve months (ADM-39; T13, T14), and a lapsed certificate (ADM-10)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from admission.models import Dossier, State
from admission.staleness import note_stale
from permissions.checks import NotPermitted
from tests.admission.unusual import UnusualJourney, broken, scan, told
from tests.chain import build_chain
from workflows.actions import Refused
from workflows.calendar import add_months
from workflows.findings import RuleBroken
from workflows.models import Task

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


def journey_to(step: str, **options) -> UnusualJourney:
    journey = UnusualJourney(build_chain("p1", with_section=False, **options))
    journey.to(step)
    return journey


def test_system_notes_it_the_day_after_the_last_and_not_before():
    journey = journey_to("completion")
    created_on = journey.dossier.created_on
    assert created_on is not None
    last = add_months(created_on, 12)
    assert journey.clock("stale").due_on == last
    assert note_stale(last) == (0, 0)
    assert journey.dossier.state == State.BACKGROUND_CERTIFIED
    assert note_stale(last + ONE) == (1, 0)
    dossier = journey.dossier
    assert (dossier.state, journey.step) == (State.STALE, "stale")
    assert dossier.stalenesses.get().since == last + ONE
    assert not dossier.deadlines.filter(kind="stale", closed_on__isnull=True).exists()
    assert note_stale(last + ONE) == (0, 0)
    assert journey.recorded()


def test_command_notes_it(capsys):
    journey = journey_to("draft")
    journey.do("file_paper", code="application", issued_on=journey.day)
    day = journey.clock("stale").due_on + ONE
    call_command("stale", on=day)
    assert capsys.readouterr().out == "Stale from now on: 1; waiting: 0.\n"
    assert journey.dossier.state == State.STALE


@pytest.mark.parametrize("step", ["draft", "verify", "certify", "completion", "cell"])
def test_dossier_grows_stale_at_every_step_before_the_cell_considers_it(step):
    journey = journey_to(step)
    if step == "draft":
        journey.do("file_paper", code="application", issued_on=journey.day)
    journey.grow_stale()
    assert (journey.dossier.state, journey.step) == (State.STALE, "stale")


def test_dossier_considered_in_time_never_grows_stale():
    journey = journey_to("grassroots")
    assert not journey.dossier.deadlines.filter(kind="stale", closed_on__isnull=True).exists()
    assert note_stale(journey.day + timedelta(days=900)) == (0, 0)


def test_vote_of_a_meeting_in_time_is_recorded_later():
    """The meeting is held on the last day; the system's turn comes the day after, before the outcome is entered."""
    journey = journey_to("cell")
    last = journey.clock("stale").due_on
    journey.day = last - ONE
    journey.meet()
    journey.open_vote()
    journey.count()
    assert note_stale(last + ONE) == (0, 1)
    with pytest.raises(Refused):
        journey.by_cell("take_up_stale")
    journey.day = last
    journey.do("record_cell_vote", on=last + ONE, resolution_number="5", acknowledge=True)
    assert journey.dossier.state == State.CELL_RESOLVED


def test_cell_cannot_vote_the_day_after():
    journey = journey_to("cell")
    last = journey.clock("stale").due_on
    journey.day = last
    journey.meet()
    before = Dossier.objects.values().get()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    assert broken(caught.value) == [("ADM-39", "dossier_is_fresh")]
    assert caught.value.findings[0].articles == "Mục 5.4a Hướng dẫn 06-HD/TW"
    assert Dossier.objects.values().get() == before
    journey.by_cell("take_up_stale")
    assert (journey.dossier.state, journey.step) == (State.STALE, "stale")


def test_cell_takes_it_up_itself_only_when_it_is_stale():
    journey = journey_to("completion")
    journey.day = journey.clock("stale").due_on - ONE
    with pytest.raises(RuleBroken) as caught:
        journey.by_cell("take_up_stale")
    assert broken(caught.value) == [("ADM-39", "dossier_is_stale")]
    with pytest.raises(NotPermitted):
        journey.by_cell("take_up_stale", by=journey.chain.users["grassroots"])
    journey.by_cell("take_up_stale")
    assert journey.dossier.state == State.STALE


def test_nobody_does_the_systems_act():
    journey = journey_to("completion")
    journey.day = journey.clock("stale").due_on
    with pytest.raises(NotPermitted):
        journey.by_cell("declare_stale")


def test_application_and_cv_stay_and_the_rest_no_longer_serves():
    journey = journey_to("cell")
    journey.grow_stale()
    serving = journey.dossier.documents.filter(replaced_on__isnull=True).values_list("code", flat=True)
    assert sorted(serving) == ["application", "class_certificate", "cv"]
    assert any("Letter of introduction" in line and "Synthesis of opinions" in line for line in told(journey))


def test_papers_of_before_are_not_taken():
    journey = journey_to("completion")
    since = journey.grow_stale()
    for wrong in (since - ONE, None):
        with pytest.raises(Refused) as caught:
            journey.file_again(wrong, ["opinions"])
        assert list(caught.value.errors) == ["issued_on"]
    with pytest.raises(RuleBroken) as broke:
        journey.redo()
    assert broken(broke.value) == [("ADM-39", "stale_papers_are_made_anew")]
    assert journey.dossier.state == State.STALE
    journey.do("file_paper", code="class_certificate", issued_on=since - ONE)


def test_dossier_without_new_opinions_stays():
    journey = journey_to("completion")
    since = journey.grow_stale()
    journey.file_again(since, ["introduction_letter"])
    with pytest.raises(RuleBroken) as caught:
        journey.redo()
    assert caught.value.findings[0].numbers["missing"] == ["Synthesis of opinions"]


def test_unchanged_dossier_keeps_its_certificate_and_passes_the_cell():
    journey = journey_to("cell")
    certified_on = journey.dossier.certified_on
    since = journey.grow_stale()
    journey.file_again(since)
    journey.redo()
    dossier = journey.dossier
    assert (dossier.state, journey.step) == (State.DRAFTING, "draft")
    assert journey.clock("stale").due_on == add_months(journey.day, 12)
    journey.do("keep_certificate", acknowledge=True)
    assert (journey.step, journey.dossier.certified_on) == ("completion", certified_on)
    journey.do("declare_complete", acknowledge=True)
    journey.vote()
    dossier = journey.dossier
    assert (dossier.state, dossier.created_on, dossier.stalenesses.get().redone_on) == (
        State.CELL_RESOLVED,
        dossier.created_on,
        since + timedelta(days=4),
    )
    assert dossier.created_on is not None
    assert dossier.created_on < since
    assert journey.recorded()


def test_changed_dossier_is_verified_again_before_it_goes_on():
    journey = journey_to("cell")
    journey.file_again(journey.grow_stale())
    journey.redo(changed=True)
    dossier = journey.dossier
    assert (dossier.certified_on, dossier.eligible, dossier.political_issue) == (None, None, "")
    with pytest.raises(RuleBroken) as caught:
        journey.do("keep_certificate", acknowledge=True)
    assert broken(caught.value) == [("ADM-39", "verification_stands")]
    journey.do("submit_for_verification", acknowledge=True)
    with pytest.raises(Refused, match="no place has been asked about it yet"):
        journey.do("conclude_verification", remarks="tốt", acknowledge=True)
    journey.do("request_verification", relation="mẹ", person_name="X", place="Z", abroad=False, sent_on=journey.day)
    request = journey.dossier.verifications.get(place="Z")
    journey.do("record_reply", request=request.public_id, replied_on=journey.day, clear=True, summary="ok")
    journey.do("conclude_verification", remarks="tốt", acknowledge=True)
    journey.do("certify_cv", cv_true=True, political_issue="none", signed_on=journey.day, acknowledge=True)
    journey.do("declare_complete", acknowledge=True)
    journey.vote()
    assert journey.dossier.state == State.CELL_RESOLVED


def test_dossier_that_was_never_stale_has_no_certificate_to_keep():
    journey = journey_to("draft")
    with pytest.raises(RuleBroken) as caught:
        journey.do("keep_certificate")
    assert "verification_stands" in [name for _rule, name in broken(caught.value)]


def test_dossier_grows_stale_a_second_time():
    journey = journey_to("completion")
    journey.file_again(journey.grow_stale())
    journey.redo()
    journey.do("keep_certificate", acknowledge=True)
    since = journey.grow_stale()
    assert journey.dossier.stalenesses.count() == 2
    journey.file_again(since)
    journey.redo()
    assert [row.redone_on is not None for row in journey.dossier.stalenesses.order_by("pk")] == [True, True]


def test_applicant_withdraws_a_stale_dossier():
    journey = journey_to("completion")
    journey.grow_stale()
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="", acknowledge=True)
    assert journey.dossier.state == State.WITHDRAWN


# the certificate of the class


def with_certificate_of(issued_on: date) -> UnusualJourney:
    journey = journey_to("cell")
    journey.dossier.documents.filter(code="class_certificate").update(issued_on=issued_on)
    return journey


def test_certificate_of_sixty_months_serves_at_the_meeting_and_the_day_after_does_not():
    journey = with_certificate_of(date(2020, 9, 15))
    journey.day = date(2025, 9, 14)
    journey.meet()
    journey.open_vote()
    assert journey.dossier.agenda_item is not None
    other = with_certificate_of(date(2020, 9, 15))
    other.day = date(2025, 9, 15)
    other.meet()
    with pytest.raises(RuleBroken) as caught:
        other.open_vote()
    assert broken(caught.value) == [("ADM-10", "certificate_is_valid")]
    assert caught.value.findings[0].articles == "Mục 5.4b Hướng dẫn 06-HD/TW"


def again(journey: UnusualJourney, **data):
    values = {
        "number": "9/CN",
        "issued_on": journey.day,
        "certificate_issuer": "political_centre",
        "issuer": "",
        "file": scan(),
        "acknowledge": True,
        **data,
    }
    return journey.do("file_new_certificate", **values)


def test_way_back_is_a_new_certificate():
    journey = with_certificate_of(date(2020, 9, 15))
    journey.day = date(2025, 9, 16)
    journey.by_cell("send_to_class_again", reason="quá 60 tháng")
    assert (journey.dossier.state, journey.step) == (State.CLASS_ENROLLED, "class_again")
    with pytest.raises(RuleBroken) as caught:
        again(journey, certificate_issuer="other")
    assert broken(caught.value) == [("ADM-09", "class_is_certified")]
    with pytest.raises(Refused):
        again(journey, file=None)
    with pytest.raises(RuleBroken) as caught:
        again(journey, issued_on=date(2020, 9, 15))
    assert broken(caught.value) == [("ADM-10", "certificate_is_valid")]
    again(journey)
    assert (journey.dossier.state, journey.step) == (State.COMPLETE, "cell")
    assert journey.dossier.documents.filter(code="class_certificate", replaced_on__isnull=True).get().number == "9/CN"
    journey.vote()
    assert journey.dossier.state == State.CELL_RESOLVED
    assert journey.recorded()


def test_nobody_is_sent_to_the_class_while_the_certificate_serves():
    journey = journey_to("cell")
    with pytest.raises(RuleBroken) as caught:
        journey.by_cell("send_to_class_again", reason="x")
    assert broken(caught.value) == [("ADM-10", "certificate_has_lapsed")]
    assert Task.objects.open().get(process_id=journey.case_id).flow_task.name == "cell"
