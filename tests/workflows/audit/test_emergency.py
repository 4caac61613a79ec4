"""A case that nobody reads any more is opened by two for some days; it is told everywhere and ends by itself."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organization.models import Body, BodyKind, Kind, Role, Seat, User
from tests import factories
from tests.discipline.matters import Matter
from workflows.access import who_can_see
from workflows.audit import administration
from workflows.audit.chain import verify
from workflows.emergency import KIND, NotOpened, open_in_emergency
from workflows.models import AdministrationEvent, Case, CasePerson

pytestmark = pytest.mark.django_db
REASON = "Everybody of the commission has left."
PASSWORD = "a long enough password"


@pytest.fixture
def matter(settings) -> Matter:
    """A case whose readers are all gone."""
    made = Matter(registrar="inspection").to("screening")
    settings.TODAY = made.day
    Seat.objects.update(until=made.day)
    return made


def heading(matter: Matter, kind: str, role: str, name: str) -> User:
    """Somebody who heads a body of the organisation above all that see the case."""
    above = matter.chain.khoi.placements.get().parent
    made = factories.user(factories.person(name), username=name, password=PASSWORD)
    at = Body.objects.filter(organization=above, kind=kind).first() or factories.body(above, kind)
    factories.seat(made.person, at, role)
    return made


@pytest.fixture
def two(matter) -> tuple[User, User]:
    """The heads of a commission and of a committee above, who see nothing of it."""
    head = heading(matter, BodyKind.INSPECTION, Role.HEAD, "head")
    return head, heading(matter, BodyKind.COMMITTEE, Role.SECRETARY, "secretary")


def opened(matter: Matter, two: tuple[User, User], reason: str = REASON) -> CasePerson:
    by, second = two
    return open_in_emergency(matter.case.pk, by=by, second=second, reason=reason, on=matter.day, at=timezone.now())


def seen(user: User, matter: Matter, later: int = 0) -> bool:
    on = matter.day + timedelta(days=later)
    return Case.objects.filter(pk=matter.case.pk).visible_to(user, on).exists()


def page_of(matter: Matter) -> str:
    return reverse("case", args=[matter.case.public_id])


def unchanged(matter: Matter) -> bool:
    return not (CasePerson.objects.exists() or matter.case.events.filter(kind=KIND).exists())


def test_one_of_two_reads_it_for_a_day_and_it_ends_by_itself(matter, two):
    assert not seen(two[0], matter)
    opened(matter, two)
    assert [seen(two[0], matter, later) for later in (0, 1)] == [True, False]
    assert not seen(two[1], matter)


def test_days_are_those_of_the_setting(matter, two, settings):
    settings.EMERGENCY_READING_DAYS = 3
    opened(matter, two)
    assert [seen(two[0], matter, later) for later in (0, 2, 3)] == [True, True, False]


def test_both_records_say_so_and_stay_whole(matter, two):
    opened(matter, two)
    event = matter.case.events.get(kind=KIND)
    assert event.payload.actor == two[0]
    assert event.payload.values == {
        "reader": str(two[0]),
        "second": str(two[1]),
        "reason": REASON,
        "last": matter.day.isoformat(),
    }
    entered = AdministrationEvent.objects.get(kind=KIND)
    assert {name: field["value"] for name, field in entered.fields.items() if not name.startswith("_")} == {
        "case": matter.case.public_id,
        "second": two[1].pk,
        "last": matter.day.isoformat(),
        "event": event.sequence,
    }
    assert verify(Case.objects.get(pk=matter.case.pk)).ok
    assert administration.verify().ok


def test_who_sees_the_case_finds_the_reader_and_the_reason(matter, two):
    opened(matter, two)
    (row,) = who_can_see(matter.case, matter.day)[1]
    assert (row.user, row.reason) == (two[0], f"emergency reading: {REASON}")
    assert row.event.kind == KIND


def test_reader_opens_the_page_which_tells_of_it(matter, two):
    opened(matter, two)
    client = Client()
    client.force_login(two[0])
    page = client.get(page_of(matter)).content.decode()
    assert REASON in page
    client.force_login(two[1])
    assert client.get(page_of(matter)).status_code == 404


def test_nothing_is_opened_while_somebody_who_heads_a_body_that_sees_it_is_there(matter, two):
    commission = matter.task.body
    there = factories.user(factories.person("There"))
    factories.seat(there.person, commission, Role.HEAD)
    with pytest.raises(NotOpened, match="ask him"):
        opened(matter, two)
    assert unchanged(matter)
    User.objects.filter(pk=there.pk).update(is_active=False)
    opened(matter, two)


@pytest.mark.parametrize("which", [0, 1])
def test_neither_is_the_person_concerned(matter, two, which):
    Case.objects.filter(pk=matter.case.pk).update(subject=two[which].person)
    with pytest.raises(NotOpened):
        opened(matter, two)
    assert unchanged(matter)


@pytest.mark.parametrize("which", [0, 1])
def test_neither_is_an_administrator_without_such_a_seat(matter, two, which):
    pair = list(two)
    pair[which] = factories.user(factories.person("Root"), is_superuser=True)
    with pytest.raises(NotOpened, match="heads no commission"):
        opened(matter, (pair[0], pair[1]))
    assert unchanged(matter)


def test_neither_heads_a_body_of_another_branch(matter, two):
    elsewhere = factories.body(factories.organization(kind=Kind.SUPERIOR), BodyKind.INSPECTION)
    other = factories.user(factories.person("Other"))
    factories.seat(other.person, elsewhere, Role.HEAD)
    with pytest.raises(NotOpened, match="heads no commission"):
        opened(matter, (two[0], other))
    assert unchanged(matter)


def test_one_person_is_not_both_and_says_why(matter, two):
    for pair, reason in (((two[0], two[0]), REASON), (two, "  ")):
        with pytest.raises(NotOpened):
            opened(matter, pair, reason)
    assert unchanged(matter)


def test_both_sign_in_at_the_command(matter, two, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    out = StringIO()
    asked = ["--case", matter.case.code, "--reason", REASON, "--by", "head", "--second", "secretary"]
    call_command("record", "emergency", *asked, stdout=out)
    number = matter.case.events.get(kind=KIND).sequence
    assert f"event {number} says so" in out.getvalue()
    assert seen(two[0], matter)
