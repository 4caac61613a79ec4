"""Denunciation: DIS-132 to DIS-141."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes_complaint import ORGAN_LABELS
from discipline.codes_inspection import DENUNCIATION_BAR_LABELS, DenunciationBar, DenunciationUse
from discipline.facts import Facts
from discipline.rules.lengths import within
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import Status, Verdict, not_known, rule

#: Grounds that new evidence takes away.
_CURED_BY_EVIDENCE = (DenunciationBar.CONCLUDED, DenunciationBar.RESENT)


@rule("denunciation.competent", id="DIS-132", needs=["denunciation_receiver", "denounced_of_receiver"])
def denunciation_is_competent(facts: Facts, bodies: Provision) -> Verdict:
    return Verdict(
        facts.denunciation_receiver in bodies.value and facts.denounced_of_receiver,
        gettext_noop(
            "Handled by the committee, its standing committee or inspection commission for those under the committee of"
            " the same level, by a cell for its own members; who has retired counts as in office. Here: %(organ)s."
        ),
        {"organ": ORGAN_LABELS[facts.denunciation_receiver]},
    )


@rule("denunciation.barred", optional=["denunciation.barred_resent"], id="DIS-134", needs=["denunciation_grounds"])
def denunciation_is_accepted(facts: Facts, grounds: Provision, resent: Provision | None) -> Verdict:
    """What is concluded already, or was withdrawn and sent again, is handled if there is new evidence."""
    known = [*grounds.value, *([resent.value] if resent else [])]
    found = [bar for bar in map(DenunciationBar, known) if bar in facts.denunciation_grounds]
    if any(bar in _CURED_BY_EVIDENCE for bar in found):
        if facts.denunciation_new_evidence is None:
            return not_known(facts, "denunciation_new_evidence")
        if facts.denunciation_new_evidence:
            found = [bar for bar in found if bar not in _CURED_BY_EVIDENCE]
    return Verdict(
        not found,
        gettext_noop("Grounds not to handle the denunciation: %(grounds)s."),
        {"grounds": [DENUNCIATION_BAR_LABELS[bar] for bar in found] or gettext_noop("none")},
    )


@rule("denunciation.joint_from", id="DIS-134", needs=["denunciation_signatories"])
def denunciation_is_not_joint(facts: Facts, joint: Provision) -> Verdict:
    return Verdict(
        facts.denunciation_signatories < joint.value,
        gettext_noop("A denunciation signed by %(min)s or more persons is not handled; signed here by %(count)s."),
        {"min": joint.value, "count": facts.denunciation_signatories},
    )


@rule("denunciation.joint_to_a_person", id="DIS-134", needs=["denunciation_signatories"])
def joint_denunciation_is_decided_by_a_person(facts: Facts, joint: Provision) -> Verdict:
    """What this version says of it is not known (U-10)."""
    numbers = {"min": joint.value, "count": facts.denunciation_signatories}
    if facts.denunciation_signatories < joint.value:
        return Verdict(True, gettext_noop("Does not apply: it is not signed by several persons."), numbers)
    return Verdict(
        Status.HUMAN,
        gettext_noop(
            "Signed by %(count)s persons: whether the law of the day handles it is not known; the person in charge"
            " decides."
        ),
        numbers,
    )


@rule("denunciation.anonymous_as_information", id="DIS-135", needs=["denunciation_grounds"])
def anonymous_denunciation_is_information_only(facts: Facts, information: Provision) -> Verdict:
    if DenunciationBar.ANONYMOUS not in facts.denunciation_grounds:
        return Verdict(True, gettext_noop("Does not apply: the sender is known."))
    missing = [name for name in ("denunciation_checkable", "denunciation_use") if getattr(facts, name) is None]
    if missing:
        return not_known(facts, *missing)
    allowed = {DenunciationUse.NOT_HANDLED, DenunciationUse.TRANSFERRED}
    if facts.denunciation_checkable:
        allowed.add(DenunciationUse.INFORMATION)
    return Verdict(
        facts.denunciation_use in allowed,
        gettext_noop(
            "An anonymous denunciation is never opened; one that is concrete and can be checked serves as information."
        ),
    )


@rule("denunciation.identity_secret", id="DIS-136", needs=["denunciation_names_the_denouncer"])
def denouncer_is_not_revealed(facts: Facts, secret: Provision) -> Verdict:
    return Verdict(
        not facts.denunciation_names_the_denouncer,
        gettext_noop("Who denounced is secret: what the person denounced receives is an extract without identity."),
    )


@rule("denunciation.rights", id="DIS-137", needs=["denounced_explained"], cured_by="authority")
def denounced_has_his_rights(facts: Facts, rights: Provision) -> Verdict:
    """He is informed of the conclusion once there is one."""
    concluded = facts.denunciation_concluded_on is not None
    if concluded and facts.denounced_informed is None:
        return not_known(facts, "denounced_informed")
    return Verdict(
        facts.denounced_explained and (not concluded or facts.denounced_informed),
        gettext_noop("The person denounced may explain and give evidence, and is informed of the conclusion."),
    )


@rule("denunciation.conclusion_per_allegation", id="DIS-138", needs=["denunciation_allegations"], cured_by="authority")
def denunciation_concluded_per_allegation(facts: Facts, conclusions: Provision) -> Verdict:
    open_ones = [one.number for one in facts.denunciation_allegations if one.conclusion not in conclusions.value]
    if not facts.denunciation_allegations:
        return Verdict(False, gettext_noop("No allegation is recorded."))
    return Verdict(
        not open_ones,
        gettext_noop("Each allegation has a conclusion of its own; without one: %(numbers)s."),
        {"numbers": open_ones or gettext_noop("none")},
    )


@rule(
    "denunciation.length",
    "denunciation.length_central",
    "denunciation.extension",
    "denunciation.extensions_max",
    id="DIS-139",
    needs=["denunciation_received_on", "denunciation_at_centre", "denunciation_extended"],
    cured_by="authority",
)
def denunciation_in_time(
    facts: Facts,
    below: Provision,
    central: Provision,
    extension: Provision,
    times: Provision,
    law: Law,
    calendar: Calendar,
) -> Verdict:
    """From the receipt by the competent body; an extension counts as far as the law allows one, below the Centre."""
    added = 0 if facts.denunciation_at_centre else min(facts.denunciation_extended, extension.value)
    return within(
        facts.denunciation_received_on,
        central if facts.denunciation_at_centre else below,
        facts.denunciation_concluded_on,
        gettext_noop("Received on %(start)s, to be concluded until %(due)s, %(days)s %(unit)s after."),
        gettext_noop("Received on %(start)s, it had to be concluded until %(due)s, %(days)s %(unit)s after."),
        law=law,
        calendar=calendar,
        added=added,
    )


@rule(
    "denunciation.extension",
    "denunciation.extensions_max",
    id="DIS-139",
    needs=["denunciation_extended", "denunciation_extensions"],
    cured_by="authority",
)
def denunciation_extended_once(facts: Facts, extension: Provision, times: Provision) -> Verdict:
    return Verdict(
        facts.denunciation_extended <= extension.value and facts.denunciation_extensions <= times.value,
        gettext_noop("Extended %(times)s times by %(days)s days in all; allowed: %(max_times)s, up to %(max)s days."),
        {
            "times": facts.denunciation_extensions,
            "days": facts.denunciation_extended,
            "max_times": times.value,
            "max": extension.value,
        },
    )


@rule("denunciation.withdrawal_free", id="DIS-140", needs=["denunciation_withdrawn"])
def denunciation_withdrawn_freely(facts: Facts, free: Provision) -> Verdict:
    if not facts.denunciation_withdrawn:
        return Verdict(True, gettext_noop("Does not apply: the denunciation is not withdrawn."))
    if facts.denunciation_withdrawal_forced is None:
        return not_known(facts, "denunciation_withdrawal_forced")
    return Verdict(
        not facts.denunciation_withdrawal_forced,
        gettext_noop("A withdrawal is accepted unless it was forced or bought."),
    )


@rule(
    "denunciation.goes_on_with_signs",
    id="DIS-140",
    needs=["denunciation_withdrawn", "denunciation_signs_of_violation"],
    cured_by="authority",
)
def withdrawn_denunciation_goes_on_with_signs(facts: Facts, goes_on: Provision) -> Verdict:
    if not (facts.denunciation_withdrawn and facts.denunciation_signs_of_violation):
        return Verdict(True, gettext_noop("Does not apply: it is not withdrawn, or there are no signs of a violation."))
    if facts.denunciation_continued is None:
        return not_known(facts, "denunciation_continued")
    return Verdict(
        facts.denunciation_continued,
        gettext_noop("Where there are signs of a violation, the body goes on of its own accord after a withdrawal."),
    )


@rule("denunciation.bad_faith_is_violation", id="DIS-141", needs=["denunciation_bad_faith"])
def bad_faith_denunciation_is_a_violation(facts: Facts, violation: Provision) -> Verdict:
    """Whether it was bad faith is the conclusion of a body."""
    if not facts.denunciation_bad_faith:
        return Verdict(True, gettext_noop("Does not apply: no bad faith is concluded."))
    return Verdict(Status.HUMAN, gettext_noop("A member who denounces in bad faith commits a violation: a new case."))
