"""Who is not content with a counted vote does not get rid of it by sending the applicant to the class again."""

from functools import partial
from uuid import uuid4

import pytest

from tests.chain import Journey
from tests.workflows.meetings.stored import PAPER, now, refused
from workflows.actions import act_on_case
from workflows.meetings.models import AgendaItem, ItemState
from workflows.models import Document

pytestmark = pytest.mark.django_db


def test_certificate_that_expires_after_the_count_leaves_the_count(met: Journey) -> None:
    met.open_vote()
    met.count(no=3)
    papers = Document.objects.filter(case_id=met.case_id, code="class_certificate")
    day = met.day
    papers.update(issued_on=day.replace(year=day.year - 6))
    send = partial(
        act_on_case,
        met.dossier,
        "send_to_class_again",
        by=met.chain.users["cell"],
        on=day,
        key=uuid4(),
        data={"reason": "hết hạn"},
    )
    assert refused(send, "").startswith("The dossier is being voted on")
    assert AgendaItem.objects.get().state == ItemState.COUNTED
    assert now(met, "record_cell_vote", **PAPER).judgement.outcome == "below_ratio"
