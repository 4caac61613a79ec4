"""The whole permission table: who, in which kind of body and role, may do what. Nothing declared, nobody may."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import BodyKind, Role

Pairs = frozenset[tuple[str, str]]


class Perm(models.TextChoices):
    OPEN_DOSSIER = "open_dossier", _("open an admission dossier")
    PREPARE_DOSSIER = "prepare_dossier", _("prepare an admission dossier")
    CERTIFY_BACKGROUND = "certify_background", _("certify a CV")
    RECORD_RESOLUTION = "record_resolution", _("record the resolution of the body")
    APPRAISE_SECTION = "appraise_section", _("appraise for the section committee")
    APPRAISE_DOSSIER = "appraise_dossier", _("appraise for the organisation department")
    DIRECT_AFTER_SHORTFALL = "direct_after_shortfall", _("direct what follows a vote below the ratio")
    ISSUE_DECISION = "issue_decision", _("number and sign a decision")
    NOTIFY_REFUSAL = "notify_refusal", _("notify a refusal")
    RECEIVE_DECISION = "receive_decision", _("receive a decision")
    HOLD_CEREMONY = "hold_ceremony", _("hold the admission ceremony")
    TRANSFER_DOSSIER = "transfer_dossier", _("send on or take in the dossier of an applicant who moves")
    ANSWER_VERIFICATION = "answer_verification", _("answer a request for verification")
    REGISTER_REPORT = "register_report", _("register a report of a violation")
    CONDUCT_EXAMINATION = "conduct_examination", _("conduct the examination of a discipline case")
    APPRAISE_DISCIPLINE = "appraise_discipline", _("appraise a proposal of discipline and hear the person concerned")
    TAKE_OVER_CASE = "take_over_case", _("take over the discipline case of a lower body")
    SIGN_DISCIPLINE = "sign_discipline", _("sign and announce a decision on discipline")
    HANDLE_DENUNCIATION = "handle_denunciation", _("receive, screen and verify a denunciation")
    CONCLUDE_DENUNCIATION = "conclude_denunciation", _("conclude a denunciation and name who may know the denouncer")
    READ_DENOUNCER = "read_denouncer", _("read who denounced")
    SEND_LEADER = "send_leader", _("send somebody to lead a cell that nobody of its own can lead in a case")
    TRACK_CASES = "track_cases", _("follow the discipline cases of a territory")
    RESOLVE_COMPLAINT = "resolve_complaint", _("receive and verify a complaint about discipline")
    INSPECT = "inspect", _("inspect on signs of violation, and supervise by a theme")
    DECIDE_INSPECTION = "decide_inspection", _("decide and conclude an inspection or a supervision")
    READ_THIRD_PERSONS = "read_third_persons", _("read what a dossier says of third persons")
    KEEP_RECORD = "keep_record", _("see who has read a case, and erase from its record together with another")


_SECRETARIES = (Role.SECRETARY, Role.DEPUTY_SECRETARY)
_CELL = frozenset((BodyKind.CELL, role) for role in (*_SECRETARIES, Role.CLERK))
_CELL_HEADS = frozenset((BodyKind.CELL, role) for role in _SECRETARIES)
_COMMITTEE_HEADS = frozenset((BodyKind.COMMITTEE, role) for role in _SECRETARIES)
_COMMITTEE_OFFICE = _COMMITTEE_HEADS | {(BodyKind.COMMITTEE, Role.CLERK)}
_STANDING_HEADS = frozenset((BodyKind.STANDING_COMMITTEE, role) for role in _SECRETARIES)
_SECTION_HEADS = frozenset((BodyKind.SECTION_COMMITTEE, role) for role in _SECRETARIES)
_INSPECTION_HEADS = frozenset((BodyKind.INSPECTION, role) for role in (Role.HEAD, Role.DEPUTY_HEAD))
_INSPECTION = _INSPECTION_HEADS | {(BodyKind.INSPECTION, Role.MEMBER), (BodyKind.INSPECTION, Role.OFFICER)}
_DEPARTMENT = frozenset(
    (BodyKind.ORGANIZATION_DEPARTMENT, role) for role in (Role.HEAD, Role.DEPUTY_HEAD, Role.OFFICER)
)

#: Roles per level: admission guide, table "Roles per organisational level" (cell secretary convenes and signs, clerk
#: helps, committee secretaries sign, the organisation department appraises and never votes). A grassroots cell
#: certifies itself; the superior certifies for a cell without a grassroots organisation; a grassroots committee
#: authorised to admit directs, decides and notifies itself: on which body a step waits, the route of the day says.
#: Third persons (family, political notes; design): who verifies, certifies or appraises a CV reads of them, no other
#: member of a body that sees the case.
#: Discipline (discipline.md 8): the cell and its secretary, or an inspection commission, conducts; a section committee
#: and inspection commissions appraise and hear; who presides over a body that decides signs for it.
#: Who presides over the direct superior of a cell sends somebody where nobody of it is left to lead (DIS-81).
#: Denunciations (DIS-132, 136): the bodies that handle them; who denounced is for the head of the commission and for
#: persons named one by one, which no role is.
#: A complaint is prepared by the inspection commission of the level, or by the body that resolves it where the
#: commission decided itself (DIS-118).
#: Who has read a case (design: discipline.md 9 has it logged and does not say for whom): who heads a commission, a
#: committee or a standing committee that sees the case.
#: Inspection and supervision (DIS-142): commissions, committees, standing committees and cells; who presides decides.
GRANTS: dict[str, Pairs] = {
    Perm.OPEN_DOSSIER: _CELL,
    Perm.PREPARE_DOSSIER: _CELL,
    Perm.CERTIFY_BACKGROUND: _COMMITTEE_HEADS | _CELL_HEADS | _STANDING_HEADS,
    Perm.RECORD_RESOLUTION: _CELL_HEADS | _COMMITTEE_HEADS | _STANDING_HEADS | _INSPECTION_HEADS,
    Perm.APPRAISE_SECTION: _SECTION_HEADS,
    Perm.APPRAISE_DOSSIER: _DEPARTMENT,
    Perm.DIRECT_AFTER_SHORTFALL: _STANDING_HEADS | _COMMITTEE_HEADS,
    Perm.ISSUE_DECISION: _STANDING_HEADS | _COMMITTEE_HEADS,
    Perm.NOTIFY_REFUSAL: _DEPARTMENT | _COMMITTEE_HEADS | frozenset({(BodyKind.COMMITTEE, Role.CLERK)}),
    Perm.RECEIVE_DECISION: _CELL,
    Perm.HOLD_CEREMONY: _CELL_HEADS,
    Perm.TRANSFER_DOSSIER: _CELL | _COMMITTEE_HEADS | {(BodyKind.COMMITTEE, Role.CLERK)} | _DEPARTMENT,
    Perm.ANSWER_VERIFICATION: _CELL_HEADS | _COMMITTEE_OFFICE,
    Perm.REGISTER_REPORT: _CELL_HEADS | _INSPECTION,
    Perm.CONDUCT_EXAMINATION: _CELL_HEADS | _INSPECTION,
    Perm.APPRAISE_DISCIPLINE: _SECTION_HEADS | _COMMITTEE_HEADS | _STANDING_HEADS | _INSPECTION,
    Perm.TAKE_OVER_CASE: _INSPECTION_HEADS,
    Perm.SIGN_DISCIPLINE: _CELL_HEADS | _COMMITTEE_HEADS | _STANDING_HEADS | _INSPECTION_HEADS,
    Perm.HANDLE_DENUNCIATION: _CELL_HEADS | _INSPECTION | _COMMITTEE_HEADS | _STANDING_HEADS,
    Perm.CONCLUDE_DENUNCIATION: _CELL_HEADS | _INSPECTION_HEADS | _COMMITTEE_HEADS | _STANDING_HEADS,
    Perm.READ_DENOUNCER: frozenset({(BodyKind.INSPECTION, Role.HEAD)}),
    Perm.SEND_LEADER: _COMMITTEE_HEADS | _STANDING_HEADS,
    Perm.TRACK_CASES: _INSPECTION,
    Perm.RESOLVE_COMPLAINT: _COMMITTEE_HEADS | _STANDING_HEADS | _INSPECTION,
    Perm.INSPECT: _CELL_HEADS | _COMMITTEE_HEADS | _STANDING_HEADS | _INSPECTION,
    Perm.DECIDE_INSPECTION: _CELL_HEADS | _COMMITTEE_HEADS | _STANDING_HEADS | _INSPECTION_HEADS,
    Perm.READ_THIRD_PERSONS: _CELL | _COMMITTEE_OFFICE | _DEPARTMENT,
    Perm.KEEP_RECORD: _INSPECTION_HEADS | _COMMITTEE_HEADS | _STANDING_HEADS,
}


def roles_for(perm: str, body_kind: str) -> frozenset[str]:
    """The roles which, held in a body of this kind, carry the permission."""
    return frozenset(role for kind, role in GRANTS.get(perm, frozenset()) if kind == body_kind)
