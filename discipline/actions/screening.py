"""What the screening leads to: another organisation, a deferral, a judgment that decides alone, or the examination."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.sending import report_if_nobody_leads
from discipline.models import Deferral, DisciplineCase
from discipline.papers.keeping import issue_form
from organization.models import Body, BodyKind
from organization.queries import subtree_on
from workflows.acting import Act
from workflows.verbs import verb

INSIDE, OUTSIDE = "inside", "outside"


@verb(
    gettext_lazy("Hand over to the competent organisation"),
    consequence=gettext_lazy("The receiving body takes the case, or it ends here if that body is not in this system."),
    moves={INSIDE: "hand_over", OUTSIDE: "hand_over"},
    day="day",
    grave=True,
)
def hand_over(case: DisciplineCase, act: Act) -> str:
    """Not competent here (T03). ``data``: receiver (Body or None), receiver_name, number, reason."""
    receiver = act.data.get("receiver")
    refuse_accused(case, act, receiver)
    case.receiver = receiver
    case.hand_over()
    named = str(receiver) if receiver else act.data["receiver_name"]
    act.record("case.handed_over", receiver=named, number=act.data["number"], reason=act.data["reason"])
    if receiver is None:
        act.stop_all_clocks()
    return INSIDE if receiver else OUTSIDE


def refuse_accused(case: DisciplineCase, act: Act, receiver: Body | None) -> None:
    """Raises Refused where the organisation concerned, or one below it, would examine it."""
    if not case.of_organization or receiver is None:
        return
    if receiver.kind != BodyKind.INSPECTION:
        act.refuse(_("An organisation is examined by an inspection commission above it."), "receiver")
    if receiver.organization_id == case.organization_id:
        act.refuse(_("An organisation does not examine itself: who stands above it does (DIS-65)."), "receiver")
    if subtree_on(case.organization_id, act.day).filter(pk=receiver.organization_id).exists():
        act.refuse(
            _("Who stands below an organisation does not examine it: who stands above it does (DIS-65)."), "receiver"
        )


@verb(
    gettext_lazy("Take the case"),
    consequence=gettext_lazy("The case is conducted by this body from here on."),
    moves="take_in",
    day="day",
)
def take_case(case: DisciplineCase, act: Act) -> None:
    """The receiving body is competent (T03)."""
    assert act.body is not None
    case.registrar = act.body
    case.take_in()
    act.record("case.taken", number=act.data.get("number") or "")


@verb(
    gettext_lazy("Refuse the case"),
    consequence=gettext_lazy("The inspection commission of the common superior assigns it."),
    moves="",
    day="day",
)
def refuse_case(case: DisciplineCase, act: Act) -> None:
    """The receiver says that it is not competent; the common superior assigns (T03, DIS-63)."""
    act.record("case.not_taken", reason=act.data["reason"])


@verb(
    gettext_lazy("Assign the case"),
    consequence=gettext_lazy("The body that is named conducts it from here on."),
    moves="take_in",
    day="day",
    grave=True,
)
def assign_case(case: DisciplineCase, act: Act) -> None:
    """The common superior names who conducts (T03, DIS-63). ``data``: receiver (Body), reason."""
    refuse_accused(case, act, act.data["receiver"])
    case.registrar = case.receiver = act.data["receiver"]
    case.take_in()
    act.record("case.assigned", receiver=str(case.registrar), reason=act.data["reason"])
    report_if_nobody_leads(case, act)


@verb(
    gettext_lazy("Defer the examination"),
    consequence=gettext_lazy("The case is not examined until the ground is over; the limitation does not run."),
    moves="defer",
    day="day",
    answers=("deferral_has_a_ground",),
)
def defer(case: DisciplineCase, act: Act) -> None:
    """With its certificate (T04; DIS-30, 31). ``data``: ground, certificate, child_born_on, expected_until."""
    until = act.data.get("expected_until")
    if until and until <= act.day:
        act.refuse(_("The ground would be over already."), "expected_until")
    act.add(
        Deferral(
            ground=act.data["ground"],
            certificate=act.data["certificate"],
            child_born_on=act.data.get("child_born_on"),
            since=act.day,
            expected_until=until,
        )
    )
    case.defer()
    issue_form(case, act, "deferral_notice")
    act.record("case.deferred", ground=act.data["ground"], certificate=act.data["certificate"])


@verb(
    gettext_lazy("Take the examination up again"),
    consequence=gettext_lazy("The case is screened anew; the limitation runs on."),
    moves="resume",
    day="day",
)
def resume(case: DisciplineCase, act: Act) -> None:
    """The ground is over, or the certificate was false (T05). ``data``: reason."""
    (deferral,) = (row for row in case.deferral_rows if row.ended_on is None)
    deferral.ended_on, deferral.ended_because = act.day, act.data["reason"]
    act.add(deferral)
    case.resume()
    act.record("case.resumed", reason=act.data["reason"])


@verb(
    gettext_lazy("Decide by the judgment"),
    consequence=gettext_lazy("The competent body draws up the decision on the judgment alone."),
    moves="go_by_judgment",
    day="day",
    grave=True,
    answers=("judgment_allows_decision_alone",),
)
def decide_by_judgment(case: DisciplineCase, act: Act) -> None:
    """An effective judgment from non-custodial reform upwards (T06; DIS-100, 103). ``data``: judgment_number,
    judgment_on, penalty, certified."""
    case.judgment_number, case.judgment_on = act.data["judgment_number"], act.data["judgment_on"]
    case.penalty = act.data["penalty"]
    case.form, case.voted_on = case.form_by_judgment(), None
    case.stand_at_power(act.day, case.form)
    case.go_by_judgment()
    act.record("judgment.entered", number=case.judgment_number, on=case.judgment_on.isoformat(), penalty=case.penalty)


@verb(
    gettext_lazy("Prepare the examination"),
    consequence=gettext_lazy("The plan is drawn up. That the limitation may have run out does not stop it (DIS-27)."),
    moves="prepare",
    day="day",
)
def prepare(case: DisciplineCase, act: Act) -> None:
    """Competent and not deferred (T07)."""
    case.prepare()
    act.record("case.prepared")
