"""Who gets which page: every address of the program x everybody x reading and sending, as matrix.yaml says it.

An address that the table does not name fails the suite. To whom the table gives nothing, a file answers as one that
does not exist, word for word, whatever is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from organization.models import User
from tests.factories import user
from tests.permissions.asking import UNKNOWN, Address, addresses
from tests.permissions.relations import ANONYMOUS, Khoi, build_khoi
from workflows.models import Event

TABLE: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text("utf-8"))
SIGN_IN = "/dang-nhap/"
#: What differs between two answers to the same question.
CHANGING = re.compile(rb'(csrfmiddlewaretoken" value="|nonce="|nonce-)[A-Za-z0-9+/=_-]+|[0-9a-f]{8}-[0-9a-f-]{27}')


@dataclass
class Asked:
    khoi: Khoi
    addresses: list[Address]
    clients: dict[str, Client]


@pytest.fixture(scope="module")
def asked(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asked]:
    """Built once for the module and undone at its end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.MEDIA_ROOT", Path(tmp_path_factory.mktemp("files")))
        khoi = build_khoi()
        patch.setattr("django.conf.settings.TODAY", khoi.day)
        clients = {name: _client(who) for name, who in khoi.people.items()}
        yield Asked(khoi, addresses(khoi), clients)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def _client(who: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if who is not None:
        client.force_login(who)
    return client


def answer(client: Client, method: str, path: str) -> str:
    """The status; of a redirect where it leads: to sign in, or on."""
    with transaction.atomic():
        got = client.get(path) if method == "GET" else client.post(path, {})
        got.getvalue()  # what is streamed is closed at its end
        transaction.set_rollback(True)
    if got.status_code in (301, 302):
        return "sign in" if got["Location"].startswith(SIGN_IN) else "redirect"
    return str(got.status_code)


EVERYBODY, OTHERS = "everybody", "the others"


def expected(row: dict[str, str], everybody: list[str]) -> dict[str, str]:
    """{person: status} of a row of the table, {status: "a, b"} with "the others" for all signed in whom it does not
    name. Who is not named gets 404; who is not signed in is asked to.
    """
    if EVERYBODY in row.values():
        return dict.fromkeys(everybody, str(next(iter(row))))
    found = dict.fromkeys(everybody, "404") | {ANONYMOUS: "sign in"}
    for status, names in row.items():
        found |= dict.fromkeys(filter(None, names.split(", ")), str(status)) if names != OTHERS else {}
    named = {name for names in row.values() for name in names.split(", ")}
    rest = [name for name in everybody if name not in named | {ANONYMOUS}]
    return found | {name: str(status) for status, names in row.items() if names == OTHERS for name in rest}


def written(answers: dict[str, str]) -> dict[str, str]:
    """The row of the table for these answers."""
    if len(set(answers.values())) == 1:
        return dict.fromkeys(answers.values(), EVERYBODY)
    usual = {ANONYMOUS: "sign in"}
    signed_in = {name: status for name, status in answers.items() if usual.get(name) != status}
    groups: dict[str, list[str]] = {}
    for name, status in signed_in.items():
        groups.setdefault(status, []).append(name)
    most = max(groups, key=lambda status: len(groups[status]), default="404")
    row = {status: ", ".join(names) for status, names in groups.items() if status not in ("404", most)}
    if most != "404":
        row[most] = OTHERS if ANONYMOUS not in groups[most] else ", ".join(groups[most])
        if "404" in groups and row[most] == OTHERS:
            row["404"] = ", ".join(groups["404"])
    return row


@pytest.mark.django_db
def test_a_file_that_does_not_exist_is_not_found() -> None:
    assert answer(_client(user()), "GET", reverse("case", args=[UNKNOWN["slug"]])) == "404"


def test_every_address_stands_in_the_table(asked: Asked) -> None:
    keys = [f"{method} {address.key}" for address in asked.addresses for method in ("GET", "POST")]

    assert len(keys) == len(set(keys))
    assert sorted(set(keys) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(keys)) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_is_answered_as_the_table_says(asked: Asked, method: str) -> None:
    everybody, wrong = list(asked.clients), {}
    events = Event.objects.count()
    for address in asked.addresses:
        got = {name: answer(client, method, address.path) for name, client in asked.clients.items()}
        if got != expected(TABLE.get(f"{method} {address.key}", {}), everybody):
            wrong[f"{method} {address.key}"] = written(got)

    assert not wrong, "not as the table says; the program answers\n" + yaml.safe_dump(wrong, allow_unicode=True)
    assert Event.objects.count() == events


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_one_may_not_see_is_answered_as_what_does_not_exist(asked: Asked, method: str) -> None:
    """The whole answer, its own address put out."""
    wrong = []
    for address in asked.addresses:
        if address.path == address.unknown:
            continue
        for name, client in asked.clients.items():
            if answer(client, method, address.path) != "404":
                continue
            one, other = (_whole(client, method, path) for path in (address.path, address.unknown))
            if one != other:
                wrong.append(f"{method} {address.key}: {name}")
    assert wrong == []


def _whole(client: Client, method: str, path: str) -> tuple[int, list[tuple[str, str]], bytes]:
    with transaction.atomic():
        got = client.get(path) if method == "GET" else client.post(path, {})
        transaction.set_rollback(True)
    headers = sorted((name, value) for name, value in got.items() if name not in ("Content-Security-Policy",))
    return got.status_code, headers, CHANGING.sub(b"", got.content.replace(path.encode(), b""))


def test_nobody_who_is_not_signed_in_gets_any_page(asked: Asked) -> None:
    # the door itself, and what a browser tells of a page it refused to load
    public = {f"{method} {name}" for method in ("GET", "POST") for name in ("alive", "entry_code", "csp_report")}
    named = {key: set(row) for key, row in TABLE.items() if ANONYMOUS in expected_of(row, asked)}

    assert set(named) <= public


def expected_of(row: dict[str, str], asked: Asked) -> set[str]:
    """Who gets something of the row."""
    found = expected(row, list(asked.clients))
    return {name for name, status in found.items() if status not in ("404", "403", "405", "sign in")}
