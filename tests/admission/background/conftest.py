"""A dossier whose verification is open."""

from datetime import date, timedelta
from typing import Any

import pytest

from admission.cv.drafts import Draft
from tests.admission.background.asking import DAUGHTER, WIFE
from tests.admission.cv.answers import FAMILY, write
from tests.chain import Chain, Journey, build_chain


@pytest.fixture
def chain() -> Chain:
    return build_chain()


@pytest.fixture
def journey(chain) -> Journey:
    """Verification is open; the CV was written here, with a spouse and a small child beside the usual family."""
    made = Journey(chain)
    write(made.dossier, chain.applicant, family=[*FAMILY, WIFE, DAUGHTER])
    draft = Draft.of(made.dossier, made.day)
    assert all(state.reading.complete for state in draft.states())
    given: dict[str, Any] = {"answers": draft.answers(), "digest": draft.digest, "signed_on": made.day}
    made.do("submit_cv", by=chain.applicant, head={"superior": "", "issuer": "Chi bộ"}, **given)
    made.do("file_paper", code="application", issued_on=made.day)
    issued_on = made.day - timedelta(days=400)
    made.do("file_paper", code="class_certificate", issued_on=issued_on, certificate_issuer="political_centre")
    unions = ("youth_union_exists", "of_youth_age", "youth_union_member", "trade_union_exists", "trade_union_member")
    particulars: dict[str, Any] = dict.fromkeys(unions, False)
    made.do("record_particulars", education="higher", **particulars)
    for member in chain.members[2:4]:
        made.do("add_introducer", person=member.public_id, together_since=date(2022, 1, 10), substitute=False)
    made.do("submit_for_verification")
    return made
