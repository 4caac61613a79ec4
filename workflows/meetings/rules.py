"""What must be true of any meeting before its box is opened, whatever the procedure. Pure functions of facts and law.

The facts are those of the procedure, whose sheet has a field ``meeting`` (MeetingFacts).
"""

from typing import Any

from django.utils.translation import gettext_noop

from workflows.law import Provision
from workflows.rules import StepRules, Verdict, rule

ELECTRONIC, CELL = "electronic", "cell"


@rule(
    "meeting.chair_roles",
    "meeting.chair_not_concerned",
    "meeting.barred_from_presiding",
    "meeting.absent_head_is_replaced",
    id="DIS-81",
    needs=["meeting"],
    cured_by="superior",
)
def chair_may_preside(
    facts: Any, roles: Provision, not_concerned: Provision, barred: Provision, replaced: Provision
) -> Verdict:
    """Who heads the body presides, unless the matter is his own; where nobody is left, whom the superior sends."""
    meeting = facts.meeting
    who = {"chair": meeting.chair}
    if meeting.chair_concerned and not_concerned.value:
        return Verdict(False, gettext_noop("%(chair)s cannot preside: the matter is his own."), who)
    if meeting.chair_aside and not_concerned.value:
        return Verdict(False, gettext_noop("%(chair)s cannot preside: he stands aside in this matter."), who)
    if meeting.chair_present is False:
        return Verdict(False, gettext_noop("%(chair)s, who is to preside, is marked absent."), who)
    if not set(barred.value).isdisjoint(meeting.chair_overlays):
        return Verdict(False, gettext_noop("%(chair)s cannot preside: suspended or prosecuted."), who)
    if meeting.chair_role in roles.value:
        return Verdict(True, gettext_noop("%(chair)s presides."), who)
    if meeting.others_preside > (meeting.others_absent if replaced.value else 0):
        return Verdict(False, gettext_noop("%(chair)s does not head this body, and others who do can preside."), who)
    if not meeting.chair_sent_by:
        return Verdict(
            False,
            gettext_noop(
                "Nobody of this body can preside: the direct superior sends a chair; name the paper by which it did."
            ),
        )
    return Verdict(
        True,
        gettext_noop("%(chair)s presides, sent by the superior: %(paper)s."),
        {**who, "paper": meeting.chair_sent_by},
    )


@rule(
    "meeting.secretary_present",
    "meeting.secretary_of_the_body",
    "meeting.barred_from_leading",
    "meeting.secretary_not_concerned",
    id="MEET-05",
    needs=["meeting"],
    cured_by="cell",
)
def minutes_are_taken(
    facts: Any, there: Provision, own: Provision, barred: Provision, not_concerned: Provision
) -> Verdict:
    """A committee's minutes may be taken by its office (admission.md §8), so only some bodies ask for a member."""
    meeting = facts.meeting
    who = {"secretary": meeting.secretary}
    if meeting.secretary_concerned and not_concerned.value:
        return Verdict(False, gettext_noop("%(secretary)s cannot take the minutes: the matter is his own."), who)
    if meeting.secretary_aside and not_concerned.value:
        return Verdict(False, gettext_noop("%(secretary)s cannot take the minutes: he stands aside."), who)
    if meeting.secretary_present is False and there.value:
        return Verdict(False, gettext_noop("Who is to take the minutes is marked absent."))
    if meeting.secretary_present is None and meeting.body_kind in own.value:
        return Verdict(False, gettext_noop("%(secretary)s, who is to take the minutes, is no member here."), who)
    if not set(barred.value).isdisjoint(meeting.secretary_overlays):
        return Verdict(False, gettext_noop("%(secretary)s cannot take the minutes: suspended or prosecuted."), who)
    return Verdict(True, gettext_noop("Somebody present takes the minutes."))


@rule("meeting.notice", id="MEET-01", needs=["meeting"], cured_by="cell")
def members_were_summoned(facts: Any, notice: Provision) -> Verdict:
    meeting = facts.meeting
    if not notice.value:
        return Verdict(True, gettext_noop("No notice has to be recorded."))
    if meeting.notice_sent_on is None:
        return Verdict(False, gettext_noop("It is not recorded when the members were summoned."))
    days = {"sent": meeting.notice_sent_on.isoformat(), "held": meeting.held_on.isoformat()}
    if meeting.notice_sent_on > meeting.held_on:
        return Verdict(False, gettext_noop("The notice of %(sent)s is later than the meeting of %(held)s."), days)
    return Verdict(
        True,
        gettext_noop("The members were summoned on %(sent)s; no loaded text says how long before."),
        days,
    )


@rule("meeting.quorum", "vote_base.counting", id="ADM-40", needs=["meeting"])
def enough_are_present(facts: Any, quorum: Provision, counting: Provision) -> Verdict:
    """No text loaded sets a quorum of its own: the ratio is taken of all who are summoned and counted."""
    meeting = facts.meeting
    numbers = {"present": meeting.present, "base": meeting.base, "min": meeting.minimum}
    if meeting.present < meeting.minimum:
        return Verdict(
            False,
            gettext_noop(
                "%(present)s of the %(base)s counted are present: fewer than the %(min)s votes that are needed."
            ),
            numbers,
        )
    return Verdict(
        True,
        gettext_noop("%(present)s of the %(base)s counted are present; %(min)s votes are needed. No separate quorum."),
        numbers,
    )


