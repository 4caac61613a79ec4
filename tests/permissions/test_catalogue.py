"""The whole matrix, written out by hand: a line too many or too few in the catalogue fails here."""

import pytest

from organization.models import BodyKind, Role
from permissions.catalogue import GRANTS, Perm, roles_for

#: permission -> body kind -> roles; what is not written nobody may.
MATRIX: dict[str, dict[str, set[str]]] = {
    "open_dossier": {"cell": {"secretary", "deputy_secretary", "clerk"}},
    "prepare_dossier": {"cell": {"secretary", "deputy_secretary", "clerk"}},
    "certify_background": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
    },
    "record_resolution": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head"},
    },
    "appraise_section": {"section_committee": {"secretary", "deputy_secretary"}},
    "appraise_dossier": {"organization_department": {"head", "deputy_head", "officer"}},
    "direct_after_shortfall": {
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
    },
    "issue_decision": {
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
    },
    "notify_refusal": {
        "committee": {"secretary", "deputy_secretary", "clerk"},
        "organization_department": {"head", "deputy_head", "officer"},
    },
    "receive_decision": {"cell": {"secretary", "deputy_secretary", "clerk"}},
    "hold_ceremony": {"cell": {"secretary", "deputy_secretary"}},
    "transfer_dossier": {
        "cell": {"secretary", "deputy_secretary", "clerk"},
        "committee": {"secretary", "deputy_secretary", "clerk"},
        "organization_department": {"head", "deputy_head", "officer"},
    },
    "answer_verification": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary", "clerk"},
    },
    "register_report": {
        "cell": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head", "member", "officer"},
    },
    "conduct_examination": {
        "cell": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head", "member", "officer"},
    },
    "appraise_discipline": {
        "section_committee": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head", "member", "officer"},
    },
    "take_over_case": {"inspection": {"head", "deputy_head"}},
    "sign_discipline": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head"},
    },
    "send_leader": {
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
    },
    "track_cases": {"inspection": {"head", "deputy_head", "member", "officer"}},
    "resolve_complaint": {
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head", "member", "officer"},
    },
    "handle_denunciation": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head", "member", "officer"},
    },
    "conclude_denunciation": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head"},
    },
    "read_denouncer": {"inspection": {"head"}},
    "inspect": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head", "member", "officer"},
    },
    "decide_inspection": {
        "cell": {"secretary", "deputy_secretary"},
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head"},
    },
    "read_third_persons": {
        "cell": {"secretary", "deputy_secretary", "clerk"},
        "committee": {"secretary", "deputy_secretary", "clerk"},
        "organization_department": {"head", "deputy_head", "officer"},
    },
    "keep_record": {
        "committee": {"secretary", "deputy_secretary"},
        "standing_committee": {"secretary", "deputy_secretary"},
        "inspection": {"head", "deputy_head"},
    },
}


def test_matrix_names_every_permission() -> None:
    assert set(MATRIX) == set(Perm.values) == set(GRANTS)


@pytest.mark.parametrize("perm", Perm.values)
@pytest.mark.parametrize("kind", BodyKind.values)
@pytest.mark.parametrize("role", Role.values)
def test_role_in_a_kind_of_body_may_exactly_what_the_matrix_says(perm: str, kind: str, role: str) -> None:
    assert (role in roles_for(perm, kind)) is (role in MATRIX[perm].get(kind, set()))


def test_unknown_permission_is_nobodys() -> None:
    assert roles_for("change_the_past", BodyKind.CELL) == frozenset()


def test_organization_department_and_clerks_never_record_a_vote() -> None:
    voting = GRANTS[Perm.RECORD_RESOLUTION]
    assert {kind for kind, _role in voting} == {"cell", "committee", "standing_committee", "inspection"}
    assert {role for kind, role in voting if kind != "inspection"} == {"secretary", "deputy_secretary"}
    assert {role for kind, role in voting if kind == "inspection"} == {"head", "deputy_head"}
