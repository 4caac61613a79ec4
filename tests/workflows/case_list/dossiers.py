"""Dossiers to be found in the list of cases, and what the list answers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from viewflow.workflow.status import PROCESS, STATUS

from admission.flows import AdmissionFlow
from admission.models import Dossier, State
from organization.models import Body, Organization, User
from tests.factories import SINCE, person
from workflows.case_list import Wanted, listing, words_of
from workflows.models import Case, CaseAccess, Deadline, Event, Task

ON = date(2025, 9, 1)
MOMENT = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)


def dossier(
    seen_by: Body,
    name: str = "",
    *,
    of: Organization | None = None,
    state: str = State.DRAFTING,
    opened_on: date = ON,
    finished: bool = False,
    due: dict[str, int] | None = None,
) -> Case:
    """A case that waits for ``seen_by``, or has ended; ``due``: {kind of running clock: days from ON}."""
    made = Dossier.objects.create(
        flow_class=AdmissionFlow,
        kind="admission",
        subject=person(name),
        organization=of or seen_by.organization,
        state=state,
        opened_on=opened_on,
        last_day=opened_on,
        authorised_on=opened_on,
        authorisation_number="1",
        status=PROCESS.DONE if finished else PROCESS.NEW,
        finished=MOMENT if finished else None,
    )
    event = Event.objects.create(
        case=made, sequence=1, kind="opened", on=ON, at=MOMENT, canonical="{}", previous_hash="0", hash="0"
    )
    CaseAccess.objects.create(case=made, body=seen_by, since=SINCE, reason="on_route", event=event)
    for kind, days in (due or {}).items():
        clock(made, kind, ON + timedelta(days=days))
    if not finished:
        step = AdmissionFlow.draft
        Task.objects.create(
            process=made, flow_task=step, flow_task_type="HUMAN", status=STATUS.NEW, body=seen_by, perm=step.perm
        )
    return Case.objects.get(pk=made.pk)


def clock(case: Case, kind: str, due_on: date, *, closed_on: date | None = None) -> None:
    Deadline.objects.create(
        case=case,
        kind=kind,
        provision="x.y",
        regulation="x",
        article="x",
        certainty="text",
        started_on=case.opened_on,
        length=1,
        unit="month",
        due_on=due_on,
        closed_on=closed_on,
    )


def listed(of: User, on: date = ON, number: int = 1, **wanted: Any) -> list[Case]:
    return list(listing(of, on, Wanted(**wanted), number).page)


def searched(of: User, text: str) -> list[Case]:
    return listed(of, words=words_of(text))


def english(response: Any) -> str:
    return str(response.content.decode())
