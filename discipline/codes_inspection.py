"""The codes of denunciation, inspection and supervision, with their labels (English source strings)."""

from enum import StrEnum

from django.utils.translation import gettext_noop


class DenunciationBar(StrEnum):
    """The grounds on which a denunciation is not handled (DIS-134), those of a joint signature aside."""

    ANONYMOUS = "anonymous"
    CONCLUDED = "concluded"
    COPY = "copy"
    INCAPABLE = "incapable"
    BASELESS = "baseless"
    RESENT = "resent"


DENUNCIATION_BAR_LABELS = {
    DenunciationBar.ANONYMOUS: gettext_noop("no name, a false name or no address"),
    DenunciationBar.CONCLUDED: gettext_noop("already concluded by a competent level"),
    DenunciationBar.COPY: gettext_noop("neither the original signature nor the original paper"),
    DenunciationBar.INCAPABLE: gettext_noop("the sender lacks civil capacity"),
    DenunciationBar.BASELESS: gettext_noop("its content has no basis"),
    DenunciationBar.RESENT: gettext_noop("withdrawn and sent again"),
}


class DenunciationUse(StrEnum):
    """What becomes of a denunciation (discipline.md 7.1)."""

    ACCEPTED = "accepted"
    INFORMATION = "information"
    TRANSFERRED = "transferred"
    NOT_HANDLED = "not_handled"


DENUNCIATION_USE_LABELS = {
    DenunciationUse.ACCEPTED: gettext_noop("accepted"),
    DenunciationUse.INFORMATION: gettext_noop("used as information"),
    DenunciationUse.TRANSFERRED: gettext_noop("transferred to the competent body"),
    DenunciationUse.NOT_HANDLED: gettext_noop("not handled"),
}


class AllegationConclusion(StrEnum):
    """What is concluded of one allegation (DIS-138)."""

    FALSE = "false"
    UNFOUNDED = "unfounded"
    SHORTCOMING = "shortcoming"
    VIOLATION = "violation"
    VIOLATION_TO_DISCIPLINE = "violation_to_discipline"


ALLEGATION_LABELS = {
    AllegationConclusion.FALSE: gettext_noop("false"),
    AllegationConclusion.UNFOUNDED: gettext_noop("no basis or not enough of it"),
    AllegationConclusion.SHORTCOMING: gettext_noop("true, a shortcoming"),
    AllegationConclusion.VIOLATION: gettext_noop("true, a violation that deserves no discipline"),
    AllegationConclusion.VIOLATION_TO_DISCIPLINE: gettext_noop("true, a violation that deserves discipline"),
}


class SignSource(StrEnum):
    """Where signs of a violation come from (DIS-143)."""

    SUPERVISION = "supervision"
    INSPECTION = "inspection"
    DENUNCIATION = "denunciation"
    AUDIT = "audit"
    PRESS = "press"
    SELF_CRITICISM = "self_criticism"
    STATE_BODY = "state_body"


SOURCE_LABELS = {
    SignSource.SUPERVISION: gettext_noop("supervision"),
    SignSource.INSPECTION: gettext_noop("inspection"),
    SignSource.DENUNCIATION: gettext_noop("denunciation"),
    SignSource.AUDIT: gettext_noop("audit"),
    SignSource.PRESS: gettext_noop("the press"),
    SignSource.SELF_CRITICISM: gettext_noop("self-criticism"),
    SignSource.STATE_BODY: gettext_noop("information from a state body"),
}


class InspectionOutcome(StrEnum):
    """What an inspection on signs of violation may conclude (DIS-144)."""

    NO_VIOLATION = "no_violation"
    SHORTCOMING = "shortcoming"
    VIOLATION = "violation"
    VIOLATION_TO_DISCIPLINE = "violation_to_discipline"


INSPECTION_OUTCOME_LABELS = {
    InspectionOutcome.NO_VIOLATION: gettext_noop("no violation"),
    InspectionOutcome.SHORTCOMING: gettext_noop("a shortcoming, from which a lesson is drawn"),
    InspectionOutcome.VIOLATION: gettext_noop("a violation that deserves no discipline"),
    InspectionOutcome.VIOLATION_TO_DISCIPLINE: gettext_noop("a violation that deserves discipline"),
}


class InspectionKind(StrEnum):
    """The kinds of inspection and supervision that have a time of their own (DIS-145)."""

    SIGNS = "signs"
    THEMATIC = "thematic"
    SUPERVISION = "supervision"


KIND_LABELS = {
    InspectionKind.SIGNS: gettext_noop("inspection on signs of violation"),
    InspectionKind.THEMATIC: gettext_noop("thematic inspection"),
    InspectionKind.SUPERVISION: gettext_noop("thematic supervision"),
}
