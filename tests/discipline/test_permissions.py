"""Who sees a discipline case and who acts on it, by seat and by relation; before the plan the accused has no trace."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from channels.layers import channel_layers, get_channel_layer
from django.urls import reverse
from pytest_django import Settings

from organization.models import BodyKind, Kind, Role, User
from permissions.checks import NotPermitted
from tests.admission.signing_in import SignIn
from tests.discipline.matters import Matter, build_matter_chain
from tests.factories import body, organization, person, seat, user
from workflows.actions import Refused, act
from workflows.findings import RuleBroken
from workflows.live import person_group
from workflows.models import Case, Task

pytestmark = pytest.mark.django_db

#: (step, seats of the step's own body that may act there); a member without office never does.
STEPS = {
    "intake": {Role.SECRETARY, Role.DEPUTY_SECRETARY},
    "screening": {Role.SECRETARY, Role.DEPUTY_SECRETARY},
    "preparing": {Role.SECRETARY, Role.DEPUTY_SECRETARY},
    "self_criticism": {Role.SECRETARY, Role.DEPUTY_SECRETARY},
    "verifying": {Role.SECRETARY, Role.DEPUTY_SECRETARY},
    "cell": {Role.SECRETARY, Role.DEPUTY_SECRETARY},
}
#: A verb of each step that takes no preparation.
VERBS = {
    "intake": "begin_screening",
    "screening": "hand_over",
    "preparing": "issue_plan",
    "self_criticism": "summon",
    "verifying": "record_hearing",
    "cell": "open_deciding_vote",
}


def accused_of(matter: Matter) -> User:
    return User.objects.filter(person=matter.accused).first() or user(matter.accused)


def refused(matter: Matter, by: User) -> bool:
    """Whether the seat is what stands against it; the data of the act are never read then."""
    try:
        act(matter.task, VERBS[matter.step], by=by, on=matter.day, key=uuid4(), data={"day": matter.day})
    except NotPermitted:
        return True
    except (Refused, RuleBroken, KeyError):  # the seat was right; something else about the act was not
        return False
    return False


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DEPUTY_SECRETARY, Role.CLERK, Role.MEMBER])
def test_a_seat_in_the_cell_acts_as_the_matrix_says(step: str, role: Role) -> None:
    matter = Matter().to(step)
    holder = person(f"Another {role}")
    seat(holder, matter.chain.bodies["cell"], role)

    assert refused(matter, user(holder)) is (role not in STEPS[step])


@pytest.mark.parametrize("step", ["intake", "preparing", "verifying"])
def test_a_foreign_cell_neither_sees_nor_acts(sign_in: SignIn, step: str) -> None:
    matter = Matter().to(step)
    foreign = organization(Kind.CELL, parent=matter.chain.base)
    holder = person("Secretary Elsewhere")
    seat(holder, body(foreign, BodyKind.CELL, symbol="CB2"), Role.SECRETARY)
    outsider = user(holder)

    assert refused(matter, outsider)
    assert not Case.objects.visible_to(outsider, matter.day).exists()
    assert not Task.objects.visible_to(outsider, matter.day).exists()
    client = sign_in(outsider, matter.day)
    for name, args in (("case", [matter.case.public_id]), ("task", [matter.task.public_id])):
        assert client.get(reverse(name, args=args)).status_code == 404
    for address in (reverse("cases"), reverse("numbers"), reverse("inbox")):
        assert str(matter.accused) not in client.get(address).content.decode()


@pytest.mark.parametrize("step", ["intake", "screening", "preparing", "self_criticism", "cell"])
def test_the_accused_in_the_body_sees_nothing_officially_and_does_nothing(sign_in: SignIn, step: str) -> None:
    """He is the deputy secretary of the very cell that examines him."""
    chain = build_matter_chain()
    seat(chain.members[3], chain.bodies["cell"], Role.DEPUTY_SECRETARY)
    matter = Matter(chain).to(step)
    accused = accused_of(matter)

    assert refused(matter, accused)
    assert not Case.objects.visible_to(accused, matter.day).exists()
    assert not Task.objects.visible_to(accused, matter.day).exists()
    client = sign_in(accused, matter.day)
    known, unknown = (client.get(reverse("case", args=[one])) for one in (matter.case.public_id, "ZZZZZZZZZZZZ"))
    assert (known.status_code, known.content) == (404, unknown.content)
    for address in (reverse("cases"), reverse("numbers"), reverse("inbox"), reverse("meetings")):
        assert matter.case.code not in client.get(address).content.decode()


def test_before_the_plan_no_hint_is_sent_to_him(
    settings: Settings, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    channel_layers.backends.clear()
    layer: Any = get_channel_layer()
    matter = Matter()

    def hints() -> int:
        return layer.channels["him"].qsize() if "him" in layer.channels else 0

    async_to_sync(layer.group_add)(person_group(matter.accused.pk), "him")
    with django_capture_on_commit_callbacks(execute=True):
        matter.to("preparing")
    assert hints() == 0
    with django_capture_on_commit_callbacks(execute=True):
        matter.to("self_criticism")
    assert hints() > 0


def test_registering_takes_a_seat_that_may(sign_in: SignIn) -> None:
    chain = build_matter_chain()
    address, menu = reverse("register_report"), f'href="{reverse("register_report")}"'
    for name, may in (("cell", True), ("inspection", True), ("clerk", False), ("department", False)):
        client = sign_in(chain.users[name], Matter(chain).day)
        assert client.get(address).status_code == (200 if may else 403)
        assert (menu in client.get(reverse("inbox")).content.decode()) is may


def test_a_member_of_the_team_sees_the_case_until_his_last_day(sign_in: SignIn) -> None:
    matter = Matter().to("preparing")
    outsider = person("Team Member")
    seat(outsider, body(matter.chain.cell, BodyKind.OFFICE), Role.OFFICER)
    login = user(outsider)
    until = matter.day + timedelta(days=120)
    matter.do_on_case("name_to_team", by=matter.actor(), member=login, leads=False, until=until)

    assert Case.objects.visible_to(login, matter.day).exists()
    assert not Case.objects.visible_to(login, until).exists()
    assert refused(matter, login)
