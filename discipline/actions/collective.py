"""What is done in a case about a party organisation alone: who is examined beside it and who speaks for it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.proposing import propose_form
from discipline.codes import Answer, Form
from discipline.models import DisciplineCase, Responsibility, SelfProposal
from workflows.acting import Act
from workflows.documents.filing import issue_paper
from workflows.meetings.outcomes import Ending
from workflows.verbs import verb
from workflows.votes import CountsDoNotClose


@verb(
    gettext_lazy("Send the report to the superior"),
    consequence=gettext_lazy("Who stands directly above it verifies, hears it and votes (DIS-65, DIS-66)."),
    moves="send_to_superior",
    day="day",
    grave=True,
    answers=("dissolution_has_ground", "form_is_open_to_subject"),
)
def send_to_superior(case: DisciplineCase, act: Act) -> None:
    """The organisation's own meeting decides nothing (T10). ``data``: number, proposed_form, reason (of another form
    than that of the record), dissolution_ground, remarks.
    """
    propose_form(case, act)
    if case.expected_form == Form.DISSOLUTION:
        case.dissolution_ground = act.data.get("dissolution_ground") or case.dissolution_ground
    case.stand_at_first(act.day, case.expected_form)
    case.verified_above_on = None
    case.data = {**case.data, "went_up": True}
    case.send_to_superior()
    remarks = act.data.get("remarks") or ""
    issue_paper(act, "proposal_report", act.data["number"], form=case.expected_form, remarks=remarks)
    act.record("report.made", number=act.data["number"], form=case.expected_form)


@verb(gettext_lazy("Note the responsibility of a member"), day="day")
def note_responsibility(case: DisciplineCase, act: Act) -> None:
    """The head above all (DIS-15); who took no part or objected is not disciplined. ``data``: person (Person), result,
    led_to (DisciplineCase or None), reason.
    """
    person, result, own = act.data["person"], act.data["result"], act.data.get("led_to")
    if result == Answer.OWN_CASE and own is None:
        act.refuse(_("Name the discipline case of this member; where there is none yet, register it first."), "led_to")
    if own is not None and own.subject_id != person.pk:
        act.refuse(_("That case is about somebody else."), "led_to")
    if result != Answer.OWN_CASE and own is not None and result != Answer.OBJECTED:
        act.refuse(_("By this result no case of his own follows."), "led_to")
    row = case.responsibilities.filter(person=person).first() or Responsibility(person=person)
    row.result, row.led_to, row.reason, row.noted_on = result, own, act.data["reason"], act.day
    act.add(row)
    act.record("responsibility.noted", person=str(person), answer=result, reason=act.data["reason"])


@verb(
    gettext_lazy("Name who speaks for the organisation"),
    consequence=gettext_lazy("While the organisation has no secretary he follows the case in its place."),
    day="day",
)
def name_representative(case: DisciplineCase, act: Act) -> None:
    """Where nobody is secretary (vacant, ended). ``data``: person (Person), reason."""
    case.subject = act.data["person"]
    act.record("representative.named", person=str(case.subject), reason=act.data["reason"])


def propose_for_itself(case: DisciplineCase, act: Act) -> None:
    """What the members propose for their organisation; it decides nothing. ``data``: held_on, base, and votes_<option>
    for each option of their ballot.
    """
    held_on, base = act.data["held_on"], act.data["base"]
    if held_on > act.day or (case.plan_known_on and held_on < case.plan_known_on):
        act.refuse(_("The meeting lies between the day on which the plan was made known and today."), "held_on")
    counted = case.own_base(held_on)
    if base > counted:
        told = {"n": counted}
        act.refuse(_("At most %(n)s members of the organisation count on that day.") % told, "base")
    asked = case.own_ballot(held_on).labels
    votes = {option: act.data.get(f"votes_{option}") or 0 for option in asked}
    if not any(votes.values()):
        act.refuse(_("No vote is counted: the members vote on the form that they propose."), "base")
    try:
        outcome = case.own_outcome(votes, base, held_on)
    except CountsDoNotClose as error:
        act.refuse(str(error), "base")
    case.self_nominated = outcome.form or "" if outcome.ending in (Ending.DECIDED, Ending.PROPOSED) else ""
    act.add(SelfProposal(held_on=held_on, base=base, votes=votes, form=case.self_nominated))
    act.record("organization.proposed", held=held_on.isoformat(), base=base, votes=votes, form=case.self_nominated)
