"""The codes of complaints and of wrong discipline, with their labels (English source strings)."""

from enum import StrEnum

from django.utils.translation import gettext_noop


class Level(StrEnum):
    """The levels of Party organisation that decide or resolve, lowest first (discipline.md 1.5)."""

    CELL = "cell"
    GRASSROOTS = "grassroots"
    ABOVE_GRASSROOTS = "above_grassroots"
    UNDER_CENTRE = "under_centre"
    CENTRE = "centre"


LEVEL_LABELS = {
    Level.CELL: gettext_noop("cell level"),
    Level.GRASSROOTS: gettext_noop("grassroots level"),
    Level.ABOVE_GRASSROOTS: gettext_noop("level directly above the grassroots"),
    Level.UNDER_CENTRE: gettext_noop("level directly under the Centre"),
    Level.CENTRE: gettext_noop("the Centre"),
}


class Organ(StrEnum):
    """What decides at a level, in the order in which one is complained to. The Secretariat and the Politburo are of the
    Centre alone, whose committee is the Central Committee.
    """

    CELL = "cell"
    INSPECTION = "inspection"
    STANDING = "standing"
    SECRETARIAT = "secretariat"
    POLITBURO = "politburo"
    COMMITTEE = "committee"


ORGAN_LABELS = {
    Organ.CELL: gettext_noop("the cell"),
    Organ.INSPECTION: gettext_noop("inspection commission"),
    Organ.STANDING: gettext_noop("standing committee"),
    Organ.SECRETARIAT: gettext_noop("the Secretariat"),
    Organ.POLITBURO: gettext_noop("the Politburo"),
    Organ.COMMITTEE: gettext_noop("committee"),
}


class ComplaintBar(StrEnum):
    """The grounds on which a complaint is not handled (DIS-115, DIS-116)."""

    LATE = "late"
    PENDING = "pending"
    FINAL = "final"
    SENTENCE = "sentence"
    ON_BEHALF = "on_behalf"
    NO_DECISION = "no_decision"
    REFUSED = "refused"
    MOVED = "moved"


BAR_LABELS = {
    ComplaintBar.LATE: gettext_noop("it comes late"),
    ComplaintBar.PENDING: gettext_noop("the competent superior is handling it already"),
    ComplaintBar.FINAL: gettext_noop("it is finally decided"),
    ComplaintBar.SENTENCE: gettext_noop("a court's sentence of non-custodial reform or more is not annulled"),
    ComplaintBar.ON_BEHALF: gettext_noop("it is made on behalf of somebody else"),
    ComplaintBar.NO_DECISION: gettext_noop("no written decision has been received"),
    ComplaintBar.REFUSED: gettext_noop("he refused to receive the decision"),
    ComplaintBar.MOVED: gettext_noop("before complaining he officially moved under another direct superior"),
}


class ComplaintOutcome(StrEnum):
    """What the resolving body may decide (DIS-122)."""

    UPHOLD = "uphold"
    REDUCE = "reduce"
    INCREASE = "increase"
    CANCEL = "cancel"
    EXAMINE_ANEW = "examine_anew"


OUTCOME_LABELS = {
    ComplaintOutcome.UPHOLD: gettext_noop("upheld"),
    ComplaintOutcome.REDUCE: gettext_noop("reduced"),
    ComplaintOutcome.INCREASE: gettext_noop("increased"),
    ComplaintOutcome.CANCEL: gettext_noop("cancelled"),
    ComplaintOutcome.EXAMINE_ANEW: gettext_noop("cancelled and to be examined anew"),
}


class Aspect(StrEnum):
    """What the verification of a complaint covers (DIS-123); the columns of the table T-KN."""

    CONTENT = "content"
    FORM = "form"
    PROCEDURE = "procedure"


ASPECT_LABELS = {
    Aspect.CONTENT: gettext_noop("the content of the violation"),
    Aspect.FORM: gettext_noop("the form of discipline"),
    Aspect.PROCEDURE: gettext_noop("principles, procedure and power"),
}


class Heard(StrEnum):
    """Who is heard on a complaint (DIS-123)."""

    COMPLAINANT = "complainant"
    DECIDER = "decider"
    CELL = "cell"


HEARD_LABELS = {
    Heard.COMPLAINANT: gettext_noop("the complainant"),
    Heard.DECIDER: gettext_noop("the body that decided"),
    Heard.CELL: gettext_noop("his cell"),
}


class Apologiser(StrEnum):
    """Who apologises for a wrong discipline (DIS-129)."""

    DECIDER = "decider"
    SUCCESSOR = "successor"
    SUPERIOR = "superior"
    OTHER = "other"


APOLOGISER_LABELS = {
    Apologiser.DECIDER: gettext_noop("the body that decided"),
    Apologiser.SUCCESSOR: gettext_noop("its successor"),
    Apologiser.SUPERIOR: gettext_noop("its superior"),
    Apologiser.OTHER: gettext_noop("another body"),
}


class Restored(StrEnum):
    """What is given back after a wrong discipline (DIS-130)."""

    ENTITLEMENTS = "entitlements"
    OFFICE = "office"
    MEMBERSHIP = "membership"


RESTORED_LABELS = {
    Restored.ENTITLEMENTS: gettext_noop("evaluation, planning, appointment, pay and awards"),
    Restored.OFFICE: gettext_noop("the office or an equivalent one"),
    Restored.MEMBERSHIP: gettext_noop("membership, a member's rights or recognition"),
}


class Preparer(StrEnum):
    """Who prepares the answer to a complaint of one struck off the list (DIS-127)."""

    ORGANISATION_DEPARTMENT = "organisation_department"
    INSPECTION = "inspection"
    OTHER = "other"


PREPARER_LABELS = {
    Preparer.ORGANISATION_DEPARTMENT: gettext_noop("the organisation department"),
    Preparer.INSPECTION: gettext_noop("inspection commission"),
    Preparer.OTHER: gettext_noop("another body"),
}
