"""Whom a report is about is chosen from a list that tells namesakes apart and follows what is typed; nobody else."""

import html
import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from discipline.models import DisciplineCase
from organization.models import Kind
from tests.admission.signing_in import SignIn
from tests.discipline.collectives import build_collective_chain
from tests.discipline.matters import START, build_matter_chain
from tests.factories import membership, organization, person

pytestmark = pytest.mark.django_db


def options(answer: Any, name: str) -> list[str]:
    """The choices that the page lists in a field."""
    select = re.search(rf'<select name="{name}".*?</select>', answer.content.decode(), re.S)
    assert select is not None
    found = re.findall(r'<option value="([^"]*)"[^>]*>(.*?)</option>', select[0], re.S)
    return [html.unescape(label) for value, label in found if value]


def test_namesakes_are_told_apart_by_birthday_cell_and_id(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    other = organization(Kind.CELL, parent=chain.base, name="Chi bộ Văn phòng")
    for cell, born in ((chain.cell, date(1980, 1, 2)), (other, date(1990, 3, 4))):
        membership(person("Đào Thị Mai", born_on=born), cell)
    client = sign_in(chain.users["base_inspection"], START)

    listed = [label for label in options(client.get(reverse("register_report")), "person") if "Đào Thị Mai" in label]

    assert len(listed) == 2
    assert any(chain.cell.name in label for label in listed)
    assert any("Chi bộ Văn phòng" in label for label in listed)


def test_looking_for_a_person_keeps_what_was_typed_and_stores_nothing(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    client = sign_in(chain.users["cell"], START)
    sought = chain.members[3]
    typed = {"key": str(uuid4()), "described": "Took a gift", "day": "31/02/2025", "find": "person"}

    answer = client.post(reverse("register_report"), {**typed, "person-find": sought.full_name})

    assert answer.status_code == 200
    assert all(sought.full_name in label for label in options(answer, "person"))
    assert "Took a gift" in answer.content.decode()
    assert 'class="errorlist"' not in answer.content.decode()
    assert DisciplineCase.objects.count() == 0


def test_nobody_outside_the_territory_is_found(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    elsewhere = organization(Kind.CELL, parent=organization(Kind.BASE, parent=chain.khoi))
    membership(stranger := person("Đào Văn Xa"), elsewhere)
    client = sign_in(chain.users["cell"], START)
    data = {"key": str(uuid4()), "find": "person", "person-find": "dao", "person": stranger.public_id}

    answer = client.post(reverse("register_report"), data)

    assert options(answer, "person") == []
    assert "Đào Văn Xa" not in answer.content.decode()


def test_an_organization_is_chosen_from_those_below_the_body(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    organization(Kind.CELL, parent=organization(Kind.BASE, parent=chain.khoi), name="Chi bộ Xa")
    client = sign_in(chain.users["base_inspection"], START)

    shown = client.get(reverse("register_organization_report"))
    found = client.post(
        reverse("register_organization_report"),
        {"key": str(uuid4()), "find": "accused", "accused-find": chain.cell.code},
    )

    assert f"{chain.cell.name} · {chain.cell.code}" in options(shown, "accused")
    assert not any("Chi bộ Xa" in label for label in options(shown, "accused"))
    assert options(found, "accused") == [f"{chain.cell.name} · {chain.cell.code}"]
