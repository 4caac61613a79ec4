"""The conclusion on each allegation, who is told of it, and what follows from it."""

from uuid import uuid5

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.codes import SubjectKind
from discipline.codes_inspection import AllegationConclusion
from discipline.denunciations.models import Denunciation
from discipline.flows import DisciplineFlow
from organization.models import Membership, Standing
from workflows.acting import Act
from workflows.actions import open_case
from workflows.documents.filing import issue_paper
from workflows.verbs import verb

#: Whom the conclusion is told beside the person denounced.
ORGANIZATION, DENOUNCER = "organization", "denouncer"


@verb(gettext_lazy("Conclude on an allegation"), day="day")
def conclude_allegation(case: Denunciation, act: Act) -> None:
    """DIS-138. ``data``: allegation (row), conclusion, reasons."""
    row = act.data["allegation"]
    row.conclusion, row.reasons = act.data["conclusion"], act.data["reasons"]
    act.add(row)
    act.record("allegation.concluded", number=row.number, conclusion=row.conclusion)


def _no_meeting(case: Denunciation) -> str:
    if case.org_met_on or case.org_skipped:
        return ""
    return str(_("Record the meeting of his organisation, or why none is held."))


@verb(
    gettext_lazy("Conclude the denunciation"),
    consequence=gettext_lazy("The conclusion is made known to him, to his organisation and to the denouncer."),
    moves="conclude",
    day="day",
    grave=True,
    hindrance=lambda case: _no_meeting(case),
)
def conclude_denunciation(case: Denunciation, act: Act) -> None:
    """N10. ``data``: number, remarks."""
    case.conclusion_number, case.concluded_on = act.data["number"], act.day
    case.conclude()
    act.stop_clock("denunciation")
    issue_paper(act, "denunciation_conclusion", case.conclusion_number)
    if case.deserves_discipline and (registrar := case.registering(act.day)) != act.body:
        act.telling.append(registrar)
    act.record("denunciation.concluded", number=case.conclusion_number, remarks=act.data.get("remarks") or "")


@verb(gettext_lazy("Tell the conclusion"), day="day")
def notify_of_result(case: Denunciation, act: Act) -> None:
    """N11: to the person denounced, his organisation, the denouncer. ``data``: party, number."""
    party, number = act.data["party"], act.data["number"]
    if party == DENOUNCER:
        case.denouncer_told_on = act.day
    elif party == ORGANIZATION:
        case.organization_told_on = act.day
    else:
        case.accused_told_on = act.day
        told = [[row.number, row.conclusion] for row in case.allegations.order_by("number")]
        issue_paper(act, "denunciation_result", number, own=True, conclusions=told)
    act.record("result.told", party=party, number=number)


def _untold(case: Denunciation) -> str:
    if case.accused_told_on and case.organization_told_on and case.denouncer_told_on:
        return ""
    return str(_("The person denounced, his organisation and the denouncer have to be told first."))


@verb(
    gettext_lazy("All have been told"),
    consequence=gettext_lazy("What follows from the conclusion is done, then the file is closed."),
    moves="make_known",
    day="day",
    hindrance=lambda case: _untold(case),
)
def finish_notification(case: Denunciation, act: Act) -> None:
    """N11."""
    case.make_known()
    act.record("denunciation.told")


@verb(gettext_lazy("Clear the person denounced"), day="day", grave=True)
def clear_accused(case: Denunciation, act: Act) -> None:
    """A false denunciation (N11; DIS-137). ``data``: number, how."""
    case.rehabilitated = act.data["how"]
    issue_paper(act, "clearing", act.data["number"], own=True, how=act.data["how"])
    act.record("person.cleared", number=act.data["number"], how=act.data["how"])


@verb(gettext_lazy("Note bad faith of a member who denounced"), day="day", grave=True)
def note_bad_faith(case: Denunciation, act: Act) -> None:
    """A conclusion of the body; the case about him is opened on its own, outside this one (DIS-141). ``data``:
    number, conclusion."""
    case.bad_faith = act.data["conclusion"]
    act.record("bad_faith.noted", number=act.data["number"], conclusion=act.data["conclusion"])


@verb(
    gettext_lazy("Open the discipline case"),
    consequence=gettext_lazy("In the same procedure: what is concluded here is not verified a second time."),
    day="day",
    grave=True,
)
def open_discipline(case: Denunciation, act: Act) -> None:
    """N10 → T01. ``data``: allegation (row) and the fields of the first violation."""
    assert act.by is not None
    assert act.body is not None
    if act.data["allegation"].conclusion != AllegationConclusion.VIOLATION_TO_DISCIPLINE:
        act.refuse(_("This allegation is not concluded to deserve discipline."), "allegation")
    standing = (Standing.OFFICIAL, Standing.PROBATIONARY)
    row = Membership.objects.on(act.day).filter(person=case.subject_id, standing__in=standing).first()
    if row is None:
        act.refuse(_("On that day he is no member below this body."), "day")
    probationary = row.standing == Standing.PROBATIONARY
    given = {name: value for name, value in act.data.items() if name != "allegation"}
    opened = open_case(
        DisciplineFlow,
        by=act.by,
        body=act.body,
        on=act.on,
        key=uuid5(act.judgement.key, "discipline"),
        data={
            **given,
            "person": case.subject,
            "cell": row.organization,
            "subject_kind": SubjectKind.PROBATIONARY if probationary else SubjectKind.OFFICIAL,
            "source": "denunciation",
            "source_number": case.conclusion_number,
            "source_on": case.concluded_on,
            "concluded_by": case,
        },
    )
    case.discipline = opened.case
    act.record("discipline.opened", code=opened.case.code)


def _unfinished(case: Denunciation) -> str:
    if case.deserves_discipline and not case.discipline_id:
        return str(_("An allegation deserves discipline: open the discipline case first."))
    if case.wholly_false and not case.rehabilitated:
        return str(_("The denunciation is false: the person denounced has to be cleared first."))
    return ""


@verb(
    gettext_lazy("Close the denunciation"),
    consequence=gettext_lazy("The file is closed; who denounced stays under seal."),
    moves="close",
    day="day",
    grave=True,
    hindrance=lambda case: _unfinished(case),
)
def close_denunciation(case: Denunciation, act: Act) -> None:
    """N11."""
    case.close()
    act.stop_all_clocks()
    act.record("denunciation.closed")
