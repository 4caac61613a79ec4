"""Values of the record of discipline in words, of every flow of the procedure."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.codes import ANSWER_LABELS, DECIDER_LABELS, FORM_LABELS, MATTER_LABELS, NO_DISCIPLINE
from discipline.codes_complaint import (
    APOLOGISER_LABELS,
    ASPECT_LABELS,
    BAR_LABELS,
    HEARD_LABELS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    OUTCOME_LABELS,
    RESTORED_LABELS,
)
from discipline.codes_content import CONTENT_LABELS, content_named
from discipline.codes_inspection import (
    ALLEGATION_LABELS,
    DENUNCIATION_BAR_LABELS,
    INSPECTION_OUTCOME_LABELS,
    KIND_LABELS,
)
from discipline.codes_inspection import SOURCE_LABELS as SIGN_SOURCE_LABELS
from discipline.complaints import words as complaints
from discipline.denunciations.words import DENUNCIATION_PAPERS, PARTY_LABELS, WITHHELD
from discipline.facts.criminal import PENALTY_LABELS, SUSPENDED_LABELS
from discipline.facts.deferral import DEFERRAL_LABELS
from discipline.facts.principles import ENDED_LABELS
from discipline.inspections import words as inspections
from discipline.words import (
    CIRCUMSTANCE_LABELS,
    MADE_LABELS,
    PAPER_LABELS,
    PURPOSE_LABELS,
    RECEIPT_LABELS,
    SIDE_LABELS,
    SOURCE_LABELS,
)
from workflows.findings import CERTAINTY_LABELS
from workflows.meetings.results import ENDING_LABELS

#: The papers of a discipline case.
LABELS = {**PAPER_LABELS, **MADE_LABELS}
#: What a paper of any flow is called.
EVERY_LABEL = {
    **DENUNCIATION_PAPERS,
    **inspections.SUPERVISION_LABELS,
    **inspections.INSPECTION_LABELS,
    **LABELS,
    **complaints.PAPER_LABELS,
    **complaints.RESTORING_LABELS,
}


def _coded(labels: Any) -> dict[str, str]:
    return {code.value: label for code, label in labels.items()}


_FORMS = _coded(FORM_LABELS)
#: {name of a value in an event: {code: its words}}
_SPOKEN: dict[str, Any] = {
    "source": SOURCE_LABELS,
    "form": {**_FORMS, "secret": gettext_noop("secret ballot"), "card": gettext_noop("raising the party card")},
    "expected": _FORMS,
    "votes": {**_FORMS, NO_DISCIPLINE: gettext_noop("No discipline")},
    "answer": _coded(ANSWER_LABELS),
    "adopted": {**_FORMS, NO_DISCIPLINE: ""},
    "matter": _coded(MATTER_LABELS),
    "decider": _coded(DECIDER_LABELS),
    "ending": _coded(ENDING_LABELS),
    "penalty": PENALTY_LABELS,
    "purpose": {**PURPOSE_LABELS, WITHHELD: WITHHELD},
    "side": SIDE_LABELS,
    "suspended_from": SUSPENDED_LABELS,
    "standing": _coded(ENDED_LABELS),
    "receipt": RECEIPT_LABELS,
    "result": _coded(OUTCOME_LABELS),
    "ground": {**DEFERRAL_LABELS, **_coded(BAR_LABELS)},
    "party": {**PARTY_LABELS, **_coded(HEARD_LABELS)},
    "bars": _coded(DENUNCIATION_BAR_LABELS),
    "conclusion": _coded(ALLEGATION_LABELS),
    "body": _coded(APOLOGISER_LABELS),
    "level": {label: label for label in LEVEL_LABELS.values()},
    "organ": {label: label for label in ORGAN_LABELS.values()},
    "grounds": _coded(BAR_LABELS),
    "verified": _coded(ASPECT_LABELS),
    "restored": _coded(RESTORED_LABELS),
    "sign_source": _coded(SIGN_SOURCE_LABELS),
    "inspection_outcome": _coded(INSPECTION_OUTCOME_LABELS),
    "inspection_kind": _coded(KIND_LABELS),
    "certainty": _coded(CERTAINTY_LABELS),
    "circumstance": {str(code): label for code, label in CIRCUMSTANCE_LABELS.items()},
}


def spoken(name: str, value: Any) -> str:
    """A value of an event in words; of several values, each."""
    if isinstance(value, dict):
        return ", ".join(f"{spoken(name, key)} {number}" for key, number in value.items()) or "–"
    if isinstance(value, list):
        return ", ".join(spoken(name, one) for one in value) or "–"
    if name == "code":
        if value in CONTENT_LABELS:
            return content_named(value)
        label = EVERY_LABEL.get(str(value))
        return _(label) if label else str(value)
    labels = _SPOKEN.get(name, {})
    if value not in labels:
        return str(value)
    return _(labels[value]) if labels[value] else ""  # the empty string is the heading of the catalogue
