"""One form per verb of the procedure's flows: what is asked, in which order, with which words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from discipline.collective_forms import COLLECTIVE_FORMS
from discipline.complaints.forms import COMPLAINT_FORMS
from discipline.decision_forms import DECISION_FORMS
from discipline.denunciations.forms import DENUNCIATION_FORMS
from discipline.examination_forms import EXAMINATION_FORMS
from discipline.inspections.forms import INSPECTION_FORMS
from discipline.intake_forms import INTAKE_FORMS
from discipline.level_forms import LEVEL_FORMS
from discipline.mistake_forms import MISTAKE_FORMS
from discipline.supervision.forms import SUPERVISION_FORMS
from discipline.team_forms import TEAM_FORMS
from workflows.forms import ActForm

Table = Mapping[str, type[ActForm]]

TABLES: tuple[Table, ...] = (
    INTAKE_FORMS,
    MISTAKE_FORMS,
    EXAMINATION_FORMS,
    COLLECTIVE_FORMS,
    TEAM_FORMS,
    LEVEL_FORMS,
    DECISION_FORMS,
    COMPLAINT_FORMS,
    DENUNCIATION_FORMS,
    INSPECTION_FORMS,
    SUPERVISION_FORMS,
)


def joined(tables: Iterable[Table]) -> dict[str, type[ActForm]]:
    """One table of all. Raises ValueError where two give a verb different forms: one would silently lose its own."""
    found: dict[str, type[ActForm]] = {}
    for table in tables:
        doubled = sorted(code for code in found.keys() & table.keys() if found[code] is not table[code])
        if doubled:
            raise ValueError(f"Two forms for one verb: {', '.join(doubled)}.")
        found.update(table)
    return found


def shared(tables: Iterable[Table]) -> frozenset[str]:
    """The verbs whose form several tables name: two flows that have a verb of one code mean it so."""
    counted = Counter(code for table in tables for code in table)
    return frozenset(code for code, times in counted.items() if times > 1)


FORMS = joined(TABLES)
SHARED = shared(TABLES)
