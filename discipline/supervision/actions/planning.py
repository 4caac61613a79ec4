"""The programme of the year, item by item: proposed, adopted by a decision, changed, taken out (docs/decisions/0010).

What an item was before stays in its record, with the reason.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.inspections.actions.opening import refuse_if_not_below
from discipline.supervision.models import Supervision
from discipline.supervision.states import SupervisionState as State
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Propose an item of the programme"),
    consequence=gettext_lazy("Who presides adopts it into the programme; the one concerned is told nothing."),
    moves="plan",
    day="day",
)
def plan_item(case: Supervision, act: Act) -> None:
    """``data``: person, cell, inspected, kind, theme, year, month."""
    refuse_if_not_below(case, act)
    case.plan()
    issue_paper(act, "programme_proposal", theme=case.theme)
    act.record(
        "item.planned",
        inspection_kind=case.topic,
        theme=case.theme,
        about=str(case.whom),
        month=f"{case.month:02d}/{case.year}",
    )


def looked_into(data: Mapping[str, Any]) -> dict[str, Any]:
    """The paper of a decision that adopts many items is looked into once."""
    return dict(data) if "inspected" in data else inspected("file")(data)


@verb(
    gettext_lazy("Adopt it into the programme"),
    consequence=gettext_lazy("The body decides on it by the programme; the commissions above see it from now on."),
    moves="adopt",
    day="day",
    prepare=looked_into,
)
def adopt_item(case: Supervision, act: Act) -> None:
    """By the decision of the body. ``data``: number, file; the day is that of the decision."""
    case.programme_number, case.adopted_on = act.data["number"], act.day
    case.adopt()
    file_paper(act, "programme_entry", "file", number=case.programme_number, issued_on=act.day, issuer=str(act.body))
    act.telling += [body for body in case.commissions_above(act.day) if body != act.body]
    act.record("item.adopted", number=case.programme_number, year=case.year)


@verb(gettext_lazy("Change the item of the programme"), day="day")
def change_item(case: Supervision, act: Act) -> None:
    """Before anything is decided on it. ``data``: theme, month, person (the head of today, of an organisation), number
    (of the decision, once it is adopted), reason.
    """
    number = _decision(case, act)
    before = (case.theme, case.month, str(case.subject))
    case.theme, case.month = act.data["theme"], act.data["month"]
    head = act.data.get("person")
    if head is not None and head.pk != case.subject_id:
        if not case.of_organization:
            act.refuse(_("It is about this member: take it out and propose another."), "person")
        if head.pk not in case.belonging(act.day):
            act.refuse(_("On that day he does not belong to the organisation."), "person")
        case.subject = head
        case.search = f"{head.search} {case.organization.search}"[:250]
    now = (case.theme, case.month, str(case.subject))
    if before == now:
        act.refuse(_("Nothing is changed."), "theme")
    names = ("theme", "month", "head")
    changes = {f"{name}_before": old for name, old in zip(names, before, strict=True)}
    act.record(
        "item.changed",
        number=number,
        reason=act.data["reason"],
        **changes,
        **dict(zip(names, now, strict=True)),
    )


@verb(
    gettext_lazy("Take the item out of the programme"),
    consequence=gettext_lazy("It ends here; what was planned and why it is not done stay in the record."),
    moves="withdraw",
    day="day",
    grave=True,
)
def withdraw_item(case: Supervision, act: Act) -> None:
    """Before anything is decided on it. ``data``: number (of the decision, once it is adopted), reason."""
    number = _decision(case, act)
    case.ended_on = act.day
    case.withdraw()
    act.record("item.withdrawn", number=number, theme=case.theme, reason=act.data["reason"])


def _decision(case: Supervision, act: Act) -> str:
    """The decision that changes what has been adopted; what is only proposed needs none. Raises Refused."""
    number: str = act.data.get("number") or ""
    if case.state == State.PROGRAMMED and not number:
        act.refuse(_("What has been adopted is changed by a decision: its number."), "number")
    return number
