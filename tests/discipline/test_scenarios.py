"""The generated discipline cases: one at each of the stages that are shown, and none where the law says too little."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from discipline import scenarios as matters
from discipline.models import DisciplineCase, State
from organization import scenarios
from organization.models import User
from organization.scenarios import Khoi
from workflows.audit.chain import verify
from workflows.models import Task

DAY = date(2025, 11, 14)


@pytest.fixture(scope="module")
def khoi(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Khoi]:
    """A small Khối with its discipline cases, built once for the module and undone at its end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("files")))
        made = scenarios.build(5, DAY, scale="small")
        matters.build(made, 5, small=True)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_one_case_waits_at_each_stage_with_an_unbroken_record(khoi: Khoi) -> None:
    cases = DisciplineCase.objects.order_by("pk")

    stages = [
        State.SCREENING,
        State.SELF_CRITICISM,
        State.CELL_MEETING,
        State.LEVEL_APPRAISAL,
        State.IN_FORCE,
        State.IN_FORCE,
        State.VERIFYING,  # about a cell beside the demo's
    ]
    assert [case.state for case in cases] == stages
    assert [verify(case).problem for case in cases] == [""] * len(stages)
    above = Task.objects.open().get(process__state=State.LEVEL_APPRAISAL)
    assert above.body is not None
    assert above.body.kind == "inspection"


def test_the_accused_with_a_log_in_follows_his_case(khoi: Khoi) -> None:
    accused = User.objects.get(username="dangvien")

    assert DisciplineCase.objects.own_file_of(accused.person).get().state == State.SELF_CRITICISM


def test_the_member_with_a_warning_may_still_complain(khoi: Khoi) -> None:
    case = DisciplineCase.objects.own_file_of(User.objects.get(username="dangvien2").person).get()

    assert (case.state, case.form) == (State.IN_FORCE, "warning")
    assert case.deadlines.get(kind="complaint", closed_on__isnull=True).due_on > khoi.day


@pytest.mark.django_db
def test_so_early_a_law_makes_no_case(khoi: Khoi) -> None:
    khoi.day, day = date(2024, 6, 14), khoi.day
    try:
        assert matters.build(khoi, 5) == []
    finally:
        khoi.day = day
