"""Written consents of a higher level, political issues, death (ADM-06, 11, 54, 103; T09, T10, T25, T53)."""

from datetime import date, timedelta

import pytest

from admission.models import Dossier, State
from admission.states import ENDED
from organization.models import Membership, Person
from permissions.checks import NotPermitted
from tests.admission.unusual import UnusualJourney, broken, scan, told
from tests.chain import build_chain
from workflows.actions import Refused
from workflows.findings import RuleBroken
from workflows.models import Deadline, Task

pytestmark = pytest.mark.django_db


def journey_to(step: str, profile: str = "p1", **options) -> UnusualJourney:
    journey = UnusualJourney(build_chain(profile, **{"with_section": False, **options}))
    journey.to(step)
    return journey


def over_age(step: str, profile: str = "p1", **options) -> UnusualJourney:
    """An applicant of sixty-five, for whom the cell found grounds."""
    journey = UnusualJourney(build_chain(profile, **{"with_section": False, **options}))
    Person.objects.filter(full_name="Nguyen Applicant").update(born_on=date(1960, 3, 15))
    journey.to("verify")
    dossier = journey.dossier
    dossier.particulars = {**dossier.particulars, "over_age_grounds": True}
    dossier.save(update_fields=["particulars"])
    journey.to(step)
    return journey


def ask(journey: UnusualJourney, **data):
    values = {
        "matters": ["over_age"],
        "addressee": "Ban Thường vụ Tỉnh ủy",
        "number": "31-CV/ĐUK",
        "asked_on": journey.day + journey.pace,
        "acknowledge": True,
        **data,
    }
    return journey.do("ask_higher_consent", **values)


# T25


def test_over_age_waits_for_the_consent_and_is_decided_after_it():
    journey = over_age("appraisal")
    clock = journey.clock("decision")
    ask(journey)
    assert (journey.dossier.state, journey.step) == (State.CONSENT_PENDING, "consent")
    assert journey.clock("decision").due_on == clock.due_on
    journey.do("record_answer", number="77-CV/TU", answered_on=journey.day + journey.pace)
    assert (journey.dossier.state, journey.step) == (State.APPRAISAL, "appraisal")
    row = journey.dossier.consent_requests.get()
    assert (row.granted, row.answer_number, row.answered_on) == (True, "77-CV/TU", journey.day)
    journey.to("receipt")
    assert journey.dossier.state == State.DECISION_ISSUED
    assert journey.recorded()


def test_without_the_consent_the_authority_cannot_vote():
    journey = over_age("standing")
    journey.meet()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    assert broken(caught.value) == [("ADM-06", "over_age_is_consented")]
    assert caught.value.findings[0].articles == "Mục 1.1.1 Quy định 294-QĐ/TW; Mục 1.1.2 Quy định 294-QĐ/TW"


def test_consent_of_the_day_of_the_decision_comes_too_late():
    """It must exist before: the day before serves, the day itself does not."""
    journey = over_age("appraisal")
    ask(journey)
    journey.do("record_answer", number="77-CV/TU", answered_on=journey.day + journey.pace)
    journey.to("decision")
    given_on = journey.dossier.consent_requests.get().answered_on
    assert given_on is not None
    facts = journey.dossier.particulars
    facts["consents"][0]["given_on"] = (journey.day + journey.pace).isoformat()
    Dossier.objects.filter(pk=journey.case_id).update(particulars=facts)
    with pytest.raises(RuleBroken) as caught:
        journey.do("issue_decision", signed_on=journey.day + journey.pace)
    assert ("ADM-54", "consents_precede_the_decision") in broken(caught.value)
    journey.do("issue_decision", signed_on=journey.day + journey.pace)
    assert journey.dossier.state == State.DECISION_ISSUED


