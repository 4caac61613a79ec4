"""Two worlds, with a sealed file and without it, are the same for everybody who has no access to it."""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from channels.layers import channel_layers, get_channel_layer
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django import DjangoDbBlocker, Settings

from discipline.models import DisciplineCase
from organization.models import Person, User
from project.urls import urlpatterns as program
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.inspections.searches import Search
from tests.discipline.matters import START, Matter
from tests.factories import person
from tests.permissions.asking import paths
from tests.permissions.relations import Khoi
from tests.permissions.worlds import Seen, differences, look, plain
from workflows.actions import act_on_case
from workflows.consumers import LiveConsumer
from workflows.models import Case

#: Long after everything that both worlds hold.
LATER = START + timedelta(days=120)
#: On which both worlds are looked at.
DAY = LATER + timedelta(days=20)


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker, settings: Settings) -> Iterator[None]:
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    channel_layers.backends.clear()
    with django_db_blocker.unblock():
        yield


def _person(khoi: Khoi, name: str) -> Person:
    found = khoi.people[name]
    assert found is not None
    assert found.person is not None
    return found.person


def a_report(khoi: Khoi) -> Case:
    """About the deputy of the section's committee, in screening by the inspection commission."""
    matter = Matter(khoi.chain, accused=_person(khoi, "unsuspecting"), registrar="inspection", start=LATER)
    matter.to("screening")
    member, until = khoi.people["inspection member"], matter.day + timedelta(days=30)
    matter.do_on_case("name_to_team", by=matter.actor(), member=member, leads=False, until=until)
    return matter.case


def a_report_on_an_inspector(khoi: Khoi) -> Case:
    """About a member of the very commission that has the case: his colleagues see it, list it, count it and hear of
    it."""
    matter = Matter(khoi.chain, accused=_person(khoi, "inspection member"), registrar="inspection", start=LATER)
    return matter.to("screening").case


def a_denunciation(khoi: Khoi) -> Case:
    return Denounced(khoi.chain, start=LATER).screen().case


def an_inspection(khoi: Khoi) -> Case:
    return Search(khoi.chain, accused=_person(khoi, "accused")).case


SEALED: dict[str, Callable[[Khoi], Case]] = {
    "report": a_report,
    "report on an inspector": a_report_on_an_inspector,
    "denunciation": a_denunciation,
    "inspection": an_inspection,
}


#: Whom the case is about, where that is not the accused.
CONCERNED = {"report": "unsuspecting", "report on an inspector": "inspection member"}


def world(khoi: Khoi, commits: Any, sealed: Callable[[Khoi], Case] | None, who: set[str]) -> tuple[Seen, set[str]]:
    """What ``who`` gets in a world in which a dossier goes a step further, and a team is named anew in a case that they
    know of, after ``sealed`` was made; and who has no access to that. The world is gone afterwards.
    """
    users = {name: user for name, user in khoi.people.items() if user is not None}
    with transaction.atomic():
        _listen(users)
        blind: set[str] = set()
        with commits(execute=True):
            if sealed is not None:
                case = sealed(khoi)
                blind = set(khoi.people) - {name for name, user in users.items() if _knows(user, case)}
            journey = copy(khoi.journey)
            request = journey.dossier.verifications.get().public_id
            reply: dict[str, Any] = {"request": request, "replied_on": DAY, "clear": True, "summary": "ok"}
            journey.do("record_reply", on=DAY, **reply)
            _name_anew(khoi)
        who = who or blind
        seen = look({name: _client(khoi.people[name]) for name in sorted(who)}, paths(khoi))
        seen.frames = {name: _frames(name, user) for name, user in users.items() if name in who}
        transaction.set_rollback(True)
    return seen, blind


def _name_anew(khoi: Khoi) -> None:
    """The team of the case at the cell: a row after those that the sealed file wrote."""
    data = {"day": DAY, "acknowledge": True, "member": khoi.people["team"], "leads": False}
    data["until"] = DAY + timedelta(days=30)
    by = khoi.people["cell secretary"]
    act_on_case(
        DisciplineCase.objects.select_related(*DisciplineCase.read_with).get(pk=khoi.files["matter"].pk),
        "name_to_team",
        by=by,
        on=DAY,
        key=uuid4(),
        data=data,
    )


