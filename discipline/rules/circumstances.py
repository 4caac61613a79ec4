"""Circumstances, the ladder of severity, the grounds of a dissolution: DIS-37 to DIS-44."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, Form
from discipline.facts import Facts
from discipline.facts.circumstances import CODE_LABELS, DISSOLVING_LABELS, Code, Degree, Recidivism
from discipline.rules.principles import NO_FORM
from workflows.law import Provision
from workflows.rules import Number, Status, Verdict, not_known, rule


@rule("circumstances.mitigating", "circumstances.aggravating", id="DIS-37", needs=["circumstances"])
def circumstances_are_listed(facts: Facts, mitigating: Provision, aggravating: Provision) -> Verdict:
    """What was accepted, told by its side."""
    codes = [one.code for one in facts.circumstances]
    unlisted: Number = [CODE_LABELS[code] for code in codes if code not in mitigating.value + aggravating.value]
    if unlisted:
        message = gettext_noop("Not in the lists of circumstances: %(unlisted)s.")
        return Verdict(Status.HUMAN, message, {"unlisted": unlisted})
    accepted = [one.code for one in facts.circumstances if one.accepted]
    numbers: dict[str, Number] = {
        "mitigating": [CODE_LABELS[code] for code in accepted if code in mitigating.value] or [_NONE],
        "aggravating": [CODE_LABELS[code] for code in accepted if code in aggravating.value] or [_NONE],
    }
    return Verdict(True, gettext_noop("Accepted: mitigating: %(mitigating)s; aggravating: %(aggravating)s."), numbers)


_NONE = gettext_noop("none so far")


@rule("circumstances.answered", id="DIS-38", needs=["circumstances"], cured_by="authority")
def circumstances_are_answered(facts: Facts, answered: Provision) -> Verdict:
    """Each has its evidence, and the body concluded whether it accepts it."""
    left: Number = [CODE_LABELS[one.code] for one in facts.circumstances if not one.evidence or one.accepted is None]
    if left:
        message = gettext_noop("Evidence or the conclusion of the body is missing for: %(left)s.")
        return Verdict(False, message, {"left": left})
    return Verdict(True, gettext_noop("Each circumstance claimed has its evidence and is accepted or rejected."))


@rule("circumstances.repeated_min", id="DIS-40", needs=["violations_counted", "circumstances"], cured_by="authority")
def repetition_is_weighed(facts: Facts, least: Provision) -> Verdict:
    """Counting sanctions of the state, of unions and of courts."""
    numbers: dict[str, Number] = {"count": facts.violations_counted, "min": least.value}
    if facts.violations_counted < least.value:
        message = gettext_noop("Violated %(count)s times; repeated is from %(min)s times.")
        return Verdict(True, message, numbers)
    message = gettext_noop("Violated %(count)s times: repeated violation is weighed as aggravating.")
    return Verdict(Code.REPEATED in [one.code for one in facts.circumstances], message, numbers)


@rule("ladder.first", "ladder.second", "ladder.third", id="DIS-41", needs=["degree", "recidivism", "form"])
def form_fits_the_ladder(facts: Facts, first: Provision, second: Provision, third: Provision) -> Verdict:
    """DIS-41 to DIS-43: the normal form of a step; another one is for the body to give reasons for."""
    step = _step(facts.degree, facts.recidivism)
    normal = (first, second, third)[step]
    numbers: dict[str, Number] = {
        "form": FORM_LABELS[facts.form],
        "normal": [FORM_LABELS[Form(code)] for code in normal.value],
    }
    if facts.form in normal.value:
        message = gettext_noop("The form %(form)s is the normal one for this degree and recidivism.")
        return Verdict(True, message, numbers, cites=(normal,))
    message = gettext_noop(
        "Normal for this degree and recidivism: %(normal)s. That it is %(form)s the body concludes, with circumstances."
    )
    return Verdict(Status.HUMAN, message, numbers, cites=(normal,))


def _step(degree: Degree, recidivism: Recidivism) -> int:
    """0, 1, 2: the heavier of what the degree and the recidivism lead to."""
    return max(list(Degree).index(degree), list(Recidivism).index(recidivism))


@rule("dissolution.grounds", id="DIS-44", needs=["form"], cured_by="superior")
def dissolution_has_ground(facts: Facts, grounds: Provision) -> Verdict:
    if facts.form is not Form.DISSOLUTION:
        return Verdict(True, NO_FORM)
    if facts.dissolving_grounds is None:
        return not_known(facts, "dissolving_grounds")
    found: Number = [DISSOLVING_LABELS[one] for one in sorted(facts.dissolving_grounds) if one in grounds.value]
    if not found:
        return Verdict(False, gettext_noop("An organisation is dissolved only on one of the grounds of the text."))
    return Verdict(True, gettext_noop("The organisation %(grounds)s."), {"grounds": found})
