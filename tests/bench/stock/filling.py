"""As many processes and tasks for the rival as there are cases and tasks of ours, in the same steps and bodies."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection
from guardian.models import GroupObjectPermission, UserObjectPermission
from viewflow.workflow.fields import get_flow_ref
from viewflow.workflow.models import Process, Task

from organization.models import Body
from permissions.catalogue import GRANTS, Perm
from tests.bench.stock.flows import PREFIX, StockFlow
from tests.bench.stock.models import StockDossier

SPOTS = {
    "cell": ("cell", "cell"),
    "section": ("section", "section_committee"),
    "grassroots": ("grassroots", "committee"),
    "department": ("appraisal", "organization_department"),
    "standing": ("standing", "standing_committee"),
}


def fill_rival() -> None:
    """Statement by statement inside the database; what was there of the rival is replaced."""
    flow = get_flow_ref(StockFlow)
    bodies = ContentType.objects.get_for_model(Body)
    for perm in Perm.values:
        Permission.objects.get_or_create(content_type=bodies, codename=PREFIX + perm, defaults={"name": PREFIX + perm})
    dossiers = ContentType.objects.get_for_model(StockDossier)
    tables = [GroupObjectPermission, UserObjectPermission, StockDossier, Task.previous.through, Task, Process]
    names = ", ".join(model._meta.db_table for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names}, auth_group, organization_user_groups, auth_group_permissions CASCADE")
        cursor.execute(
            "INSERT INTO viewflow_process (id, flow_class, status, created, finished, data)"
            " SELECT id, %s, status, created, finished, '{}' FROM workflows_case",
            [flow],
        )
        cursor.execute(
            "INSERT INTO viewflow_task (id, flow_task, flow_task_type, status, created, started, finished, token, data,"
            " owner_id, process_id, owner_permission, owner_permission_content_type_id, owner_permission_obj_pk)"
            " SELECT id, %s || '.' || reverse(split_part(reverse(flow_task), '.', 1)), flow_task_type, status, created,"
            " started, finished, token, '{}', owner_id, process_id,"
            " CASE WHEN perm = '' THEN NULL ELSE %s || perm END,"
            " CASE WHEN perm = '' THEN NULL ELSE %s END, CASE WHEN perm = '' THEN NULL ELSE body_id::text END"
            " FROM workflows_task",
            [flow, f"organization.{PREFIX}", bodies.pk],
        )
        cursor.execute(
            "INSERT INTO viewflow_task_previous (from_task_id, to_task_id)"
            " SELECT from_task_id, to_task_id FROM workflows_task_previous"
        )
        cursor.execute(
            "INSERT INTO stock_stockdossier"
            " (process_ptr_id, subject_id, state, cell_id, section_id, grassroots_id, department_id, standing_id)"
            " SELECT c.id, c.subject_id, c.state,"
            " coalesce(min(b.id) FILTER (WHERE b.kind = 'cell'), %s),"
            " min(b.id) FILTER (WHERE b.kind = 'section_committee'), min(b.id) FILTER (WHERE b.kind = 'committee'),"
            " coalesce(min(b.id) FILTER (WHERE b.kind = 'organization_department'), %s),"
            " coalesce(min(b.id) FILTER (WHERE b.kind = 'standing_committee'), %s)"
            " FROM workflows_case c JOIN workflows_caseaccess a ON a.case_id = c.id"
            " JOIN organization_body b ON b.id = a.body_id GROUP BY c.id",
            [_first(kind) for kind in ("cell", "organization_department", "standing_committee")],
        )
        cursor.execute("INSERT INTO auth_group (name) SELECT 'body ' || id FROM organization_body")
        cursor.execute(
            "INSERT INTO organization_user_groups (user_id, group_id) SELECT DISTINCT u.id, g.id"
            " FROM organization_seat s JOIN organization_user u ON u.person_id = s.person_id"
            " JOIN auth_group g ON g.name = 'body ' || s.body_id WHERE s.until IS NULL"
        )
        for perm, pairs in GRANTS.items():
            for kind, role in sorted(pairs):
                cursor.execute(_GRANT, [bodies.pk, bodies.pk, PREFIX + perm, kind, role])
        cursor.execute(
            "INSERT INTO organization_user_user_permissions (user_id, permission_id)"
            " SELECT u.id, p.id FROM organization_user u CROSS JOIN auth_permission p"
            " WHERE p.content_type_id = %s AND p.codename = 'view_stockdossier' ON CONFLICT DO NOTHING",
            [dossiers.pk],
        )
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def _first(kind: str) -> int:
    return Body.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True)[0]


#: For each seat of the day: what the catalogue lets its role do in the body, as a permission of the user on the body.
_GRANT = """
INSERT INTO guardian_userobjectpermission (content_type_id, user_id, object_pk, permission_id)
SELECT DISTINCT %s::int, u.id, s.body_id::text, p.id
FROM organization_seat s
JOIN organization_user u ON u.person_id = s.person_id
JOIN organization_body b ON b.id = s.body_id
JOIN auth_permission p ON p.content_type_id = %s AND p.codename = %s
WHERE s.until IS NULL AND b.kind = %s AND s.role = %s
ON CONFLICT DO NOTHING
"""
