"""Nothing of a conclusion shows before it is published, and no discipline goes on from it before."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from discipline.models import DisciplineCase
from organization.models import Role, User
from tests.admission.signing_in import SignIn
from tests.discipline.inspections.searches import Search
from tests.discipline.inspections.test_supervision import plain
from tests.discipline.matters import build_matter_chain
from tests.factories import seat, user
from workflows.acting import Refused

pytestmark = pytest.mark.django_db


def of(search: Search) -> User:
    return User.objects.filter(person=search.accused).first() or user(search.accused)


def seen(sign_in: SignIn, search: Search) -> list[Any]:
    """What he finds wherever he looks, on one and the same day."""
    client = sign_in(of(search), search.day)
    own = reverse("own_inspection", args=[search.case.public_id])
    pages = [plain(client, reverse(name)) for name in ("own_files", "inbox", "cases", "numbers", "programme")]
    return [plain(client, own), *pages, client.get(reverse("case", args=[search.case.public_id])).status_code]


@pytest.mark.parametrize("outcome", ["no_violation", "violation_to_discipline"])
def test_a_conclusion_changes_nothing_that_he_sees_before_it_is_published(sign_in: SignIn, outcome: str) -> None:
    chain = build_matter_chain()
    seat(chain.members[3], chain.bodies["inspection"], Role.MEMBER)
    search = Search(chain).to("reported")
    before = seen(sign_in, search)
    search.conclude(outcome)
    search.day -= timedelta(days=1)

    assert search.case.state == "iv_concluded"
    assert seen(sign_in, search) == before
    assert "Inspection concluded" not in before[0]

    search.day += timedelta(days=1)
    search.to("published")
    told = plain(sign_in(of(search), search.day), reverse("own_inspection", args=[search.case.public_id]))
    assert "Conclusion of the inspection published" in told
    assert "It is so." in told


def test_discipline_goes_on_only_from_a_conclusion_that_was_published(sign_in: SignIn) -> None:
    search = Search().deserving()
    head = search.holder(search.body, "decide_inspection")
    with pytest.raises(Refused):
        search.do_on_case("go_on_with_discipline", by=head, started_on=search.day)
    assert not DisciplineCase.objects.exists()

    search.to("published")
    client = sign_in(head, search.day)
    address = reverse("act_on_case", args=[search.case.public_id, "go_on_with_discipline"])
    assert address in client.get(reverse("case", args=[search.case.public_id])).content.decode()
    assert client.post(address, {"key": ""}).status_code == 422


def test_where_no_discipline_is_deserved_none_is_offered(sign_in: SignIn) -> None:
    search = Search().to("published")
    client = sign_in(search.holder(search.body, "decide_inspection"), search.day)
    shown = client.get(reverse("case", args=[search.case.public_id])).content.decode()
    assert "go_on_with_discipline" not in shown
