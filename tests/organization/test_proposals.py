"""Nobody seats himself: every change of the administration takes two, is recorded, and is written whole or not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organization.models import Body, BodyKind, Kind, Organization, Person, Placement, ProposedChange, Role, Seat, User
from organization.proposals.deciding import NotConfirmed, confirm
from organization.proposals.models import ProposalState
from tests.factories import body, membership, organization, person, seat, user
from tests.organization.second import decide
from workflows.audit import administration
from workflows.audit.triggers import ADMINISTRATION_RECORD
from workflows.models import AdministrationEvent, CalendarDay

pytestmark = pytest.mark.django_db
ON = date(2025, 8, 20)


@pytest.fixture(autouse=True)
def today(settings: Settings) -> None:
    settings.TODAY = ON


@pytest.fixture
def first() -> User:
    return user(username="first", is_superuser=True)


@pytest.fixture
def client(first: User) -> Client:
    return of(first)


def of(who: User) -> Client:
    signed_in = Client()
    signed_in.force_login(who)
    return signed_in


def with_seats(of_body: Body, *rows: dict[str, object]) -> dict[str, object]:
    data: dict[str, object] = {
        "organization": of_body.organization_id,
        "kind": of_body.kind,
        "name": of_body.name,
        "since": "01/01/2020",
        "seats-TOTAL_FORMS": str(len(rows)),
        "seats-INITIAL_FORMS": str(sum("id" in one for one in rows)),
    }
    for number, one in enumerate(rows):
        data |= {f"seats-{number}-{name}": value for name, value in {"body": of_body.pk, **one}.items()}
    return data


def propose_seat(client: Client, holder: Person, at: Body | None = None) -> Any:
    made = at or body()
    row = {"person": holder.pk, "role": Role.MEMBER, "since": "01/01/2024"}
    return client.post(reverse("admin:organization_body_change", args=[made.pk]), with_seats(made, row), follow=True)


def last() -> ProposedChange:
    return ProposedChange.objects.latest("pk")


def test_a_seat_waits_for_the_second_and_is_then_stored(client: Client, first: User) -> None:
    holder = person("Lê Văn Sơn")
    page = propose_seat(client, holder)
    assert Seat.objects.count() == 0
    assert "Lê Văn Sơn" in page.content.decode()
    assert "second administrator" in page.content.decode()
    second = user(is_superuser=True)
    assert decide(by=of(second)) == 302
    stored = Seat.objects.get()
    assert (stored.person, stored.role, stored.since) == (holder, Role.MEMBER, date(2024, 1, 1))
    assert (last().state, last().proposed_by, last().decided_by) == (ProposalState.CONFIRMED, first, second)
    events = AdministrationEvent.objects.order_by("sequence")
    assert [(event.kind, event.actor) for event in events] == [
        ("change.proposed", first),
        ("change.confirmed", second),
    ]
    told = events[1].fields["steps"]["value"][0]
    assert told["fields"]["person_id"] == [None, str(holder.pk)]
    assert administration.verify().ok
    assert LogEntry.objects.count() == 0


def test_who_proposed_does_not_confirm_nor_whom_it_is_about_nor_who_is_no_administrator(
    client: Client, first: User
) -> None:
    holder = person()
    propose_seat(client, holder)
    seated = user(holder, is_superuser=True)
    plain, gone = user(), user(is_superuser=True)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()
    for who in (first, seated, plain, gone):
        with pytest.raises(NotConfirmed):
            confirm(last().pk, by=who, on=ON)
        decide(by=of(who))
        assert (Seat.objects.count(), last().state) == (0, ProposalState.WAITING)
    for who in (first, seated):
        assert 'name="confirm"' not in of(who).get(_address()).content.decode()
    assert 'name="confirm"' in of(user(is_superuser=True)).get(_address()).content.decode()


def _address() -> str:
    return reverse("admin:organization_proposedchange_change", args=[last().pk])


def test_end_of_a_seat_is_about_its_holder_too(client: Client) -> None:
    held = seat()
    row = {"id": held.pk, "person": held.person_id, "role": held.role, "since": "2020-01-01", "until": "2025-06-01"}
    client.post(reverse("admin:organization_body_change", args=[held.body_id]), with_seats(held.body, row))
    with pytest.raises(NotConfirmed, match="about you"):
        confirm(last().pk, by=user(held.person, is_superuser=True), on=ON)
    decide()
    held.refresh_from_db()
    assert held.until == date(2025, 6, 1)


@pytest.mark.parametrize("how", ["withdrawn", "refused"])
def test_closed_proposal_changes_nothing_and_is_not_confirmed_any_more(client: Client, how: str) -> None:
    propose_seat(client, person())
    decide("refuse", client if how == "withdrawn" else None)
    assert last().state == how
    decide()
    assert (Seat.objects.count(), last().state) == (0, how)
    assert AdministrationEvent.objects.latest("sequence").kind == f"change.{how}"


def test_change_whose_ground_has_moved_is_not_written(client: Client) -> None:
    held = seat()
    row = {"id": held.pk, "person": held.person_id, "role": held.role, "since": "2020-01-01", "until": "2025-06-01"}
    client.post(reverse("admin:organization_body_change", args=[held.body_id]), with_seats(held.body, row))
    Seat.objects.filter(pk=held.pk).update(until=date(2025, 3, 1))
    with pytest.raises(NotConfirmed, match="Meanwhile"):
        confirm(last().pk, by=user(is_superuser=True), on=ON)
    held.refresh_from_db()
    assert (held.until, last().state) == (date(2025, 3, 1), ProposalState.WAITING)
    assert AdministrationEvent.objects.count() == 1


def test_change_that_clashes_by_now_is_not_written(client: Client) -> None:
    holder, at = person(), body()
    propose_seat(client, holder, at)
    Seat.objects.create(person=holder, body=at, role=Role.SECRETARY, since=date(2024, 1, 1))
    with pytest.raises(NotConfirmed, match="fit"):
        confirm(last().pk, by=user(is_superuser=True), on=ON)
    assert Seat.objects.get().role == Role.SECRETARY


def test_organization_with_its_place_and_body_is_one_proposal(client: Client) -> None:
    base = organization(Kind.BASE)
    management = {
        f"{prefix}-{part}": "0"
        for prefix in ("placements", "powers", "bodies")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    data: dict[str, object] = {
        "code": "38.1",
        "name": "Chi bộ Kho",
        "kind": Kind.CELL,
        "since": "01/01/2024",
        "until": "",
        **management,
    }
    data |= {
        "placements-TOTAL_FORMS": "1",
        "placements-0-parent": base.pk,
        "placements-0-since": "01/01/2024",
        "bodies-TOTAL_FORMS": "1",
        "bodies-0-kind": BodyKind.CELL,
        "bodies-0-name": "Chi bộ Kho",
        "bodies-0-since": "01/01/2024",
    }
    client.post(reverse("admin:organization_organization_add"), data)
    organization()  # takes the number that the trial had
    assert not Organization.objects.filter(code="38.1").exists()
    decide()
    made = Organization.objects.get(code="38.1")
    assert Placement.objects.get(organization=made).parent == base
    assert Body.objects.get(organization=made).name == "Chi bộ Kho"


def test_log_in_of_a_member_takes_two_and_a_password_that_is_sent_is_kept_nowhere(client: Client) -> None:
    holder, secret = person(), "dài và khó đoán 7"
    data = {"username": "moi", "person": holder.pk, "usable_password": "true", "password1": secret, "password2": secret}
    page = client.post(reverse("admin:organization_user_add"), data, follow=True)
    assert not User.objects.filter(username="moi").exists()
    assert "argon2" not in page.content.decode()
    decide()
    made = User.objects.get(username="moi")
    assert (made.person, made.has_usable_password()) == (holder, False)
    kept = [*ProposedChange.objects.values_list("steps", flat=True)]
    kept += AdministrationEvent.objects.values_list("fields", flat=True)
    assert "argon2" not in str(kept)


def test_closing_a_log_in_takes_two_and_its_owner_is_neither(client: Client) -> None:
    other = user(person(), is_superuser=True)
    data = {"username": other.username, "person": other.person_id, "is_staff": "on", "is_superuser": "on"}
    client.post(reverse("admin:organization_user_change", args=[other.pk]), data)
    other.refresh_from_db()
    assert other.is_active
    with pytest.raises(NotConfirmed):
        confirm(last().pk, by=other, on=ON)
    decide()
    other.refresh_from_db()
    assert not other.is_active


def test_no_row_is_written_by_any_form_alone(client: Client) -> None:
    """Every registered model that an administrator may change, by its change and delete pages."""
    held = seat()
    membership(held.person, held.body.organization)
    day = CalendarDay.objects.order_by("day").first()
    assert day is not None
    client.post(
        reverse("admin:workflows_calendarday_change", args=[day.pk]),
        {"day": f"{day.day:%d/%m/%Y}", "name": "Changed", "certainty": "text", "source": ""},
    )
    client.post(reverse("admin:workflows_calendarday_delete", args=[day.pk]), {"post": "yes"})
    client.post(
        reverse("admin:workflows_calendarday_changelist"),
        {"action": "delete_selected", "_selected_action": [day.pk], "post": "yes"},
    )
    day.refresh_from_db()
    assert day.name != "Changed"
    assert [step["does"] for change in ProposedChange.objects.order_by("pk") for step in change.steps] == [
        "change",
        "delete",
    ]


def test_form_with_errors_proposes_nothing(client: Client) -> None:
    page = propose_seat(client, Person(pk=0))
    assert page.status_code == 200
    assert (ProposedChange.objects.count(), AdministrationEvent.objects.count()) == (0, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_confirmed_by_two_at_once_is_stored_once(client: Client) -> None:
    propose_seat(client, person())
    change, several = last().pk, [user(is_superuser=True) for _i in range(4)]

    def work(who: User) -> bool:
        try:
            confirm(change, by=who, on=ON)
        except NotConfirmed:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(work, several)) == [False, False, False, True]
    assert Seat.objects.count() == 1
    assert administration.verify().ok


@pytest.mark.parametrize(
    "change",
    [
        lambda: AdministrationEvent.objects.filter(sequence=1).delete(),
        lambda: AdministrationEvent.objects.filter(sequence=2).delete(),
        lambda: AdministrationEvent.objects.filter(sequence=1).update(kind="change.refused"),
        lambda: AdministrationEvent.objects.filter(sequence=2).update(actor=None),
        lambda: AdministrationEvent.objects.filter(sequence=2).update(fields={}),
    ],
)
def test_record_of_the_administration_tells_what_was_changed_in_it(client: Client, change: Any) -> None:
    propose_seat(client, person())
    decide()
    assert administration.verify().count == 2
    with ADMINISTRATION_RECORD.suspended(connection):
        change()
    assert not administration.verify().ok