def test_refused_consent_ends_in_a_refusal():
    journey = over_age("appraisal")
    ask(journey)
    journey.do(
        "record_refused_consent", number="78-CV/TU", answered_on=journey.day + journey.pace, reason="không có nhu cầu"
    )
    assert (journey.dossier.state, journey.step) == (State.REFUSAL_PENDING, "refusal_notice")
    journey.do("notify_refusal", number="3-TB", notified_on=journey.day + journey.pace, reason="cấp trên không đồng ý")
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.REFUSED, True)
    assert not Deadline.objects.filter(case=dossier, closed_on__isnull=True).exists()
    assert any("refuses its consent" in line for line in told(journey))


def test_deadline_is_extended_while_the_answer_is_awaited():
    journey = over_age("appraisal")
    ask(journey)
    before = journey.clock("decision").length
    day = journey.day + journey.pace
    journey.do_on_case(
        "extend_decision", by=journey.chain.users["standing"], decided_on=day, number="4", reason="chờ ý kiến"
    )
    assert (before, journey.clock("decision").length, journey.step) == (45, 60, "consent")


@pytest.mark.parametrize(
    ("data", "field"), [({"matters": []}, "matters"), ({"asked_on": date(2030, 1, 1)}, "asked_on")]
)
def test_request_that_cannot_be_is_refused_at_its_field(data, field):
    journey = over_age("appraisal")
    with pytest.raises(Refused) as caught:
        ask(journey, **data)
    assert list(caught.value.errors) == [field]
    assert journey.dossier.state == State.BASE_RESOLVED


def test_what_is_consented_to_is_not_asked_again():
    journey = over_age("appraisal")
    journey.do("record_consent", matter="over_age", number="1", given_on=journey.day)
    with pytest.raises(Refused):
        ask(journey)


def test_answer_is_not_older_than_the_letter():
    journey = over_age("appraisal")
    ask(journey)
    with pytest.raises(Refused) as caught:
        journey.do("record_answer", number="7", answered_on=journey.day - timedelta(days=1))
    assert list(caught.value.errors) == ["answered_on"]
    assert journey.dossier.consent_requests.get().granted is None


@pytest.mark.parametrize(("section", "state"), [(True, State.SECTION_APPRAISED), (False, State.CELL_RESOLVED)])
def test_authorised_committee_asks_and_considers_after_the_answer(section, state):
    journey = over_age("grassroots", "p2", with_section=section)
    ask(journey)
    assert journey.step == "authorised_consent"
    journey.do("record_answer_to_committee", number="7", answered_on=journey.day + journey.pace)
    assert (journey.dossier.state, journey.step) == (state, "grassroots")
    journey.to("receipt")
    assert journey.dossier.state == State.DECISION_ISSUED


def test_committee_that_only_proposes_asks_nobody():
    journey = over_age("grassroots")
    with pytest.raises(RuleBroken) as caught:
        ask(journey)
    assert broken(caught.value) == [("ADM-47", "committee_may_decide")]


# T09, T10


def refer(journey: UnusualJourney, needs: str):
    return journey.do(
        "refer_political_issue",
        cv_true=True,
        needs=needs,
        issue="báo cáo số 5",
        signed_on=journey.day + journey.pace,
        acknowledge=True,
    )


def conclude(journey: UnusualJourney, **data):
    return journey.do(
        "conclude_politically", number="6-KL", concluded_on=journey.day + journey.pace, conclusion="đủ", **data
    )


@pytest.mark.parametrize(("profile", "step"), [("p1", "political_review"), ("p2", "authorised_review")])
def test_authority_concludes_within_its_competence(profile, step):
    journey = journey_to("certify", profile)
    refer(journey, "needs_conclusion")
    assert (journey.dossier.state, journey.step) == (State.POLITICAL_REVIEW, step)
    assert journey.dossier.told_applicant == State.BACKGROUND_CHECK
    conclude(journey)
    dossier = journey.dossier
    assert (dossier.state, dossier.political_issue, dossier.eligible) == (
        State.BACKGROUND_CERTIFIED,
        "concluded",
        True,
    )
    journey.to("receipt")
    assert journey.dossier.state == State.DECISION_ISSUED


