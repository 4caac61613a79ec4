"""Who sees what of a case: each cell of objects.yaml, asked at the real pages and doors, seen and not seen.

Who casts, holds or reads a ballot: tests/workflows/meetings. Who denounced: tests/discipline/denunciations too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from discipline.denunciations.models import Denunciation
from discipline.models import DisciplineCase
from discipline.object_words import CONDITION_LABELS, OBJECT_LABELS, RELATION_LABELS
from discipline.objects import matrix
from discipline.spoken import EVERY_LABEL
from organization.models import Body, User
from permissions.objects import Standing, matrix_of, may_see_object
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.matters import Matter
from tests.discipline.walks import decided_by_cell
from tests.factories import user
from tests.workflows.files import pdf
from workflows import access
from workflows.documents.inspection import inspect
from workflows.documents.storage import store
from workflows.models import AccessReason, Case, CaseAccess, Document, Task

TABLE = matrix()
#: The relations of who sees the case officially, each with the body it is held in and why that sees the case; the team
#: is named.
OFFICIAL = {
    "cell": ("cell", AccessReason.OPENED),
    "deciding": ("section", AccessReason.ON_ROUTE),
    "commission": ("base_inspection", AccessReason.ON_ROUTE),
    "superior": ("inspection", AccessReason.SUPERIOR),
    "department": ("department", AccessReason.ASKED),
    "team": ("", ""),
}
#: What a body may be to a case, as the table knows it.
HELD = ("", "conducts", "sitting", "decides")
#: Of which flow the papers of a row are.
DENOUNCED = {"denunciation_content"}
#: Rows of papers of other flows, or of none.
ELSEWHERE = {"denouncer_identity", "ballots", "complaint_file"}


@dataclass
class World:
    """``papers``: {object: public ids of its papers, each with a file}; ``users``: {relation: who holds it alone}."""

    driver: Any
    papers: dict[str, list[str]]
    users: dict[str, User]

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.driver.case_id)


def build(driver: Any, rows: set[str]) -> World:
    case, chain = driver.case, driver.chain
    event = case.events.get(sequence=1)
    CaseAccess.objects.filter(case_id=case.pk).delete()
    users = {}
    for relation, (name, reason) in OFFICIAL.items():
        if relation == "team":
            users[relation] = user()
            named = {"reason": "team", "since": driver.day, "until": None}
            access.name_person(case, users[relation], event=event, **named)
        else:
            access.reached(case, {chain.bodies[name]: reason}, event=event, on=driver.day)
            users[relation] = next(
                one for one in chain.users.values() if _sits_only_in(one, chain.bodies[name]) and one.is_active
            )
    upload = SimpleUploadedFile("a.pdf", pdf())
    found = inspect(upload)
    store(upload, found)
    papers: dict[str, list[str]] = {}
    for name in sorted(rows):
        for code in TABLE.objects[name].papers:
            paper = Document.objects.create(
                case_id=case.pk,
                code=code,
                sha256=found.sha256,
                size=found.size,
                file_name=f"{code}.pdf",
                content_type=found.content_type,
                filed_on=driver.day,
            )
            papers.setdefault(name, []).append(paper.public_id)
    return World(driver, papers, users)


def _sits_only_in(one: User, body: Body) -> bool:
    return one.person is not None and set(one.person.seats.values_list("body_id", flat=True)) == {body.pk}


@pytest.fixture(scope="module")
def worlds(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, World]]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("files")))
        examined = Matter().to("verifying")
        patch.setattr("django.conf.settings.TODAY", examined.day)
        of_case = {name for name, row in TABLE.objects.items() if row.papers} - DENOUNCED - ELSEWHERE
        denounced = Denounced(start=examined.day)
        yield {"case": build(examined, of_case), "denunciation": build(denounced, DENOUNCED)}
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unblocked(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def hold(world: World, relation: str, held: str) -> None:
    """Let the body be to the case what ``held`` says, and nothing else; what it is not, another body is."""
    bodies = world.driver.chain.bodies
    other = bodies["standing"]
    name = OFFICIAL[relation][0]
    his = bodies[name] if name else other

    def who(what: str) -> Body:
        return his if held == what else other

    Task.objects.open().filter(process_id=world.case.pk).update(body=who("sitting"))
    DisciplineCase.objects.filter(pk=world.case.pk).update(registrar=who("conducts"), issuer=who("decides"))
    Denunciation.objects.filter(pk=world.case.pk).update(handler=who("conducts"))


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("relation", OFFICIAL)
@pytest.mark.parametrize("kind", ["case", "denunciation"])
def test_each_paper_is_handed_to_whom_its_cell_names_and_to_nobody_else(
    worlds: dict[str, World], kind: str, relation: str, held: str
) -> None:
    world, client = worlds[kind], Client()
    client.force_login(world.users[relation])
    with transaction.atomic():
        hold(world, relation, held)
        page = client.get(reverse("case", args=[world.case.public_id])).content.decode()
        wrong = []
        for name, papers in world.papers.items():
            seen = bool(TABLE.objects[name].cells[relation] & {"always", held})
            for paper in papers:
                address = reverse("document", args=[paper])
                got = (client.get(address).status_code == 200, address in page)
                if got != (seen, seen):
                    wrong.append((name, paper, seen, got))
        words = "I admit it." in page
        transaction.set_rollback(True)

    assert wrong == []
    if kind == "case":
        assert words is bool(TABLE.objects["self_criticism"].cells[relation] & {"always", held})


@pytest.mark.parametrize("relation", ["member", "statistician"])
def test_who_has_no_official_view_is_handed_no_paper(worlds: dict[str, World], relation: str) -> None:
    """What the table gives them they read on paper or as a number: no cell of theirs names a page."""
    cells = {code for row in TABLE.objects.values() for code in row.cells[relation]}
    assert cells <= {"on_paper", "counted"}
    for world in worlds.values():
        client = Client()
        client.force_login(user(world.driver.chain.members[4]) if relation == "member" else user())
        papers = [paper for ids in world.papers.values() for paper in ids]
        assert {client.get(reverse("document", args=[paper])).status_code for paper in papers} == {404}


@pytest.mark.django_db
def test_the_person_concerned_is_told_what_his_column_says(client: Client, settings: Any) -> None:
    """Before the announcement no decision and no total; afterwards both; never a draft."""
    matter = decided_by_cell()
    settings.TODAY = matter.day
    client.force_login(User.objects.filter(person=matter.accused).first() or user(matter.accused))
    address = reverse("own_discipline", args=[matter.case.public_id])
    before = client.get(address).content.decode()
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    settings.TODAY = matter.day
    after = client.get(address).content.decode()

    assert 'id="votes-title"' not in before
    assert 'id="votes-title"' in after
    own = set(matter.case.documents.filter(own=True).values_list("code", flat=True))
    shut = {code for row in TABLE.objects.values() if not row.cells["accused"] for code in row.papers}
    assert own
    assert own & shut == set()
    others = matter.case.documents.filter(own=False)
    assert others.filter(code__in=shut).exists()
    assert {client.get(reverse("document", args=[paper.public_id])).status_code for paper in others} == {404}


@pytest.mark.django_db
def test_who_denounced_is_read_by_the_head_and_by_who_is_named(settings: Any) -> None:
    found = Denounced()
    settings.TODAY = found.day
    assert {cell for cell in TABLE.objects["denouncer_identity"].cells.values() if cell} == {frozenset({"names"})}
    answers = {}
    for name in ("inspection_2", "cell", "department", "standing"):
        client = Client()
        client.force_login(found.chain.users[name])
        answers[name] = client.get(reverse("denouncer", args=[found.case.public_id])).status_code
    client = Client()
    client.force_login(found.head)
    assert client.get(reverse("denouncer", args=[found.case.public_id])).status_code == 200
    assert set(answers.values()) == {404}


def test_every_word_of_the_table_has_a_label_and_every_paper_a_row_that_exists() -> None:
    assert set(TABLE.objects) == set(OBJECT_LABELS)
    assert set(TABLE.relations) == set(RELATION_LABELS)
    assert {"always", *TABLE.conditions} == set(CONDITION_LABELS)
    papers = {code for row in TABLE.objects.values() for code in row.papers}
    assert papers - set(EVERY_LABEL) == set()


RAW: dict[str, Any] = {
    "source": "x",
    "certainty": "design",
    "relations": ["a", "b"],
    "conditions": ["sitting"],
    "bodies": {},
}


def test_any_one_relation_suffices_and_a_condition_counts_for_the_relation_that_holds_it() -> None:
    table = matrix_of({**RAW, "objects": {"plan": {"cells": {"a": "never", "b": ["sitting"]}}}})
    asked: list[Standing] = [{"a": {"sitting"}}, {"b": set()}, {"b": {"sitting"}}, {"a": set(), "b": {"sitting"}}, {}]
    assert [may_see_object(table, standing, "plan") for standing in asked] == [False, False, True, True, False]


@pytest.mark.parametrize(
    "objects",
    [
        {"plan": {"cells": {"a": "never"}}},
        {"plan": {"cells": {"a": "never", "b": "perhaps"}}},
        {
            "plan": {"cells": {"a": "never", "b": "always"}, "papers": ["x"]},
            "minutes": {"cells": {"a": "never", "b": "always"}, "papers": ["x"]},
        },
    ],
)
def test_a_table_that_leaves_a_question_open_is_refused(objects: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"plan|two rows"):
        matrix_of({**RAW, "objects": objects})
