"""What tests of a redo by the present authority, and of one of the recognition alone, share."""

from typing import Any

from admission.facts_fault import Fault
from tests.admission.unusual import UnusualJourney
from tests.admission.wrong_admissions import issuer
from tests.chain import Journey
from workflows.actions import Result


def redo_here(journey: UnusualJourney | Journey, *faulty: str, **data: Any) -> Result:
    """Directed by the user ``here``, whose authority received the member."""
    on = journey.day + journey.pace
    values = {
        "fault": Fault.PROCEDURE,
        "qualified": True,
        "found": "biểu quyết sai",
        "faulty": list(faulty),
        "number": "9-CV",
        "signed_on": on,
        "consent_number": "5-CV/TU",
        "consent_on": journey.day,
        "acknowledge": True,
    }
    return journey.do_on_case("order_redo_here", by=journey.chain.users["here"], **{**values, **data})


def redo_recognition(journey: UnusualJourney | Journey, *faulty: str, **data: Any) -> Result:
    """Directed by who issued the recognition."""
    values = {
        "fault": Fault.PROCEDURE,
        "qualified": True,
        "found": "biểu quyết công nhận sai",
        "faulty": [f"recognition_{step}" for step in faulty],
        "number": "11-CV/ĐUK",
        "signed_on": journey.day + journey.pace,
        "acknowledge": True,
        **data,
    }
    who = values.pop("by", None) or journey.chain.users[issuer(journey)]
    return journey.do_on_case("order_recognition_redo", by=who, **values)


def hand_on_recognition(journey: Journey) -> str:
    journey.do("hand_on_recognition_redo", acknowledge=True)
    return journey.step


def conclude_recognition(journey: Journey) -> None:
    journey.do("conclude_recognition_redo", responsibility="kiểm điểm chi ủy", acknowledge=True)