def test_issue_of_a_grassroots_cell_goes_to_the_authority():
    journey = journey_to("certify_in_cell", "p4")
    refer(journey, "needs_conclusion")
    assert journey.step == "political_review"


def test_issue_that_needs_a_higher_consent_is_not_concluded_without_it():
    journey = journey_to("certify")
    refer(journey, "needs_higher_consent")
    with pytest.raises(Refused) as caught:
        conclude(journey)
    assert list(caught.value.errors) == ["consent_number"]
    with pytest.raises(Refused) as caught:
        conclude(journey, consent_number="9", consent_on=journey.day - timedelta(days=30))
    assert list(caught.value.errors) == ["consent_on"]
    conclude(journey, consent_number="9-CV/TU", consent_on=journey.day)
    dossier = journey.dossier
    assert [row["matter"] for row in dossier.particulars["consents"]] == ["political"]
    journey.to("receipt")
    assert journey.dossier.state == State.DECISION_ISSUED


def test_bar_ends_in_a_refusal():
    journey = journey_to("certify")
    refer(journey, "needs_conclusion")
    journey.do("find_barred", number="8-KL", concluded_on=journey.day + journey.pace, reason="thuộc diện không kết nạp")
    assert (journey.dossier.state, journey.step) == (State.REFUSAL_PENDING, "refusal_notice")
    assert journey.dossier.eligible is False


def test_certified_issue_without_consent_stops_the_authority():
    journey = journey_to("certify")
    journey.do("certify_cv", cv_true=True, political_issue="needs_higher_consent", signed_on=journey.day)
    journey.to("standing")
    journey.meet()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    assert broken(caught.value) == [("ADM-54", "consents_precede_the_decision")]


# T53


def report(journey: UnusualJourney, **data):
    return journey.by_cell("report_death", **{"died_on": journey.day, "number": "", "file": None, **data})


@pytest.mark.parametrize("step", ["draft", "certify", "cell", "grassroots", "appraisal", "decision", "ceremony"])
def test_death_ends_the_case_and_every_clock_at_every_step(step):
    journey = journey_to(step)
    report(journey, file=scan())
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None) == (State.DECEASED, True)
    assert not Task.objects.open().filter(process_id=dossier.pk).exists()
    assert not Deadline.objects.filter(case=dossier, closed_on__isnull=True).exists()
    assert not Membership.objects.on(journey.day).filter(person=dossier.subject).exists()
    assert any("Died on" in line for line in told(journey))
    assert journey.recorded()


def test_death_of_a_probationary_member_ends_the_membership():
    journey = journey_to("end")
    died_on = journey.day
    report(journey, died_on=died_on, number="2-PB")
    row = Membership.objects.filter(person=journey.dossier.subject).order_by("pk").last()
    assert row is not None
    assert (row.standing, row.until) == ("probationary", died_on + timedelta(days=1))
    assert journey.dossier.state == State.DECEASED


def test_death_is_not_reported_for_a_day_to_come_nor_before_the_standing_of_the_day():
    journey = journey_to("end")
    for wrong in (journey.day + timedelta(days=9), journey.day - timedelta(days=9), date(1950, 1, 1)):
        with pytest.raises(Refused) as caught:
            report(journey, died_on=wrong)
        assert list(caught.value.errors) == ["died_on"]
    assert journey.dossier.state == State.PROBATIONARY


def test_others_do_not_report_it():
    journey = journey_to("cell")
    for name in ("applicant", "grassroots", "department", "standing"):
        with pytest.raises(NotPermitted):
            report(journey, by=journey.chain.users[name])


def test_case_that_has_ended_does_not_end_again():
    journey = journey_to("completion")
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")
    with pytest.raises(Refused):
        report(journey)
    assert journey.dossier.state in ENDED
