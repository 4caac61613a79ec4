"""What tests of a redo by the present authority share."""

from typing import Any

from admission.facts_fault import Fault
from tests.admission.unusual import UnusualJourney
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
