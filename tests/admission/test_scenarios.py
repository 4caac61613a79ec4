"""The generated dossiers: one at least at every step of the chain, some overdue, each with an unbroken record."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from admission import scenarios as dossiers
from admission.flows import AdmissionFlow
from admission.models import Dossier, State
from organization import scenarios
from organization.models import Membership, Organization, User
from organization.scenarios import Khoi
from workflows.audit.chain import verify
from workflows.meetings.models import ItemState
from workflows.models import Case, Deadline, Document, Tally, Task
from workflows.nodes import BodyStep

DAY = date(2025, 11, 14)


@pytest.fixture(scope="module")
def khoi(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Khoi]:
    """A small Khối with its dossiers, built once for the module and undone at its end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("files")))
        made = scenarios.build(5, DAY, scale="small")
        dossiers.build(made, 5, small=True)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


#: What no dossier of the scenario has come to: ways that need a fault, a refused consent, a second system.
NOT_REACHED = {
    State.DELISTED,
    State.CONSENT_PENDING,
    State.TRANSFER_IN,
    State.MOVED_AWAY,
    State.REDO,
    State.RECOGNITION_REDO,
    State.ANNULLED,
    State.ESCALATED,
    State.REMOVAL_AGREED,
    State.REMOVED,
}
#: States in which only some chains of the scenario leave a dossier.
BY_CHANCE = {State.BASE_RESOLVED, State.RECOGNITION_SECTION_APPRAISED}
#: Steps in a state that is reached, but on ways of those above or of chains that the scenario has no cell of.
NOT_SHOWN = {
    "authorised_review",
    "cancelling",
    "certify_above",
    "class_again",
    "class_permission_above",
    "dossier_permission_above",
    "intake",
    "member_helper",
    "member_intake",
    "member_letter",
    "member_remarks",
    "name_removal",
    "petition",
    "recognition_authorised_decision",
    "recognition_superior_decision",
    "redo_cell",
    "reexamination",
    "removal_standing",
    "removal_superior",
}


def test_a_dossier_waits_at_every_step(khoi: Khoi) -> None:
    nodes = [node for node in AdmissionFlow.instance.nodes() if isinstance(node, BodyStep)]
    reached = set(State) - NOT_REACHED
    steps = {node.name for node in nodes if reached & set(node.states)} - NOT_SHOWN
    assert {task.flow_task.name for task in Task.objects.open()} == steps


def test_dossiers_are_in_every_state(khoi: Khoi) -> None:
    states = set(Dossier.objects.values_list("state", flat=True))
    assert states - BY_CHANCE == set(State) - NOT_REACHED - BY_CHANCE
    assert Dossier.objects.count() == dossiers.count(small=True)


def test_every_act_lies_between_the_first_day_and_the_scenarios_own(khoi: Khoi) -> None:
    for dossier in Dossier.objects.all():
        assert (DAY - dossier.opened_on).days <= dossiers.WITH_A_YEAR
        assert dossier.last_day <= DAY


def test_no_dossier_breaks_its_record(khoi: Khoi) -> None:
    assert [verify(case).problem for case in Case.objects.all()] == [""] * dossiers.count(small=True)


def test_every_vote_was_counted_in_a_meeting_of_its_body(khoi: Khoi) -> None:
    tallies = Tally.objects.select_related("item__meeting")
    assert tallies.exists()
    for tally in tallies:
        assert tally.item is not None
        assert (tally.item.state, tally.item.meeting.body_id) == (ItemState.RESOLVED, tally.body_id)
        assert (tally.item.meeting.held_on, tally.roster) == (tally.held_on, tally.item.roster)
        assert tally.base == sum(line["in_base"] for line in tally.roster)


def test_clocks_run_where_the_law_starts_them(khoi: Khoi) -> None:
    kinds = Counter(Deadline.objects.filter(closed_on__isnull=True).values_list("kind", flat=True))
    straight = {"stale", "verification", "decision", "ceremony", "probation"}
    assert set(kinds) == straight | {"recognition_cell", "recognition_decision", "list_review", "member_records"}


def test_applicant_of_the_demonstration_is_drafting_with_a_file(khoi: Khoi) -> None:
    applicant = User.objects.get(username="nguoixin")
    own = Dossier.objects.own_file_of(applicant.person).get()
    assert own.state == State.DRAFTING
    papers = Document.objects.filter(case=own)
    assert [(paper.code, bool(paper.sha256)) for paper in papers] == [("class_certificate", True)]


def test_everyone_of_the_chain_has_something_to_do(khoi: Khoi) -> None:
    names = ["bithu.chibo", "thuky.chibo", "bithu.bophan", "bithu.dangbo", "chuyenvien.btc", "bithu.khoi"]
    for name in names:
        assert Task.objects.open().visible_to(User.objects.get(username=name), DAY).exists(), name
    for name in ("admin", "chuyenvien.cu", "nguoixin"):
        assert not Case.objects.visible_to(User.objects.get(username=name), DAY).exists(), name


def test_somebody_of_the_demo_cell_is_free_for_a_dossier_and_somebody_to_be_followed(khoi: Khoi) -> None:
    cell = khoi.tree.demo_cell.organization
    busy = Case.objects.values("subject")
    free = Membership.objects.on(DAY).filter(organization=cell, standing__in=["sympathizer", "masses"])
    assert sorted(free.exclude(person__in=busy).values_list("standing", flat=True)) == ["masses", "sympathizer"]


def test_plans_overstay_a_deadline_at_four_steps_at_least() -> None:
    long = {plan.name for plan in dossiers.PLANS if max(plan.rests) > 45}
    assert long == {"ceremony", "appraisal", "standing", "verification"}


def test_command_needs_the_demonstration(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("scenario", "s1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "day", "chains"),
    [
        ("s1", date(2024, 6, 14), {"p0k", "p2", "p4"}),
        # dossiers with a year behind them went by the chain of the bloc before it ended
        ("s1", date(2025, 3, 14), {"p0k", "p1", "p2", "p4"}),
        ("s2", date(2025, 7, 21), {"p0k", "p1", "p2", "p4", "p6", "p6_cell"}),
    ],
)
def test_dossiers_go_by_the_chains_of_their_day(
    name: str, day: date, chains: set[str], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    dossiers.build(scenarios.build(6, day, name=name, scale="small"), 6, small=True)
    assert {dossier.chain for dossier in Dossier.objects.all()} == chains
    assert Dossier.objects.count() == dossiers.count(name, small=True)
    admitted = Dossier.objects.filter(state=State.PROBATIONARY)
    assert {dossier.chain for dossier in admitted} == (chains - {"p0k"} if "p1" in chains else chains)
    assert [verify(case).problem for case in Case.objects.all()] == [""] * dossiers.count(name, small=True)


@pytest.mark.usefixtures("khoi")
def test_command_leaves_a_filled_database_alone(settings: Settings) -> None:
    settings.DEMO = True
    before, out = Organization.objects.count(), StringIO()
    with pytest.raises(CommandError):
        call_command("scenario", "s1")
    call_command("scenario", "s1", "--if-empty", stdout=out)
    assert Organization.objects.count() == before
    assert [account.username in out.getvalue() for account in scenarios.accounts()] == [True] * len(
        scenarios.accounts()
    )


@pytest.mark.django_db
def test_command_refuses_a_day_before_the_law(settings: Settings) -> None:
    settings.DEMO = True
    Organization.objects.all()._raw_delete("default")
    with pytest.raises(CommandError):
        call_command("scenario", "s1", "--day", "2016-08-01")
    assert not Organization.objects.exists()
