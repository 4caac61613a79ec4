"""The codes of the member stage, with their labels (English source strings)."""

from enum import StrEnum

from django.utils.translation import gettext_noop


class Removal(StrEnum):
    """Why a probationary member is removed. The last four bar a readmission (ADM-89), so the code is kept."""

    UNQUALIFIED = "unqualified"
    ABSENT_AFTER_TRANSFER = "absent_after_transfer"  # T39
    ABANDONED = "abandoned"
    DISUNITY = "disunity"
    CORRUPTION = "corruption"
    SERIOUS_CRIME = "serious_crime"


#: English source strings.
REMOVAL_LABELS = {
    Removal.UNQUALIFIED: gettext_noop("does not qualify as a member"),
    Removal.ABSENT_AFTER_TRANSFER: gettext_noop(
        "did not present the transfer of party activity in time, without reason"
    ),
    Removal.ABANDONED: gettext_noop("abandoned party life"),
    Removal.DISUNITY: gettext_noop("caused serious disunity"),
    Removal.CORRUPTION: gettext_noop("convicted of corruption"),
    Removal.SERIOUS_CRIME: gettext_noop("convicted of a serious crime or worse"),
}
#: Grounds after which nobody is admitted again (ADM-89).
BARS_READMISSION = frozenset({Removal.ABANDONED, Removal.DISUNITY, Removal.CORRUPTION, Removal.SERIOUS_CRIME})
