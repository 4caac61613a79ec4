"""The facts of a denunciation: DIS-132 to DIS-141."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from discipline.codes_complaint import ORGAN_LABELS, Organ
from discipline.codes_inspection import (
    ALLEGATION_LABELS,
    DENUNCIATION_BAR_LABELS,
    DENUNCIATION_USE_LABELS,
    AllegationConclusion,
    DenunciationBar,
    DenunciationUse,
)
from workflows.facts import COUNT, DAY, TEXT, YES_NO, FactSheet, fact, one_of, record, rows_of, set_of


@dataclass(frozen=True)
class Allegation:
    """One allegation by its number in the plan; ``conclusion``: None until it is concluded."""

    number: str
    conclusion: AllegationConclusion | None = None


ALLEGATION = record(Allegation, number=TEXT, conclusion=one_of(AllegationConclusion, ALLEGATION_LABELS))


@dataclass(frozen=True)
class DenunciationFacts(FactSheet):
    """``denounced_of_receiver``: he is a member of the cell, or stands under the committee of the same level; who has
    retired counts as if still in office. ``denunciation_received_on``: by the competent body.
    """

    denunciation_receiver: Organ | None = fact(
        one_of(Organ, ORGAN_LABELS), gettext_noop("Body that handles the denunciation")
    )
    denounced_of_receiver: bool | None = fact(
        YES_NO, gettext_noop("The person denounced belongs to those this body is competent for")
    )
    denunciation_grounds: frozenset[DenunciationBar] | None = fact(
        set_of(DenunciationBar, DENUNCIATION_BAR_LABELS), gettext_noop("What speaks against handling the denunciation")
    )
    denunciation_new_evidence: bool | None = fact(YES_NO, gettext_noop("There is new evidence"))
    denunciation_signatories: int | None = fact(COUNT, gettext_noop("Persons who signed the denunciation"))
    denunciation_checkable: bool | None = fact(YES_NO, gettext_noop("Its content is concrete and can be checked"))
    denunciation_use: DenunciationUse | None = fact(
        one_of(DenunciationUse, DENUNCIATION_USE_LABELS), gettext_noop("What becomes of the denunciation")
    )
    denunciation_names_the_denouncer: bool | None = fact(
        YES_NO, gettext_noop("A paper handed to the person denounced lets the denouncer be known")
    )
    denounced_explained: bool | None = fact(
        YES_NO, gettext_noop("The person denounced could explain and give evidence")
    )
    denounced_informed: bool | None = fact(YES_NO, gettext_noop("The person denounced is informed of the conclusion"))
    denunciation_allegations: tuple[Allegation, ...] | None = fact(
        rows_of(ALLEGATION), gettext_noop("Allegations with their conclusions")
    )
    denunciation_received_on: date | None = fact(DAY, gettext_noop("The competent body received the denunciation on"))
    denunciation_concluded_on: date | None = fact(DAY, gettext_noop("Day of the conclusion on the denunciation"))
    denunciation_extended: int | None = fact(COUNT, gettext_noop("Working days added to the time"), "working_day")
    denunciation_extensions: int | None = fact(COUNT, gettext_noop("Times that the time was extended"))
    denunciation_at_centre: bool | None = fact(YES_NO, gettext_noop("A body of the Centre handles the denunciation"))
    denunciation_withdrawn: bool | None = fact(YES_NO, gettext_noop("The denunciation is withdrawn"))
    denunciation_withdrawal_forced: bool | None = fact(YES_NO, gettext_noop("The withdrawal was forced or bought"))
    denunciation_signs_of_violation: bool | None = fact(YES_NO, gettext_noop("There are signs of a violation"))
    denunciation_continued: bool | None = fact(
        YES_NO, gettext_noop("The body goes on of its own accord after the withdrawal")
    )
    denunciation_bad_faith: bool | None = fact(YES_NO, gettext_noop("A member denounced in bad faith"))
