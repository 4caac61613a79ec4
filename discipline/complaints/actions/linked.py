"""What an act on a complaint does to the case complained of and to the complaint before: by their own doors, as acts of
the system inside the same transaction, each once per act.
"""

from typing import Any
from uuid import uuid5

from discipline.complaints.models import Complaint
from workflows.acting import Act
from workflows.actions import act_on_case
from workflows.models import Case


def begin_on_case(case: Complaint, act: Act) -> None:
    """T28: the decision stands under a complaint, and is carried out all the same."""
    _also(act, case.of, "come_under_complaint", ordinal=case.ordinal, body=str(act.body))


def end_on_case(case: Complaint, act: Act) -> None:
    """T29. ``result`` "" where the complaint was withdrawn."""
    _also(
        act,
        case.of,
        "leave_complaint",
        ordinal=case.ordinal,
        result=case.result,
        form=case.new_form,
        offices=case.offices,
        number=case.decision_number,
    )


def let_go_on(case: Complaint, act: Act) -> None:
    """The complaint before waits no longer: a further one has been accepted (C12)."""
    if case.previous is not None and case.previous.finished is None:
        _also(act, case.previous, "go_on_above", ordinal=case.ordinal)


def _also(act: Act, case: Case, verb: str, **data: Any) -> None:
    key = uuid5(act.judgement.key, f"{verb} {case.pk}")
    act_on_case(case, verb, by=None, on=act.on, key=key, data={"day": act.day, **data})
