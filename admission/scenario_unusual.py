"""The ways of a generated dossier that are not straight: from the list, a political issue, a stale dossier, a move."""

from datetime import timedelta

from admission.flows import AdmissionFlow
from admission.scenario_journey import Journey, usual_issuer
from organization.models import BodyKind, Role
from workflows.actions import open_case


def follow(journey: Journey) -> None:
    """The case begins before the list."""
    data = {"person": journey.person, "acknowledge": True}
    body = journey.cell.bodies[BodyKind.CELL]
    journey.case = open_case(
        AdmissionFlow,
        by=journey.secretary,
        body=body,
        on=journey.day,
        key=journey.key(),
        data=data,
        verb="follow_person",
    ).case


def put_on_list(journey: Journey) -> None:
    _resolve(journey, "put_on_list", helper=journey.cell.officials[4].public_id)


def propose_class(journey: Journey) -> None:
    _resolve(journey, "propose_class")


def send_to_class(journey: Journey) -> None:
    data = {"number": journey.text("authorisation"), "sent_on": journey.day}
    committee = journey.khoi.user(journey.cell.base, BodyKind.COMMITTEE, Role.SECRETARY)
    journey.do("send_to_class", committee, **data)


def record_certificate(journey: Journey) -> None:
    data = {"issued_on": journey.day, "certificate_issuer": usual_issuer(journey.day)}
    number = journey.text("certificate", "number")
    journey.do("record_certificate", journey.clerk, number=number, file=journey.upload("certificate"), **data)


def propose_dossier(journey: Journey) -> None:
    _resolve(journey, "propose_dossier")


def refer_politically(journey: Journey) -> None:
    issue = journey.text("political_issue")
    data = {"cv_true": True, "needs": "needs_conclusion", "signed_on": journey.day}
    journey.do("refer_political_issue", journey.certifier, issue=issue, **data)


def grow_stale(journey: Journey) -> None:
    """Twelve months pass without the cell; the system notes it."""
    assert journey.case.created_on is not None
    journey.at(journey.case.created_on + timedelta(days=370))
    journey.do_on_case("declare_stale", None)


def report_move(journey: Journey) -> None:
    """To a cell outside this system; the committee then sends the papers."""
    data = {"decision_number": journey.text("move", "number"), "outside": journey.text("move", "to")}
    journey.do_on_case("report_move", journey.secretary, decided_on=journey.day, destination=None, **data)


def _resolve(journey: Journey, verb: str, **data: object) -> None:
    number = journey.text("resolution", "cell")
    journey.do(verb, journey.secretary, number=number, resolved_on=journey.day, **data)
