"""The facts of an inspection on signs of violation and of a thematic supervision: DIS-142 to DIS-149."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from discipline.codes_complaint import ORGAN_LABELS, Organ
from discipline.codes_content import (
    MEMBER_CONTENT_LABELS,
    ORGANIZATION_CONTENT_LABELS,
    MemberContent,
    OrganizationContent,
)
from discipline.codes_inspection import (
    INSPECTION_OUTCOME_LABELS,
    KIND_LABELS,
    SOURCE_LABELS,
    InspectionKind,
    InspectionOutcome,
    SignSource,
)
from workflows.facts import COUNT, DAY, YES_NO, FactSheet, fact, one_of, set_of


@dataclass(frozen=True)
class InspectionFacts(FactSheet):
    """``inspection_days_added``: calendar days by which the time was extended. ``inspected_of_receiver``: the member of
    the cell, or who stands under the committee of the same level.
    """

    inspection_kind: InspectionKind | None = fact(
        one_of(InspectionKind, KIND_LABELS), gettext_noop("Kind of inspection or supervision")
    )
    inspection_by: Organ | None = fact(one_of(Organ, ORGAN_LABELS), gettext_noop("Body that inspects"))
    inspection_at_centre: bool | None = fact(YES_NO, gettext_noop("A body of the Centre inspects"))
    inspection_above_grassroots: bool | None = fact(YES_NO, gettext_noop("The body stands above the grassroots level"))
    inspected_of_receiver: bool | None = fact(
        YES_NO, gettext_noop("The inspected one belongs to those this body is competent for")
    )
    inspected_sits_above: bool | None = fact(
        YES_NO, gettext_noop("The inspected one is a member of a superior committee")
    )
    inspection_task_of_superior: bool | None = fact(
        YES_NO, gettext_noop("The signs concern a task assigned by a superior level")
    )
    inspection_source: SignSource | None = fact(
        one_of(SignSource, SOURCE_LABELS), gettext_noop("Source of the signs of violation")
    )
    inspection_assessed: bool | None = fact(YES_NO, gettext_noop("The signs were assessed before the decision"))
    inspection_outcome: InspectionOutcome | None = fact(
        one_of(InspectionOutcome, INSPECTION_OUTCOME_LABELS), gettext_noop("Outcome of the inspection")
    )
    inspection_second: bool | None = fact(
        YES_NO, gettext_noop("A second inspection of the same violation is opened for the discipline")
    )
    inspection_decided_on: date | None = fact(DAY, gettext_noop("Day of the decision to inspect"))
    inspection_started_on: date | None = fact(DAY, gettext_noop("The time of the inspection runs from"))
    inspection_made_known_on: date | None = fact(DAY, gettext_noop("The decision to inspect was made known on"))
    inspection_concluded_on: date | None = fact(DAY, gettext_noop("Day of the conclusion of the inspection"))
    inspection_extensions: int | None = fact(COUNT, gettext_noop("Times that the inspection was extended"))
    inspection_days_added: int | None = fact(COUNT, gettext_noop("Days added to the time of the inspection"), "day")
    inspection_team: int | None = fact(COUNT, gettext_noop("Members of the inspection team"))
    inspection_looks_back_to: date | None = fact(DAY, gettext_noop("The inspection looks back to"))
    cell_of_grassroots: bool | None = fact(YES_NO, gettext_noop("The cell is itself a grassroots organisation"))
    cell_has_committee: bool | None = fact(YES_NO, gettext_noop("The cell has a committee"))
    cell_members: int | None = fact(COUNT, gettext_noop("Members of the cell"))
    cell_scattered: bool | None = fact(YES_NO, gettext_noop("The activity of the cell is scattered"))
    supervision_found_signs: bool | None = fact(YES_NO, gettext_noop("The supervision found signs of a violation"))
    supervision_transferred: bool | None = fact(
        YES_NO, gettext_noop("The matter is transferred to an inspection on signs of violation")
    )


@dataclass(frozen=True)
class ContentFacts(FactSheet):
    """What the violations of a case are about, as the statistics count them (discipline.md 3.1)."""

    member_contents: frozenset[MemberContent] | None = fact(
        set_of(MemberContent, MEMBER_CONTENT_LABELS), gettext_noop("Contents of the member's violation")
    )
    organization_contents: frozenset[OrganizationContent] | None = fact(
        set_of(OrganizationContent, ORGANIZATION_CONTENT_LABELS),
        gettext_noop("Contents of the organisation's violation"),
    )
