"""Asking about the persons of a CV, as the page does."""

from typing import Any
from uuid import uuid4

from admission.background.forms import RequestVerificationForm
from admission.background.people import subjects_of
from admission.models import VerificationRequest
from tests.admission.cv.answers import FAMILY
from tests.chain import Journey

WIFE = {**FAMILY[2], "relation": "spouse", "full_name": "Lê Vợ Mẫu", "born_year": "1999"}
DAUGHTER = {
    **FAMILY[3],
    "relation": "child",
    "full_name": "Nguyễn Con Mẫu",
    "born_year": "2022",
    "full_capacity": "no",
}


def form(journey: Journey, **data: Any) -> RequestVerificationForm:
    task = journey.task
    task.process = journey.dossier
    bound = {"key": str(uuid4()), "place": "Đảng ủy xã Minh Họa", "sent_on": f"{journey.day:%d/%m/%Y}", **data}
    common: dict[str, Any] = {"verb": "request_verification", "on": journey.day, "user": journey.chain.users["cell"]}
    return RequestVerificationForm(bound, case=task.process, task=task, **common)


def ask(journey: Journey, whom: str, **data: Any) -> VerificationRequest:
    """Ask about a person of the CV as the page does."""
    asked = form(journey, whom=whom, **data)
    assert asked.is_valid(), asked.errors
    journey.do("request_verification", **asked.act_data)
    return journey.dossier.verifications.order_by("-pk")[0]


def reply(journey: Journey, request: VerificationRequest, *, clear: bool = True) -> None:
    journey.do("record_reply", request=request.public_id, replied_on=journey.day, clear=clear, summary="đã xem xét")


def wanted(journey: Journey) -> dict[str, str | None]:
    dossier = journey.dossier
    return {one.relation.value: one.wanted for one in subjects_of(dossier, dossier.law(journey.day))}


def places(journey: Journey) -> dict[str, str]:
    dossier = journey.dossier
    return {one.relation.value: one.place for one in subjects_of(dossier, dossier.law(journey.day))}
