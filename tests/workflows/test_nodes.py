"""Steps as viewflow sees them: nothing of its own is offered to anyone."""

import pytest
from django.urls import get_resolver
from viewflow.workflow.lock import SelectForUpdateLock

from admission.flows import AdmissionFlow
from organization.models import BodyKind, Role
from permissions.catalogue import roles_for
from tests.chain import Journey, build_chain
from tests.factories import user
from workflows.checks import flows
from workflows.models import Task
from workflows.nodes import BodyStep


def test_every_flow_has_a_real_lock():
    locks = {flow.__name__: type(flow.lock_impl) for flow in flows() if flow.__name__ != "SmallFlow"}
    assert {"AdmissionFlow", "DisciplineFlow"} <= locks.keys()
    assert locks == dict.fromkeys(locks, SelectForUpdateLock)


def test_no_url_of_viewflow_is_mounted():
    def modules(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from modules(pattern.url_patterns)
            else:
                yield pattern.callback.__module__

    assert [name for name in modules(get_resolver().url_patterns) if name.startswith("viewflow")] == []


@pytest.mark.django_db
def test_step_offers_itself_to_nobody_through_viewflow():
    journey = Journey(build_chain())
    superuser = user(is_superuser=True)
    step = journey.task.flow_task
    assert (step.can_assign(superuser, journey.task), step.can_execute(superuser, journey.task)) == (False, False)


@pytest.mark.django_db
def test_stored_names_of_every_task_resolve_to_its_step():
    journey = Journey(build_chain()).to("end")
    names = [task.flow_task.name for task in Task.objects.filter(process_id=journey.case_id).order_by("pk")]
    assert names == [
        "opening",
        "draft",
        "verify",
        "certify",
        "completion",
        "cell",
        "section",
        "grassroots",
        "appraisal",
        "standing",
        "decision",
        "receipt",
        "ceremony",
        "probation",
    ]


@pytest.mark.django_db
def test_task_carries_body_role_permission_and_day_from_its_insert():
    journey = Journey(build_chain()).to("section")
    task = journey.task
    deadline = journey.dossier.deadlines.get(kind="decision")
    assert (task.body, task.role, task.perm, task.due_on) == (
        journey.chain.bodies["section"],
        Role.SECRETARY,
        "appraise_section",
        deadline.due_on,
    )
    assert task.roles == roles_for("appraise_section", BodyKind.SECTION_COMMITTEE)


def test_every_step_says_what_it_is():
    untold = [
        node.name for node in AdmissionFlow.verb_nodes() if isinstance(node, BodyStep) and not node.task_description
    ]
    assert untold == []