def _listen(users: dict[str, User]) -> None:
    """A channel of each, in the groups that his socket would join."""
    layer: Any = get_channel_layer()
    for name, user in users.items():
        for group in _asked("groups_today", user):
            async_to_sync(layer.group_add)(group, _channel(name))


def _channel(name: str) -> str:
    return name.encode().hex()


def _asked(question: str, user: User, *args: Any) -> Any:
    """What the socket of the user answers itself; its wrapper for threads would close the connection of the test."""
    consumer = LiveConsumer()
    consumer.user = user
    return vars(LiveConsumer)[question].func(consumer, *args)


#: What a socket asks before it sends on what its channel was told.
BEFORE = {"case.changed": "may_hear", "box.changed": "may_see"}


def _frames(name: str, user: User) -> list[str]:
    """What his socket sends on of what his channel was told."""
    layer: Any = get_channel_layer()
    queue, sent = layer.channels.get(_channel(name)), []
    while queue is not None and not queue.empty():
        _until, message = queue.get_nowait()
        sent += [plain(str(message))] if _asked(BEFORE[message["type"]], user, message["case"]) else []
    return sent


def _knows(user: User, case: Case) -> bool:
    return Case.objects.visible_to(user, DAY).filter(pk=case.pk).exists()


def _client(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


@pytest.mark.django_db
def test_random_ids_are_compared_by_their_rank() -> None:
    one, other = person().public_id, person().public_id

    assert plain(f"{one} {other} {one}") == plain(f"{other} {one} {other}") != plain(f"{one} {one} {other}")


@pytest.mark.parametrize("kind", SEALED)
def test_who_has_no_access_gets_the_same_in_both_worlds(
    khoi: Khoi, settings: Settings, django_capture_on_commit_callbacks: Any, kind: str
) -> None:
    settings.TODAY = DAY

    sealed, blind = world(khoi, django_capture_on_commit_callbacks, SEALED[kind], set())
    open_world, _who = world(khoi, django_capture_on_commit_callbacks, None, blind)

    assert CONCERNED.get(kind, "accused") in blind
    assert {"stranger", "sibling secretary", "superuser", "department officer"} <= blind
    assert list(differences(open_world, sealed)) == []


def counted(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{Case.objects.count()} files")


def told_apart(request: HttpRequest) -> HttpResponse:
    newest = Case.objects.order_by("-pk")[0]
    return HttpResponse(status=404, headers={"X-Subject": newest.subject.public_id[:3]})


class planted:  # noqa: N801 - a module of addresses
    urlpatterns = [
        path("dem/", counted, name="counted"),
        path("lo/", told_apart, name="told_apart"),
        *program,
    ]


@pytest.mark.parametrize("leak", ["counted", "told_apart"])
def test_a_planted_leak_is_found(
    khoi: Khoi, settings: Settings, django_capture_on_commit_callbacks: Any, leak: str
) -> None:
    settings.TODAY, settings.ROOT_URLCONF = DAY, planted

    sealed, blind = world(khoi, django_capture_on_commit_callbacks, a_report, set())
    open_world, _who = world(khoi, django_capture_on_commit_callbacks, None, blind)

    assert {line.split(":")[0] for line in differences(open_world, sealed)} >= {f"stranger at {leak}"}
    assert reverse(leak)


def test_who_has_access_hears_of_it(khoi: Khoi, settings: Settings, django_capture_on_commit_callbacks: Any) -> None:
    """So that silence above means something."""
    settings.TODAY = DAY
    everybody = set(khoi.people)

    sealed, _blind = world(khoi, django_capture_on_commit_callbacks, a_denunciation, everybody)
    open_world, _none = world(khoi, django_capture_on_commit_callbacks, None, everybody)

    found = {line.removesuffix(" on the websocket") for line in differences(open_world, sealed) if "websocket" in line}
    assert "inspection head" in found
    assert "accused" not in found
