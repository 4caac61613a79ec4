"""The administrator, superuser or not, sees no case, file, ballot or event on any page."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, Field, TextField
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from organization.models import User
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.denunciations.sealing import whole
from tests.factories import user
from workflows.guarded import GUARDS
from workflows.models import CalendarDay, Case, Document, Event, EventPayload, Task

pytestmark = pytest.mark.django_db

CANARY = "Zyxkanari"
#: Tables that a superuser may administer; in every other one there is a canary in every text that the database takes.
ADMINISTERED = {"organization", "admin", "auth", "contenttypes", "sessions"}
#: Codes and hashes stay: pages would not open.
CODES = {"token", "kind", "flow_class", "flow_task", "canonical", "hash", "previous_hash", "sha256"}


@pytest.fixture
def world(settings: Settings, tmp_path: Any) -> Denounced:
    """A denunciation, a discipline case, papers, events, judgements: made by acts, then marked in every text column."""
    settings.MEDIA_ROOT = tmp_path
    found = whole()
    settings.TODAY = found.day
    mark()
    return found


def mark() -> None:
    """Every text in the tables of cases tells that it was seen."""
    marked = 0
    with ExitStack() as aside:
        for guard in GUARDS:
            aside.enter_context(guard.suspended(connection))
        for model in apps.get_models():
            if model._meta.app_label in ADMINISTERED or model is CalendarDay:
                continue
            for column in filter(_is_free, model._meta.local_concrete_fields):
                with suppress(IntegrityError), transaction.atomic():  # some texts are codes of which it knows the list
                    marked += model._base_manager.update(**{column.attname: CANARY})
        for payload in EventPayload.objects.all():
            payload.fields = {**payload.fields, "seen": {"salt": "0", "value": CANARY}}
            payload.save(update_fields=["fields"])
    assert marked > 100


def _is_free(column: Field) -> bool:
    text = isinstance(column, TextField) or (isinstance(column, CharField) and (column.max_length or 0) >= 60)
    return text and column.name not in CODES and not column.unique and not column.choices


def addresses(of: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address of the administration."""
    roots = (one for one in get_resolver().url_patterns if isinstance(one, URLResolver) and one.namespace == "admin")
    site = of or next(roots)
    for entry in site.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield str(entry.name), prefix + str(entry.pattern)


def filled(pattern: str) -> list[str]:
    """Addresses of the pattern, with the ids of some rows of the model that it is about."""
    base = reverse("admin:index")
    if "<" not in pattern and "(?P" not in pattern:
        return [base + pattern]
    parts = pattern.split("/")
    try:
        model = apps.get_model(parts[0], parts[1])
    except (LookupError, IndexError):
        return []
    ids = model._base_manager.values_list("pk", flat=True)[:5]
    return [base + re.sub(r"<[^>]+>|\(\?P<[^)]*\)", str(pk), pattern) for pk in ids]


def root() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user(is_superuser=True))
    return client


def test_no_page_of_the_administration_shows_content(world: Denounced) -> None:
    client, seen = root(), 0
    for _name, pattern in addresses():
        if "logout" in pattern or "(?P<url>" in pattern:
            continue
        for address in filled(pattern):
            answer = client.get(address, {"q": CANARY[:-1]} if "/change/" not in address else {})
            assert answer.status_code < 500, address
            if answer.status_code == 200:
                seen += 1
                assert CANARY not in answer.content.decode(errors="replace"), address
    assert seen > 15
    assert CANARY not in str(list(LogEntry.objects.values_list("object_repr", "change_message")))


def test_no_model_of_a_case_is_administered(world: Denounced) -> None:
    client = root()
    for model in admin.site._registry:
        if model._meta.app_label in ("workflows", "admission", "discipline"):
            assert model._meta.model_name == "calendarday"
    who = User.objects.filter(is_superuser=True).latest("pk")
    for model in apps.get_models():
        if (
            model._meta.app_label in ("workflows", "admission", "discipline")
            and model._meta.model_name != "calendarday"
        ):
            perms = [
                f"{model._meta.app_label}.{action}_{model._meta.model_name}"
                for action in ("view", "change", "add", "delete")
            ]
            assert not any(who.has_perm(perm) for perm in perms)
    assert client.get(reverse("admin:index")).status_code == 200


def test_no_page_of_a_case_opens_for_the_superuser(world: Denounced) -> None:
    client = root()
    case = world.case
    Document.objects.create(
        case=case, code="x", sha256="0" * 64, file_name=CANARY, content_type="application/pdf", filed_on=world.day
    )
    tried = [
        *(reverse("case", args=[one]) for one in Case.objects.values_list("public_id", flat=True)),
        *(reverse("task", args=[one]) for one in Task.objects.values_list("public_id", flat=True)),
        *(reverse("document", args=[one]) for one in Document.objects.values_list("public_id", flat=True)),
        reverse("denouncer", args=[case.public_id]),
        reverse("own_denunciation", args=[case.public_id]),
    ]
    assert len(tried) > 8
    for address in tried:
        answer = client.get(address)
        assert (answer.status_code, CANARY in answer.content.decode()) == (404, False), address
    for name in ("inbox", "cases", "numbers", "own_files", "meetings", "ballots", "tracker"):
        answer = client.get(reverse(name))
        assert answer.status_code in (200, 302, 403, 404)
        assert CANARY not in answer.content.decode()
    assert Event.objects.count() > 0
