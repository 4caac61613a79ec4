"""The facts of circumstances, of the severity of a violation, and of the ground of a dissolution (DIS-37 to DIS-44)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of, set_of


class Code(StrEnum):
    """The circumstances as coded lists: mitigating first, then aggravating."""

    SELF_REPORTED = "self_reported"
    SELF_NOMINATED = "self_nominated"
    INFORMED = "informed"
    REPAIRED = "repaired"
    FORCE_MAJEURE = "force_majeure"
    INDUCED = "induced"
    HONEST_INNOVATION = "honest_innovation"
    NOT_CORRECTED = "not_corrected"
    CONCEALED = "concealed"
    RETALIATED = "retaliated"
    ORGANISED = "organised"
    ABUSED_EMERGENCY = "abused_emergency"
    REPEATED = "repeated"
    RECIDIVISM = "recidivism"


CODE_LABELS = {
    Code.SELF_REPORTED: gettext_noop("reported his own violation before it was discovered"),
    Code.SELF_NOMINATED: gettext_noop("admitted it and named a form for himself"),
    Code.INFORMED: gettext_noop("gave information or evidence on others"),
    Code.REPAIRED: gettext_noop("stopped, repaired the harm or paid compensation before the decision"),
    Code.FORCE_MAJEURE: gettext_noop("acted under objective force majeure"),
    Code.INDUCED: gettext_noop("was forced or induced"),
    Code.HONEST_INNOVATION: gettext_noop("had an honest motive in innovation"),
    Code.NOT_CORRECTED: gettext_noop("was reminded or asked to stop and went on"),
    Code.CONCEALED: gettext_noop("concealed, destroyed or falsified evidence, or obstructed verification"),
    Code.RETALIATED: gettext_noop("retaliated against or threatened informants, denouncers or witnesses"),
    Code.ORGANISED: gettext_noop("organised the violation"),
    Code.ABUSED_EMERGENCY: gettext_noop("abused an emergency or disaster"),
    Code.REPEATED: gettext_noop("violated repeatedly"),
    Code.RECIDIVISM: gettext_noop("recidivism"),
}


@dataclass(frozen=True)
class Circumstance:
    """``evidence``: the paper it rests on. ``accepted``: what the body concluded on it, None so far nothing."""

    code: Code
    evidence: str = ""
    accepted: bool | None = None


class Degree(StrEnum):
    """How serious the consequence is, as concluded (khoản 1, 2, 3 of an article)."""

    LESS_SERIOUS = "less_serious"
    SERIOUS = "serious"
    VERY_SERIOUS = "very_serious"


DEGREE_LABELS = {
    Degree.LESS_SERIOUS: gettext_noop("less serious consequence"),
    Degree.SERIOUS: gettext_noop("serious consequence"),
    Degree.VERY_SERIOUS: gettext_noop("very serious consequence"),
}


class Recidivism(StrEnum):
    """After which step of the ladder the same violation came again."""

    FIRST_TIME = "first_time"
    AFTER_REPRIMAND = "after_reprimand"
    AFTER_HEAVIER = "after_heavier"


RECIDIVISM_LABELS = {
    Recidivism.FIRST_TIME: gettext_noop("first time"),
    Recidivism.AFTER_REPRIMAND: gettext_noop("again after a reprimand"),
    Recidivism.AFTER_HEAVIER: gettext_noop("again after a warning or removal"),
}


class Dissolving(StrEnum):
    """Why an organisation may be dissolved (DIS-44)."""

    AGAINST_LINE = "against_line"
    PRINCIPLES = "principles"
    LAW = "law"


DISSOLVING_LABELS = {
    Dissolving.AGAINST_LINE: gettext_noop("acts against the Party's line and policy"),
    Dissolving.PRINCIPLES: gettext_noop("violates the principles of organisation and activity especially seriously"),
    Dissolving.LAW: gettext_noop("violates the law especially seriously"),
}

CIRCUMSTANCE = record(
    Circumstance,
    {"code": ""},
    code=one_of(Code, CODE_LABELS),
    evidence=TEXT,
    accepted=YES_NO,
)


@dataclass(frozen=True)
class CircumstanceFacts(FactSheet):
    """``violations_counted``: how often he violated, with sanctions of the state, of unions and of courts."""

    circumstances: tuple[Circumstance, ...] | None = fact(rows_of(CIRCUMSTANCE), gettext_noop("Circumstances claimed"))
    violations_counted: int | None = fact(
        COUNT, gettext_noop("Times violated, sanctions of the state, of unions and of courts included")
    )
    degree: Degree | None = fact(one_of(Degree, DEGREE_LABELS), gettext_noop("Degree of the consequence"))
    recidivism: Recidivism | None = fact(one_of(Recidivism, RECIDIVISM_LABELS), gettext_noop("Violated before"))
    dissolving_grounds: frozenset[Dissolving] | None = fact(
        set_of(Dissolving, DISSOLVING_LABELS), gettext_noop("Grounds of the dissolution")
    )
