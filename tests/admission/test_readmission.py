"""Opening the dossier of a former member: waits, bars, once only, the consent, the papers (ADM-88 to 91; T54)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from admission.facts_readmission import Conviction, LeftBecause, ReadmissionPaper
from admission.flows import AdmissionFlow
from admission.forms import OpenDossierForm
from admission.models import Dossier, State
from admission.views import _sympathisers
from tests.admission.former_journey import FORMER, LEFT_ON, former_chain
from tests.admission.unusual import UnusualJourney, broken, told
from tests.chain import START, Chain, build_chain
from workflows.actions import Refused, open_case
from workflows.findings import RuleBroken
from workflows.models import Case

pytestmark = pytest.mark.django_db


def opened(chain: Chain, **data: Any) -> Dossier:
    values = {
        "person": chain.applicant.person,
        "authorisation_number": "12-NQ/ĐU",
        "authorised_on": START - timedelta(days=3),
        "acknowledge": True,
        **FORMER,
        **data,
    }
    result = open_case(
        AdmissionFlow, by=chain.users["cell"], body=chain.bodies["cell"], on=START, key=uuid4(), data=values
    )
    return Dossier.objects.get(pk=result.case.pk)


@pytest.mark.parametrize(("applied_on", "opens"), [(date(2025, 8, 3), False), (date(2025, 8, 4), True)])
def test_thirty_six_months_after_leaving(applied_on, opens):
    chain = former_chain()
    if opens:
        dossier = opened(chain, applied_on=applied_on)
        assert (dossier.state, dossier.former_membership.left_on) == (State.AUTHORIZED, LEFT_ON)
    else:
        with pytest.raises(RuleBroken) as caught:
            opened(chain, applied_on=applied_on)
        assert broken(caught.value) == [("ADM-88", "readmission_wait_is_over")]
        assert caught.value.findings[0].articles == "Mục 3.5.1 Quy định 294-QĐ/TW"
        assert not Dossier.objects.exists()


@pytest.mark.parametrize(("expunged_on", "opens"), [(date(2020, 8, 4), True), (date(2020, 8, 5), False), (None, False)])
def test_sixty_months_after_the_expungement_of_a_less_serious_crime(expunged_on, opens):
    chain = former_chain()
    data = {"left_on": date(2015, 1, 1), "conviction": Conviction.LESS_SERIOUS, "expunged_on": expunged_on}
    if opens:
        assert opened(chain, **data).state == State.AUTHORIZED
    else:
        with pytest.raises(RuleBroken) as caught:
            opened(chain, **data)
        assert broken(caught.value) == [("ADM-88", "readmission_wait_is_over")]
        assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    "bar",
    [
        {"left_because": LeftBecause.ABANDONED},
        {"left_because": LeftBecause.ASKED_TO_LEAVE, "family_hardship": False},
        {"caused_disunity": True},
        {"conviction": Conviction.CORRUPTION},
        {"conviction": Conviction.SERIOUS},
    ],
)
def test_who_is_barred_is_refused_before_anything_is_stored(bar):
    with pytest.raises(RuleBroken) as caught:
        opened(former_chain(), **bar)
    assert broken(caught.value) == [("ADM-89", "readmission_is_not_barred")]
    assert caught.value.findings[0].articles == "Mục 3.5.2 Quy định 294-QĐ/TW"
    assert not Dossier.objects.exists()


def test_hardship_of_the_family_excuses_asking_to_leave():
    dossier = opened(former_chain(), left_because=LeftBecause.ASKED_TO_LEAVE, family_hardship=True)
    assert dossier.state == State.AUTHORIZED


def test_only_once_in_a_lifetime():
    with pytest.raises(RuleBroken) as caught:
        opened(former_chain(), readmitted_before=1)
    assert broken(caught.value) == [("ADM-90", "readmitted_only_once")]


def test_former_member_on_the_lists_is_not_opened_as_a_first_admission():
    chain = former_chain()
    with pytest.raises(Refused) as caught:
        opened(chain, former=False)
    assert list(caught.value.errors) == ["former"]
    assert not Dossier.objects.exists()


def journey_of(chain: Chain) -> UnusualJourney:
    """The straight way of a former member from the dossier just opened."""
    dossier = opened(chain)
    journey = UnusualJourney.__new__(UnusualJourney)
    journey.chain, journey.day, journey.pace, journey.case_id = chain, START, timedelta(days=1), dossier.pk
    journey.know_actors()
    return journey


def test_readmission_needs_the_consent_of_the_provincial_level_before_the_vote():
    journey = journey_of(former_chain())
    journey.to("standing")
    journey.meet()
    with pytest.raises(RuleBroken) as caught:
        journey.open_vote()
    assert broken(caught.value) == [("ADM-88", "readmission_is_consented")]
    assert journey.dossier.state == State.VOTING


def test_readmitted_member_serves_the_probation_again():
    journey = journey_of(former_chain())
    journey.to("appraisal")
    day = journey.day + journey.pace
    journey.do("ask_higher_consent", matters=["readmission"], addressee="BTV Tỉnh ủy", number="4", asked_on=day)
    journey.do("record_answer", number="8-CV/TU", answered_on=journey.day + journey.pace)
    journey.to("end")
    dossier = journey.dossier
    assert dossier.state == State.PROBATIONARY
    assert dossier.ceremony_on is not None
    assert dossier.official_on == dossier.ceremony_on.replace(year=dossier.ceremony_on.year + 1)
    assert any("Former member: left on 04/08/2022 (removed from the list)." in line for line in told(journey))
    assert journey.recorded()


@pytest.mark.usefixtures("in_hanoi")
def test_hanoi_asks_the_papers_of_a_readmission():
    journey = journey_of(former_chain())
    journey.to("completion")
    journey.day = date(2025, 11, 24)
    with pytest.raises(RuleBroken) as caught:
        journey.do("declare_complete")
    missing = [found for found in caught.value.findings if found.name == "readmission_papers_are_there"]
    assert [found.rule for found in missing] == ["ADM-91"]


def test_papers_of_a_readmission_are_filed_for_a_former_member_alone():
    journey = journey_of(former_chain())
    journey.do("file_paper", code=ReadmissionPaper.LEAVING_DECISION, issued_on=LEFT_ON)
    assert journey.dossier.documents.get().code == "leaving_decision"
    other = UnusualJourney(build_chain("p1", with_section=False))
    with pytest.raises(Refused) as caught:
        other.do("file_paper", code=ReadmissionPaper.LEAVING_DECISION, issued_on=LEFT_ON)
    assert list(caught.value.errors) == ["code"]


def form_of(chain: Chain, **data: Any) -> OpenDossierForm:
    person = chain.applicant.person
    assert person is not None
    values = {
        "key": str(uuid4()),
        "person": person.public_id,
        "authorisation_number": "12",
        "authorised_on": "01/08/2025",
        **data,
    }
    form = OpenDossierForm(values, verb="open_dossier", on=START, user=chain.users["cell"])
    form.offer(_sympathisers(chain.bodies["cell"], START), Case.objects.none())
    return form


def test_form_asks_the_rest_of_a_former_member_alone():
    chain = former_chain()
    assert form_of(chain).is_valid()
    form = form_of(chain, former="on", left_on="04/08/2022")
    assert sorted(form.errors) == [
        "applied_on",
        "caused_disunity",
        "conviction",
        "left_because",
        "readmitted_before",
    ]
    told_of = {
        "former": "on",
        "left_on": "04/08/2022",
        "left_because": "removed",
        "caused_disunity": "no",
        "conviction": "none",
        "readmitted_before": "0",
        "applied_on": "04/08/2025",
    }
    form = form_of(chain, **told_of)
    assert form.is_valid(), form.errors
    assert (form.act_data["caused_disunity"], form.act_data["readmitted_before"]) == (False, 0)
