"""A former member who is admitted again and recognised, by the real ``act``."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from admission.facts_readmission import Conviction, LeftBecause
from admission.flows import AdmissionFlow
from organization.models import Membership, Standing
from tests.admission.member_journey import MemberJourney, member_actors
from tests.chain import START, Chain, build_chain
from tests.factories import membership
from workflows.actions import Result, open_case
from workflows.audit.chain import verify

LEFT_ON = date(2022, 8, 4)
FIRST = date(2015, 3, 1)
#: What is told when the dossier of a former member is opened.
FORMER: dict[str, Any] = {
    "former": True,
    "left_on": LEFT_ON,
    "left_because": LeftBecause.REMOVED,
    "family_hardship": None,
    "caused_disunity": False,
    "conviction": Conviction.NONE,
    "expunged_on": None,
    "readmitted_before": 0,
    "applied_on": START,
    "first_decision_on": FIRST,
    "first_admission": "chi bộ A, 01/3/2015",
}


def former_chain(profile: str = "p1") -> Chain:
    """The lists show that the applicant was a member until he left."""
    chain = build_chain(profile, with_section=False)
    person = chain.applicant.person
    assert person is not None
    Membership.objects.filter(person=person).update(since=date(2024, 1, 10))
    membership(person, chain.cell, Standing.LEFT, since=LEFT_ON, until=date(2024, 1, 10))
    return chain


def readmitted(profile: str = "p1", **former: Any) -> MemberJourney:
    """Recognised and not handed the card yet; ``former``: what was told otherwise when the dossier was opened."""
    chain = former_chain(profile)
    values = {
        "person": chain.applicant.person,
        "authorisation_number": "12-NQ/ĐU",
        "authorised_on": START - timedelta(days=3),
        "acknowledge": True,
        **FORMER,
        **former,
    }
    opened = open_case(
        AdmissionFlow, by=chain.users["cell"], body=chain.bodies["cell"], on=START, key=uuid4(), data=values
    )
    journey = MemberJourney.__new__(MemberJourney)
    journey.chain, journey.day, journey.pace, journey.case_id = chain, START, timedelta(days=1), opened.case.pk
    chain.actors |= member_actors(chain)
    _consent(journey)
    journey.to("end")
    return journey.on("card")


def _consent(journey: MemberJourney) -> None:
    """Of the provincial level, before the decision (ADM-88)."""
    authorised = journey.dossier.route(journey.day).has("authorised")
    journey.to("grassroots" if authorised else "appraisal")
    on = journey.day + journey.pace
    if authorised:
        journey.chain.actors["authorised_consent"] = journey.chain.users["grassroots"]
    journey.do("ask_higher_consent", matters=["readmission"], addressee="BTV Tỉnh ủy", number="4", asked_on=on)
    if not authorised:
        journey.chain.actors["consent"] = journey.chain.users["department"]
    answer = "record_answer_to_committee" if authorised else "record_answer"
    journey.do(answer, number="8-CV/TU", answered_on=journey.day + journey.pace)


def on_file(journey: MemberJourney, verb: str, who: str, **data: Any) -> Result:
    """An act of no open step, by one of the chain's users, on the next day."""
    return journey.do_on_case(verb, by=journey.chain.users[who], acknowledge=True, **data)


def recorded(journey: MemberJourney) -> bool:
    return bool(verify(journey.dossier).ok)
