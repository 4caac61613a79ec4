"""Who proposed and decided an admission, as the record has it: for the review of responsibility (ADM-86, ADM-105)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from workflows.models import Event, Judgement

if TYPE_CHECKING:
    from admission.models import Dossier
    from workflows.acting import Act

KIND = "admission.answerable"


class Part(StrEnum):
    """What somebody had to do with an admission."""

    INTRODUCED = "introduced"
    CERTIFIED = "certified"
    PROPOSED = "proposed"
    APPRAISED = "appraised"
    DECIDED = "decided"
    SIGNED = "signed"


#: English source strings.
PART_LABELS = {
    Part.INTRODUCED: gettext_noop("introduced"),
    Part.CERTIFIED: gettext_noop("certified the CV"),
    Part.PROPOSED: gettext_noop("proposed"),
    Part.APPRAISED: gettext_noop("appraised"),
    Part.DECIDED: gettext_noop("decided"),
    Part.SIGNED: gettext_noop("signed the decision"),
}
_OF_VERB = {
    "certify_cv": Part.CERTIFIED,
    "record_cell_vote": Part.PROPOSED,
    "record_committee_vote": Part.PROPOSED,
    "appraise_section": Part.APPRAISED,
    "appraise": Part.APPRAISED,
    "record_deciding_vote": Part.DECIDED,
    "record_standing_vote": Part.DECIDED,
    "issue_decision": Part.SIGNED,
    "certify_again": Part.CERTIFIED,
    "record_cell_vote_again": Part.PROPOSED,
    "record_committee_vote_again": Part.PROPOSED,
    "record_deciding_vote_again": Part.DECIDED,
    "record_standing_vote_again": Part.DECIDED,
}
_BELOW_RATIO = "below_ratio"


def answerable(dossier: Dossier) -> list[dict[str, str]]:
    """[{part: code of Part, person, body, on: ISO day}] in the order of the days. A vote names its body and who entered
    its resolution, never who voted how; one below the ratio neither proposed nor decided.
    """
    return sorted([*_introducers(dossier), *_acts(dossier)], key=lambda row: row["on"])


def _introducers(dossier: Dossier) -> Iterator[dict[str, str]]:
    for row in dossier.introducers.filter(left_on__isnull=True).select_related("person").order_by("pk"):
        yield {
            "part": Part.INTRODUCED.value,
            "person": row.person.full_name,
            "body": "",
            "on": row.assigned_on.isoformat(),
        }


def _acts(dossier: Dossier) -> Iterator[dict[str, str]]:
    rows = Judgement.objects.filter(case_id=dossier.pk, verb__in=_OF_VERB).exclude(outcome=_BELOW_RATIO)
    for row in rows.select_related("by__person", "body").order_by("pk"):
        yield {
            "part": _OF_VERB[row.verb].value,
            "person": row.by.person.full_name if row.by and row.by.person else "",
            "body": str(row.body or ""),
            "on": row.on.isoformat(),
        }


def note_answerable(dossier: Dossier, act: Act, *, unqualified: bool) -> None:
    """The act keeps the list as it is today, so that what is done again changes nothing in it."""
    dossier.note("answerable")
    act.record(KIND, answerable=answerable(dossier), unqualified=unqualified)


def noted_answerable(dossier: Dossier) -> Any:
    """(day, {answerable, unqualified}) of the last time it was kept; None when it never was."""
    if not dossier.noted("answerable"):
        return None
    event = Event.objects.filter(case_id=dossier.pk, kind=KIND).select_related("payload").last()
    return None if event is None else (event.on, event.payload.values)
