"""Asking about the persons of a CV, as the page does."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from admission.background.forms import RequestVerificationForm
from admission.background.people import subjects_of
from admission.cv.drafts import Draft
from admission.models import VerificationRequest
from tests.admission.cv.answers import FAMILY, write
from tests.chain import Chain, Journey

WIFE = {**FAMILY[2], "relation": "spouse", "full_name": "Lê Vợ Mẫu", "born_year": "1999"}
DAUGHTER = {
    **FAMILY[3],
    "relation": "child",
    "full_name": "Nguyễn Con Mẫu",
    "born_year": "2022",
    "full_capacity": "no",
}
#: Adopted, and living with the applicant.
SON = {
    **DAUGHTER,
    "relation": "adopted_child",
    "full_name": "Nguyễn Nuôi Mẫu",
    "born_year": "2005",
    "full_capacity": "yes",
    "lives_together": "yes",
}


def verifying(chain: Chain, family: list[dict[str, Any]]) -> Journey:
    """Verification is open; the CV was written here."""
    made = Journey(chain)
    write(made.dossier, chain.applicant, family=family)
    draft = Draft.of(made.dossier, made.day)
    assert all(state.reading.complete for state in draft.states())
    given: dict[str, Any] = {"answers": draft.answers(), "digest": draft.digest, "signed_on": made.day}
    made.do("submit_cv", by=chain.applicant, head={"superior": "", "issuer": "Chi bộ"}, **given)
    made.do("file_paper", code="application", issued_on=made.day)
    issued_on = made.day - timedelta(days=400)
    made.do("file_paper", code="class_certificate", issued_on=issued_on, certificate_issuer="political_centre")
    unions = ("youth_union_exists", "of_youth_age", "youth_union_member", "trade_union_exists", "trade_union_member")
    particulars: dict[str, Any] = dict.fromkeys(unions, False)
    made.do("record_particulars", education="higher", citizen=True, dignitary=False, **particulars)
    for member in chain.members[2:4]:
        made.do("add_introducer", person=member.public_id, together_since=date(2022, 1, 10), substitute=False)
    made.do("submit_for_verification")
    return made


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
