"""One form per verb of a discipline case: what is asked, in which order, with which words."""

from discipline.collective_forms import COLLECTIVE_FORMS
from discipline.complaints.forms import COMPLAINT_FORMS
from discipline.decision_forms import DECISION_FORMS
from discipline.denunciations.forms import DENUNCIATION_FORMS
from discipline.examination_forms import EXAMINATION_FORMS
from discipline.inspections.forms import INSPECTION_FORMS
from discipline.intake_forms import INTAKE_FORMS
from discipline.level_forms import LEVEL_FORMS
from discipline.supervision.forms import SUPERVISION_FORMS
from discipline.team_forms import TEAM_FORMS
from workflows.forms import ActForm

FORMS: dict[str, type[ActForm]] = {
    **INTAKE_FORMS,
    **EXAMINATION_FORMS,
    **COLLECTIVE_FORMS,
    **TEAM_FORMS,
    **LEVEL_FORMS,
    **DECISION_FORMS,
    **COMPLAINT_FORMS,
    **DENUNCIATION_FORMS,
    **INSPECTION_FORMS,
    **SUPERVISION_FORMS,
}