@rule("vote_base.counting", id="ADM-43", needs=["meeting"], optional=["vote_base.excused_are_counted"])
def somebody_is_counted(facts: Any, counting: Provision, excused: Provision | None) -> Verdict:
    """In a cell who is absent with a reason counts as well; of the article there are two readings (ADM-43)."""
    meeting = facts.meeting
    numbers = {"summoned": meeting.summoned, "base": meeting.base, "voters": meeting.voters}
    holds = meeting.base > 0 and meeting.voters > 0
    if not (excused and meeting.excused and meeting.body_kind == CELL):
        text = gettext_noop(
            "%(summoned)s on the roster, %(base)s counted in the base, %(voters)s may be handed a ballot."
        )
        return Verdict(holds, text, numbers, cites=(counting,))
    text = gettext_noop(
        "%(summoned)s on the roster, %(base)s counted in the base, %(voters)s may be handed a ballot. %(excused)s"
        " absent with a reason are counted: of two readings of the article the one that counts them is followed."
    )
    return Verdict(holds and excused.value, text, {**numbers, "excused": meeting.excused}, cites=(counting, excused))


@rule("ballot.electronic_min_voters", id="MEET-02", needs=["meeting"], cured_by="cell")
def electronic_ballot_hides_the_voter(facts: Any, fewest: Provision) -> Verdict:
    meeting = facts.meeting
    if meeting.form != "secret":
        return Verdict(True, gettext_noop("An open vote is counted in the room."))
    if meeting.medium != ELECTRONIC:
        return Verdict(True, gettext_noop("The ballots are on paper."))
    return Verdict(
        meeting.voters >= fewest.value,
        gettext_noop("%(voters)s may vote; an electronic ballot takes %(min)s at least, otherwise it is on paper."),
        {"voters": meeting.voters, "min": fewest.value},
    )


@rule("ballot.electronic_needs_account", id="MEET-03", needs=["meeting"], cured_by="cell")
def every_voter_can_vote_electronically(facts: Any, needed: Provision) -> Verdict:
    meeting = facts.meeting
    if meeting.form != "secret":
        return Verdict(True, gettext_noop("An open vote is counted in the room."))
    if meeting.medium != ELECTRONIC or not needed.value:
        return Verdict(True, gettext_noop("The ballots are on paper."))
    if meeting.voters_without_account == 0:
        return Verdict(True, gettext_noop("Everybody who may vote has an account."))
    return Verdict(
        False,
        gettext_noop("%(count)s of those who may vote have no account: the ballots must be on paper."),
        {"count": meeting.voters_without_account},
    )


@rule("ballot.tellers_min", "meeting.tellers_not_concerned", id="MEET-04", needs=["meeting"], cured_by="cell")
def there_are_tellers(facts: Any, fewest: Provision, not_concerned: Provision) -> Verdict:
    meeting = facts.meeting
    if meeting.form != "secret":
        return Verdict(True, gettext_noop("An open vote needs no tellers."))
    if meeting.teller_concerned and not_concerned.value:
        return Verdict(False, gettext_noop("The person concerned is named as a teller: he counts no votes of his own."))
    return Verdict(
        meeting.tellers >= fewest.value,
        gettext_noop("The meeting named %(count)s tellers; it takes %(min)s."),
        {"count": meeting.tellers, "min": fewest.value},
    )


@rule("meeting.broken_off_is_told", id="MEET-06", needs=["meeting"])
def no_earlier_vote_was_broken_off(facts: Any, told: Provision) -> Verdict:
    """Taking a vote anew is no offence by itself; that it is one has to stand in the certificate of the new one."""
    broken_off = facts.meeting.broken_off
    if not broken_off or not told.value:
        return Verdict(True, gettext_noop("No earlier vote of this step was broken off."))
    return Verdict(
        False,
        gettext_noop("%(count)s earlier votes of this step were broken off, the last one opened on %(day)s."),
        {"count": len(broken_off), "day": max(broken_off).isoformat()},
    )


#: For every step that a meeting takes: what stops the opening of its box, and what is only shown.
BEFORE_ANY_VOTE = StepRules(
    blocks=(
        chair_may_preside,
        minutes_are_taken,
        members_were_summoned,
        somebody_is_counted,
        electronic_ballot_hides_the_voter,
        every_voter_can_vote_electronically,
        there_are_tellers,
    ),
    flags=(enough_are_present, no_earlier_vote_was_broken_off),
)


def before_vote(own: StepRules) -> StepRules:
    """The rules of the procedure's step with those of any meeting."""
    return StepRules(
        blocks=own.blocks + BEFORE_ANY_VOTE.blocks, flags=own.flags + BEFORE_ANY_VOTE.flags, gates=own.gates
    )
