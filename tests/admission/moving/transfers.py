"""What tests of an applicant's transfer share: how far it has come, and two of its difficult ways."""

from datetime import timedelta
from typing import Any

from admission.models import State
from organization.models import Standing
from tests.admission.moves import MovingJourney, two_places, working_days_before
from workflows.audit.chain import verify
from workflows.models import Document


def situation(journey: MovingJourney) -> str:
    return journey.dossier.moves[-1].situation


def papers(journey: MovingJourney) -> set[str]:
    return set(Document.objects.filter(case=journey.case_id).values_list("code", flat=True))


def admitted_there(journey: MovingJourney) -> None:
    """On to the ceremony at the new place; the applicant is then a probationary member there."""
    journey.to("end")
    dossier = journey.dossier
    assert (dossier.state, dossier.organization) == (State.PROBATIONARY, journey.there.cell)
    standing = dossier.subject.memberships.get(until=None)
    assert (standing.standing, standing.organization) == (Standing.PROBATIONARY, journey.there.cell)
    assert verify(dossier).ok


def long_moved(profile: str = "p1") -> MovingJourney:
    """A decision that came thirty-one working days after the transfer: opened, to be cancelled."""
    journey = two_places(profile).to("receipt")
    decided_on = journey.dossier.decided_on
    assert decided_on is not None
    opener = journey.origin["grassroots" if profile == "p2" else "department"]
    journey.open(by=opener, decided_on=working_days_before(decided_on, 31))
    return journey


def sent_on() -> MovingJourney:
    """A decision of the place left, which the new cell has in hand."""
    journey = two_places().to("receipt")
    journey.pass_on()
    on = journey.day + timedelta(days=1)
    journey.do("receive_forwarded_decision", by=journey.there.users["cell"], on=on, received_on=on)
    return journey


def faulty() -> MovingJourney:
    """The new cell reports faults of a decision that was sent on, and its superior has petitioned."""
    journey = sent_on()
    journey.do_on_case("report_faults", by=journey.there.users["cell"], faults="lý lịch khai thiếu", acknowledge=True)
    assert (journey.step, journey.task.body) == ("petition", journey.there.bodies["department"])
    on = journey.day + timedelta(days=1)
    petition: dict[str, Any] = {
        "number": "5-CV",
        "petitioned_on": on,
        "grounds": "lý lịch khai thiếu",
        "acknowledge": True,
    }
    journey.do("petition_issuer", by=journey.there.users["department"], on=on, **petition)
    return journey
