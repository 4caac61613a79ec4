"""The background check: whom, what, by whom and until when: ADM-28 to ADM-36."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.facts_background import (
    CHANNEL_LABELS,
    TOPIC_LABELS,
    Channel,
    CheckRequest,
    Relation,
    Relative,
    Topic,
    Where,
)
from workflows.calendar import Calendar
from workflows.law import Certainty, Law, Provision
from workflows.rules import Number, Verdict, not_known, rule

OWN_SIDE = (Relation.PARENT, Relation.GUARDIAN, Relation.CHILD, Relation.ADOPTED_CHILD)
SPOUSE_SIDE = (Relation.SPOUSE, Relation.PARENT_IN_LAW)
_NONE_CLAIMED = gettext_noop("Does not apply: no exemption is claimed.")


def side_is_exempt(
    relatives: Sequence[Relative], by: Collection[str], *, declared_fully: bool, confirmation: bool
) -> bool:
    """Whether a serving member among the relations ``by`` exempts the side: declared fully and, where the law of the
    day asks it, confirmed by the committee that manages him.
    """
    return declared_fully and any(
        r.serving_member and r.relation in by and (r.confirmed or not confirmation) for r in relatives
    )


def to_verify(
    relatives: Sequence[Relative],
    persons: Collection[str],
    *,
    own_side: bool = True,
    spouse_side: bool = True,
    anybody: bool = True,
) -> list[Relative]:
    """Who of item 21 is verified: the relations ``persons``, children of full capacity only. ``own_side`` and
    ``spouse_side`` are False where exempt, ``anybody`` where the commune confirms the family.
    """
    exempt = ([] if own_side else list(OWN_SIDE)) + ([] if spouse_side else list(SPOUSE_SIDE))
    children = (Relation.CHILD, Relation.ADOPTED_CHILD)
    return [
        r
        for r in relatives
        if anybody
        and r.relation in persons
        and r.relation not in exempt
        and (r.full_capacity or r.relation not in children)
    ]


@rule(
    "verification.persons",
    id="ADM-29",
    needs=["relatives", "check_requests", "own_side_exempted", "spouse_side_exempted", "same_commune"],
    optional=["verification.persons_local"],
    cured_by="cell",
)
def everybody_due_is_verified(facts: Facts, persons: Provision, local: Provision | None) -> Verdict:
    """Of the persons of item 21; the applicant himself is verified in every case but that of the same commune."""
    if facts.same_commune and facts.same_commune_confirmed is None:
        return not_known(facts, "same_commune_confirmed")
    known_there = facts.same_commune and facts.same_commune_confirmed
    due = to_verify(
        facts.relatives,
        {*persons.value, *(local.value if local else ())},
        own_side=not facts.own_side_exempted,
        spouse_side=not facts.spouse_side_exempted,
        anybody=not known_there,
    )
    asked = {request.person for request in facts.check_requests}
    missing: Number = [r.person for r in due if r.person not in asked]
    if missing:
        return Verdict(False, gettext_noop("Not verified yet: %(persons)s."), {"persons": missing})
    if not known_there and not any(request.relation is Relation.APPLICANT for request in facts.check_requests):
        return Verdict(False, gettext_noop("The applicant himself is not verified yet."))
    return Verdict(True, gettext_noop("Everybody who has to be verified is."))


@rule(
    "verification.content_applicant",
    "verification.content_relatives",
    id="ADM-30",
    needs=["check_requests"],
    cured_by="cell",
)
def replies_speak_of_what_is_asked(facts: Facts, of_applicant: Provision, of_relatives: Provision) -> Verdict:
    for request in facts.check_requests:
        if request.replied_on is None:
            continue
        asked = of_applicant if request.relation is Relation.APPLICANT else of_relatives
        missing: Number = [TOPIC_LABELS[Topic(code)] for code in asked.value if code not in request.covers]
        if missing:
            return Verdict(
                False,
                gettext_noop("The reply on %(person)s says nothing of: %(missing)s."),
                {"person": request.person, "missing": missing},
                cites=(asked,),
            )
    return Verdict(True, gettext_noop("The replies speak of what is asked of each person."))


def _exemption(facts: Facts, claimed: str, by: Provision, confirmation: Provision) -> Verdict:
    if not getattr(facts, claimed):
        return Verdict(True, _NONE_CLAIMED, cites=(by,))
    missing = [name for name in ("relatives", "declared_fully") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    if side_is_exempt(facts.relatives, by.value, declared_fully=facts.declared_fully, confirmation=confirmation.value):
        return Verdict(True, gettext_noop("A serving member, fully declared, exempts this side."))
    message = (
        gettext_noop(
            "Not exempt: it takes a serving member of the relations named by the law, a full and truthful declaration,"
            " and the confirmation of the committee that manages the member."
        )
        if confirmation.value
        else gettext_noop(
            "Not exempt: it takes a serving member of the relations named by the law, and a full and truthful"
            " declaration."
        )
    )
    return Verdict(False, message)


@rule(
    "verification.exempt_own_side",
    "verification.exemption_confirmed",
    id="ADM-31",
    needs=["own_side_exempted"],
    cured_by="cell",
)
def own_side_may_be_exempt(facts: Facts, by: Provision, confirmation: Provision) -> Verdict:
    return _exemption(facts, "own_side_exempted", by, confirmation)


@rule(
    "verification.exempt_spouse_side",
    "verification.exemption_confirmed",
    id="ADM-32",
    needs=["spouse_side_exempted"],
    cured_by="cell",
)
def spouse_side_may_be_exempt(facts: Facts, by: Provision, confirmation: Provision) -> Verdict:
    return _exemption(facts, "spouse_side_exempted", by, confirmation)


@rule("verification.exempt_from", id="ADM-32", needs=["own_side_exempted", "spouse_side_exempted"], cured_by="cell")
def exempt_side_is_checked_lighter(facts: Facts, exempt_from: Provision) -> Verdict:
    """The two guidances differ: one exempts altogether, the later one on forms from political history alone. The later
    is followed (design).
    """
    if not (facts.own_side_exempted or facts.spouse_side_exempted):
        return Verdict(True, _NONE_CLAIMED)
    if facts.lighter_check_done is None:
        return not_known(facts, "lighter_check_done")
    return Verdict(
        facts.lighter_check_done,
        gettext_noop(
            "Relatives who are members are exempt as to political history only: current politics and compliance are"
            " still verified at their residence."
        ),
        certainty=Certainty.DESIGN,
    )


@rule("verification.same_commune", id="ADM-33", needs=["same_commune"], cured_by="grassroots")
def same_commune_is_confirmed(facts: Facts, confirmed_by: Provision) -> Verdict:
    if not facts.same_commune:
        return Verdict(True, gettext_noop("Does not apply: the family has not always lived in one commune."))
    if facts.same_commune_confirmed is None:
        return not_known(facts, "same_commune_confirmed")
    if facts.same_commune_confirmed:
        return Verdict(
            True,
            gettext_noop(
                "The committee of the commune confirms the family: the cell concludes, nobody is asked apart."
            ),
        )
    return Verdict(
        True, gettext_noop("The committee of the commune does not confirm: the family is verified as usual.")
    )


@rule(
    "verification.channel_armed_forces",
    "verification.channel_relative_abroad",
    "verification.channel_foreign_employer",
    id="ADM-34",
    needs=["check_requests"],
    cured_by="cell",
)
def places_are_asked_their_own_way(
    facts: Facts, armed_forces: Provision, relative_abroad: Provision, foreign_employer: Provision
) -> Verdict:
    channels = {
        Where.ARMED_FORCES: armed_forces,
        Where.RELATIVE_ABROAD: relative_abroad,
        Where.FOREIGN_EMPLOYER: foreign_employer,
    }
    for request in facts.check_requests:
        wanted = channels.get(request.where)
        missing: Number = (
            [CHANNEL_LABELS[Channel(code)] for code in wanted.value if code not in request.channels] if wanted else []
        )
        if missing:
            return Verdict(
                False,
                gettext_noop("For %(person)s there is still to be asked: %(missing)s."),
                {"person": request.person, "missing": missing},
                cites=(wanted,),
            )
    return Verdict(True, gettext_noop("Places that are asked in a way of their own are asked that way."))


@rule("verification.verifier_not", id="ADM-35", needs=["check_requests"], cured_by="cell")
def verifiers_are_no_relatives(facts: Facts, barred: Provision) -> Verdict:
    wrong: Number = [request.person for request in facts.check_requests if request.verifier in barred.value]
    if wrong:
        return Verdict(
            False,
            gettext_noop("Verified by the applicant himself or a close relative: %(persons)s."),
            {"persons": wrong},
        )
    return Verdict(True, gettext_noop("Nobody verifies his own or his close relatives' background."))


def reply_due(request: CheckRequest, law: Law, calendar: Calendar) -> date | None:
    """The last day of the reply, by the law of the day the letter was received; None where that is not known."""
    if request.received_on is None:
        return None
    name = "verification.reply_abroad" if request.abroad else "verification.reply_domestic"
    length = law.at(request.received_on).get(name)
    return calendar.add_working_days(request.received_on, length.value) if length else None


@rule(
    "verification.reply_domestic",
    "verification.reply_abroad",
    id="ADM-36",
    needs=["check_requests"],
    cured_by="grassroots",
)
def replies_come_in_time(facts: Facts, domestic: Provision, abroad: Provision, law: Law, calendar: Calendar) -> Verdict:
    """A late reply is late and serves all the same."""
    unknown: Number = [r.person for r in facts.check_requests if r.received_on is None]
    late = []
    for request in facts.check_requests:
        due = reply_due(request, law, calendar)
        if due is not None and (request.replied_on or law.on) > due:
            late.append((due, request.person))
    if late:
        message = gettext_noop("Late: %(persons)s; the first reply was due on %(due)s.")
        return Verdict(False, message, {"persons": [person for _due, person in late], "due": min(late)[0].isoformat()})
    if unknown:
        return Verdict(
            None, gettext_noop("When the letter was received is not known: %(persons)s."), {"persons": unknown}
        )
    return Verdict(True, gettext_noop("Every reply came in time or is not due yet."))


@rule("verification.stamp_only", id="ADM-28", needs=["certified_on", "check_requests"], cured_by="grassroots")
def nothing_is_certified_before_the_replies(facts: Facts, stamp_only: Provision) -> Verdict:
    """Before the check the committee only stamps joints and photo; item 26 follows the replies."""
    early: Number = [
        r.person for r in facts.check_requests if r.replied_on is None or r.replied_on > facts.certified_on
    ]
    if stamp_only.value and early:
        return Verdict(
            False,
            gettext_noop("Certified on %(day)s, before the reply on: %(persons)s."),
            {"day": facts.certified_on.isoformat(), "persons": early},
        )
    return Verdict(
        True,
        gettext_noop("Certified on %(day)s, after every reply."),
        {"day": facts.certified_on.isoformat()},
    )
