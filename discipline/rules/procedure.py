"""What must be done before the vote, and the rights of the person concerned: DIS-75 to DIS-85."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import CLASS_LABELS
from discipline.facts import Facts
from discipline.facts.procedure import (
    ELEMENT_LABELS,
    LEVEL_LABELS,
    ConclusionElement,
    DecidingLevel,
    HearingFact,
    Hindrance,
)
from discipline.rules.judgments import decided_on_the_judgment_alone
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

#: What the regulation asks a conclusion to say.
CONCLUSION_ELEMENTS = "conclusion.elements"
_ON_JUDGMENT = gettext_noop("Not needed: decided on the effective judgment alone.")


@rule("plan.made_known", id="DIS-78", cured_by="authority")
def plan_is_made_known(facts: Facts, known: Provision) -> Verdict:
    """Before anything is asked of him: the plan, the allegations."""
    if facts.plan_made_known_on is None:
        return Verdict(False, gettext_noop("The plan is not made known to the person concerned yet."))
    return Verdict(
        True,
        gettext_noop("The plan was made known to the person concerned on %(day)s."),
        {"day": facts.plan_made_known_on.isoformat()},
    )


@rule(
    "self_criticism.required",
    "self_criticism.goes_on_when",
    "self_criticism.absent_summons",
    id="DIS-75",
    optional=["judgment.needs_no", "judgment.expels_for"],
    cured_by="cell",
)
def self_criticism_or_refusal(
    facts: Facts,
    required: Provision,
    goes_on: Provision,
    summons: Provision,
    needs_no: Provision | None,
    expels: Provision | None,
    law: Law,
) -> Verdict:
    """Handed in; or refused, or hindered, with every summons proven. How many make "repeatedly" is a convention."""
    alone = decided_on_the_judgment_alone(facts, "self_criticism", needs_no, expels, law)
    if alone:
        return Verdict(True, _ON_JUDGMENT, cites=alone)
    if facts.self_criticism_submitted_on is not None:
        message = gettext_noop("The self-criticism was handed in on %(day)s.")
        return Verdict(True, message, {"day": facts.self_criticism_submitted_on.isoformat()}, cites=(required,))
    hindrance = facts.self_criticism_hindered_by
    if facts.self_criticism_refused and "refused" in goes_on.value:
        return _summoned(facts, 1, gettext_noop("Refuses a self-criticism"), (required, goes_on))
    if hindrance is Hindrance.ABSENT and "absent" in goes_on.value:
        return _summoned(
            facts,
            summons.value,
            gettext_noop("Absent again and again without good reason"),
            (required, goes_on, summons),
        )
    if hindrance in (Hindrance.DETAINED, Hindrance.HIDING) and hindrance in goes_on.value:
        message = gettext_noop("The procedure goes on without a self-criticism: he is detained or hiding.")
        return Verdict(True, message, cites=(required, goes_on))
    if facts.self_criticism_refused is None and hindrance is None:
        return not_known(facts, "self_criticism_submitted_on", "self_criticism_refused")
    message = gettext_noop("There is neither a self-criticism nor a documented refusal.")
    return Verdict(False, message, cites=(required, goes_on))


def _summoned(facts: Facts, least: int, why: str, cites: tuple[Provision, ...]) -> Verdict:
    if facts.self_criticism_summons is None:
        return not_known(facts, "self_criticism_summons")
    count = len(set(facts.self_criticism_summons))
    message = gettext_noop("%(why)s: asked %(count)s times with proof, at least %(min)s; the procedure then goes on.")
    return Verdict(count >= least, message, {"why": why, "count": count, "min": least}, cites=cites)


@rule("struck_off.requests", id="DIS-75", needs=["self_criticism_summons"], cured_by="cell")
def third_request_before_striking_off(facts: Facts, requests: Provision) -> Verdict:
    """For a deletion from the list: asked that many times before the procedure goes on without a self-criticism."""
    if facts.self_criticism_submitted_on is not None:
        return Verdict(True, gettext_noop("Does not apply: the self-criticism was handed in."))
    count = len(set(facts.self_criticism_summons))
    message = gettext_noop("Before striking off, a self-criticism is asked for %(min)s times; asked so far: %(count)s.")
    return Verdict(count >= requests.value, message, {"min": requests.value, "count": count})


@rule(
    "hearing.required",
    id="DIS-77",
    optional=["judgment.needs_no", "judgment.expels_for"],
    needs=["deciding_level"],
    cured_by="authority",
)
def accused_was_heard(
    facts: Facts, required: Provision, needs_no: Provision | None, expels: Provision | None, law: Law
) -> Verdict:
    """By a representative of exactly the deciding body, before its meeting, also when the facts are clear.

    A refusal needs its documented reason. A hearing on the day of the meeting itself: the minutes must show the order.
    """
    alone = decided_on_the_judgment_alone(facts, "hearing", needs_no, expels, law)
    if alone:
        return Verdict(True, _ON_JUDGMENT, cites=alone)
    cites = (required,)
    if facts.hearings is None:
        return not_known(facts, "hearings")
    level: DecidingLevel = facts.deciding_level
    numbers: dict[str, Number] = {"level": LEVEL_LABELS[level]}
    own = [hearing for hearing in facts.hearings if hearing.level is level and _of_body(hearing, facts)]
    if not own:
        message = gettext_noop("The person concerned has not been heard at the level that decides: %(level)s.")
        return Verdict(False, message, numbers, cites=cites)
    if any(hearing.refused and hearing.reason for hearing in own):
        message = gettext_noop("At %(level)s he was not heard: documented with its reason.")
        return Verdict(True, message, numbers, cites=cites)
    heard = [hearing.on for hearing in own if not hearing.refused and hearing.on and hearing.representative]
    if not heard:
        message = gettext_noop(
            "At %(level)s the hearing lacks its day or its representative, or the refusal its reason."
        )
        return Verdict(False, message, numbers, cites=cites)
    meeting = facts.meeting_day or law.on
    numbers |= {"day": min(heard).isoformat(), "meeting": meeting.isoformat()}
    if min(heard) == meeting:
        message = gettext_noop(
            "Heard at %(level)s on the day of the meeting itself, %(day)s: the minutes must show that it came first."
        )
        return Verdict(Status.HUMAN, message, numbers, cites=cites)
    message = gettext_noop("Heard at %(level)s on %(day)s, for the meeting of %(meeting)s.")
    return Verdict(min(heard) < meeting, message, numbers, cites=cites)


def _of_body(hearing: HearingFact, facts: Facts) -> bool:
    return not facts.deciding_body or not hearing.body or hearing.body == facts.deciding_body


@rule(CONCLUSION_ELEMENTS, id="DIS-76", needs=["conclusion_elements"], cured_by="authority")
def conclusion_is_complete(facts: Facts, elements: Provision) -> Verdict:
    missing: Number = [
        ELEMENT_LABELS[ConclusionElement(code)] for code in elements.value if code not in facts.conclusion_elements
    ]
    if missing:
        return Verdict(False, gettext_noop("The minutes do not conclude on: %(missing)s."), {"missing": missing})
    return Verdict(True, gettext_noop("The minutes conclude on every element before the vote."))


@rule("inspected.duties", id="DIS-79", needs=["duties_breached"])
def inspected_side_keeps_its_duties(facts: Facts, duties: Provision) -> Verdict:
    """Also not to record sound or picture when working with the inspection body."""
    if facts.duties_breached:
        return Verdict(Status.HUMAN, gettext_noop("A duty of the inspected side was broken: to be concluded."))
    return Verdict(True, gettext_noop("No breach of the duties of the inspected side is recorded."))


@rule("managing_body.attends", id="DIS-80", needs=["deciding_level"], cured_by="superior")
def managing_body_attends(facts: Facts, classes: Provision) -> Verdict:
    at_cell = facts.deciding_level is DecidingLevel.CELL
    if at_cell and facts.subject_class is None:
        return not_known(facts, "subject_class")
    if not at_cell or facts.subject_class not in classes.value:
        return Verdict(True, gettext_noop("Does not apply: the cell examines nobody managed above."))
    if facts.managing_representative is None:
        return not_known(facts, "managing_representative")
    message = gettext_noop("A representative of the committee or commission that manages him attends (%(class)s).")
    return Verdict(facts.managing_representative, message, {"class": CLASS_LABELS[facts.subject_class]})


@rule("chair.sent_when_alone", id="DIS-81", needs=["meeting"], optional=["chair.sent_when_vacant"], cured_by="superior")
def superior_sends_a_chair_when_nobody_is_left(facts: Facts, sent: Provision, vacant: Provision | None) -> Verdict:
    """A cell whose only secretary is concerned reports to its direct superior, which sends someone to chair."""
    if facts.meeting.chair_sent_by:
        message = gettext_noop("The superior sent %(chair)s to preside: %(paper)s.")
        lets = vacant if vacant and facts.accused_heads_cell is False else sent
        return Verdict(
            True, message, {"chair": facts.meeting.chair, "paper": facts.meeting.chair_sent_by}, cites=(lets,)
        )
    if facts.meeting.others_preside or not facts.meeting.chair_concerned:
        return Verdict(True, gettext_noop("The body has somebody not concerned to preside."), cites=(sent,))
    message = gettext_noop("Only the person concerned could preside: the direct superior sends a chair.")
    return Verdict(False, message, cites=(sent,))


@rule(
    "chair.sent_when_alone",
    "chair.sent_when_vacant",
    "meeting.barred_from_presiding",
    "chair.sent_by",
    id="DIS-81",
    needs=["cell_leaders_left", "accused_heads_cell", "cell_committee_left"],
    cured_by="superior",
)
def cell_needs_somebody_from_above(
    facts: Facts, alone: Provision, vacant: Provision, barred: Provision, by: Provision
) -> Verdict:
    """The text knows the only secretary, himself concerned, with no deputy and no committee; the rest is design."""
    if facts.cell_leaders_left:
        message = gettext_noop(
            "%(count)s of the heads of the cell can lead it in this case: nobody is sent from above."
        )
        return Verdict(False, message, {"count": facts.cell_leaders_left}, cites=(alone, barred))
    if facts.cell_committee_left:
        message = gettext_noop(
            "The heads of the cell cannot lead it, but %(count)s others sit in its committee: whether one of them leads"
            " or somebody is sent, the superior concludes."
        )
        return Verdict(Status.HUMAN, message, {"count": facts.cell_committee_left}, cites=(alone, by))
    if facts.accused_heads_cell:
        message = gettext_noop("Only the person concerned could lead the cell: the direct superior sends somebody.")
        return Verdict(alone.value, message, cites=(alone, by))
    message = gettext_noop(
        "No head of the cell can lead it (none, suspended or prosecuted): the superior sends somebody."
    )
    return Verdict(vacant.value, message, cites=(vacant, barred, by))


@rule("accused.leads_nothing", id="DIS-81", needs=["accused_leads"], cured_by="authority")
def accused_leads_nothing(facts: Facts, nothing: Provision) -> Verdict:
    return Verdict(
        not facts.accused_leads,
        gettext_noop("The person concerned never chairs, drafts, counts votes or signs in his own case."),
    )


@rule("inspectors.forbidden", id="DIS-82", needs=["inspectors_breached"])
def inspectors_keep_their_duties(facts: Facts, forbidden: Provision) -> Verdict:
    """No pressure to withdraw, no disclosure, no private contact."""
    if facts.inspectors_breached:
        return Verdict(Status.HUMAN, gettext_noop("A breach by an inspector is recorded: to be concluded."))
    return Verdict(True, gettext_noop("No breach by an inspector is recorded."))


@rule("minutes.signed_by_both", id="DIS-83", needs=["hearings"], cured_by="authority")
def hearing_minutes_are_signed(facts: Facts, both: Provision) -> Verdict:
    """By both sides; a refusal to sign is noted by witnesses (then ``refused`` with its reason)."""
    held = [hearing for hearing in facts.hearings if not hearing.refused]
    unsigned: Number = [LEVEL_LABELS[hearing.level] for hearing in held if hearing.minutes_signed is False]
    if unsigned:
        return Verdict(False, gettext_noop("Minutes of hearings not signed by both: %(levels)s."), {"levels": unsigned})
    if any(hearing.minutes_signed is None for hearing in held):
        return not_known(facts, "hearings")
    return Verdict(True, gettext_noop("The minutes of every hearing are signed by both sides."))


@rule("facts.used_directly", id="DIS-84")
def concluded_facts_are_used(facts: Facts, directly: Provision) -> Verdict:
    """Self-criticism, hearing and vote stay."""
    if not facts.facts_concluded_by:
        return Verdict(True, gettext_noop("Does not apply: no conclusion established the facts; they are verified."))
    message = gettext_noop(
        "The facts are taken from %(paper)s without new verification; self-criticism, hearing and vote stay."
    )
    return Verdict(True, message, {"paper": facts.facts_concluded_by})


@rule("rights.kept_until_effect", id="DIS-85", needs=["rights_cut"], cured_by="authority")
def rights_are_kept_until_effect(facts: Facts, kept: Provision) -> Verdict:
    if not facts.rights_cut:
        return Verdict(True, gettext_noop("No right is cut before the decision takes effect."))
    if facts.member_suspended is None:
        return not_known(facts, "member_suspended")
    return Verdict(
        facts.member_suspended,
        gettext_noop("Before the decision takes effect a right is cut only by a lawful suspension."),
    )
