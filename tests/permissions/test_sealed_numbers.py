"""No number tells that a sealed paper took one: a decision on discipline that is signed and not announced."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from discipline.choices import row_key
from discipline.records import TeamMember
from organization.models import ALPHABET, Role
from tests.chain import Journey
from tests.discipline.matters import Matter, build_matter_chain
from tests.factories import seat
from tests.permissions.worlds import Seen, differences, look
from workflows.documents import numbering
from workflows.models import Case


class Desk:
    """At which a decision on an admission and one on an expulsion both wait for their numbers."""

    def __init__(self) -> None:
        chain = build_matter_chain()
        self.journey = Journey(chain).to("decision")
        # of a member of the grassroots committee the standing committee above it decides
        seat(chain.members[3], chain.bodies["grassroots"], Role.MEMBER)
        self.matter = Matter(chain, start=self.journey.day).to("cell", form="expulsion")
        self.matter.vote_forms(self.matter.all_for("expulsion"))
        while self.matter.step != "drafting":
            self.matter.appraise()
            self.matter.vote_forms(self.matter.all_for("expulsion"))
        self.users = {name: chain.users[name] for name in ("applicant", "grassroots", "department")}

    def world(self, *, sealed: bool) -> Seen:
        """What those who see nothing of the expulsion get after the admission was numbered."""
        with transaction.atomic():
            if sealed:
                self.matter.do("sign_decision", on=self.matter.day, complaint_to="Đảng ủy", offices="")
            self.journey.do("issue_decision", on=self.matter.day, signed_on=self.matter.day)
            dossier = self.journey.dossier
            pages = {name: reverse(name, args=[dossier.public_id]) for name in ("own_file", "case", "papers")}
            pages |= {name: reverse(name) for name in ("inbox", "cases", "own_files")}
            seen = look({name: _client(user) for name, user in self.users.items()}, pages)
            transaction.set_rollback(True)
        return seen


def _client(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture(scope="module")
def desk(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("files")))
        yield Desk()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker, desk: Desk, settings: Settings) -> Iterator[None]:
    settings.TODAY = desk.matter.day
    with django_db_blocker.unblock():
        yield


def test_the_same_body_numbers_both(desk: Desk) -> None:
    assert desk.matter.task.body == desk.journey.task.body
    expelled = Case.objects.filter(pk=desk.matter.case_id)
    sees = {name: expelled.visible_to(user, desk.matter.day).exists() for name, user in desk.users.items()}
    assert not sees["applicant"]
    assert not sees["department"]


def test_the_number_of_an_open_decision_is_the_same_whether_or_not_a_sealed_one_took_its_own(desk: Desk) -> None:
    blind = {"applicant", "department"}

    found = differences(desk.world(sealed=False), desk.world(sealed=True))

    assert [line for line in found if line.split(" at ")[0] in blind] == []


def test_a_register_that_both_share_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(numbering._read("registers"), "sealed", "shared")

    found = differences(desk.world(sealed=False), desk.world(sealed=True))

    assert {line.split(":")[0] for line in found} >= {"applicant at own_file", "department at case"}


@pytest.mark.django_db
def test_a_row_is_named_by_a_key_that_counts_nothing() -> None:
    keys = [row_key(TeamMember(pk=number)) for number in range(1, 21)]

    assert len(set(keys)) == 20
    assert keys not in (sorted(keys), sorted(keys, reverse=True))
    assert all(len(key) == 12 and set(key) <= set(ALPHABET) for key in keys)
