"""The generated Khối: its sizes, that the law's sizes hold in it, and that a seed gives the same one again."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from pytest_django import DjangoDbBlocker

from organization.models import (
    BASE_STANDINGS,
    OVERLAYS,
    PARENTS,
    VOTING_ROLES,
    Body,
    BodyKind,
    Kind,
    Membership,
    Organization,
    Person,
    Placement,
    PowerGrant,
    Role,
    Seat,
    Standing,
    User,
)
from organization.queries import headcount, members_of, path_on, seats_of
from organization.scenarios import Khoi, Way, accounts, build, password
from organization.sizes import Counts, body_warnings, organization_warnings
from workflows.law import law_on

DAY = date(2025, 11, 14)
LIMITS = law_on(Path(__file__).resolve().parents[2] / "organization" / "law", DAY)


@pytest.fixture(scope="module")
def khoi(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Khoi]:
    """Built once for the module, undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(7, DAY)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unblocked(khoi: Khoi, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_khoi_has_the_size_of_a_province(khoi: Khoi) -> None:
    kinds = Counter(Organization.objects.values_list("kind", flat=True))
    assert kinds == {"direct": 1, "superior": 1, "base": 45, "base_cell": 27, "section": 7, "cell": 400}
    assert headcount(khoi.tree.superior.organization.pk, DAY) == 5800


def test_every_organization_stands_where_its_kind_may(khoi: Khoi) -> None:
    rows = Placement.objects.values_list("organization__kind", "parent__kind")
    assert [row for row in rows if row[1] not in PARENTS[row[0]]] == []
    assert Placement.objects.count() == Organization.objects.count() - 1


def test_no_organization_or_body_is_of_a_size_the_law_warns_of(khoi: Khoi) -> None:
    powers = dict(PowerGrant.objects.values_list("organization_id", "power"))
    found = []
    for unit in khoi.tree.superior.walk():
        cells = list(unit.cells())
        counts = Counts(sum(len(c.officials) for c in cells), sum(len(c.probationers) for c in cells))
        power = powers.get(unit.organization.pk)
        found += organization_warnings(unit.kind, counts, LIMITS, powers=[power] if power else [])
        for kind in unit.bodies:
            seated = [place for place in khoi.officers.seats[unit, kind] if place[0] in VOTING_ROLES]
            found += body_warnings(kind, len(seated), LIMITS, counts=counts)
    assert found == []


def test_every_body_has_seats_and_one_leader(khoi: Khoi) -> None:
    leading = Counter(
        Seat.objects.on(DAY).filter(role__in=[Role.SECRETARY, Role.HEAD]).values_list("body_id", flat=True)
    )
    below = Body.objects.exclude(organization__kind=Kind.DIRECT)
    assert dict(leading) == {body.pk: 1 for body in below}


def test_standing_committee_above_has_nine_to_eleven_members_of_its_committee(khoi: Khoi) -> None:
    superior = khoi.tree.superior
    committee, standing = (
        {person.public_id for _role, person in khoi.officers.seats[superior, kind]}
        for kind in (BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE)
    )
    assert len(standing) == 11
    assert standing < committee


def test_everyone_seated_is_an_official_member(khoi: Khoi) -> None:
    official = set(Membership.objects.on(DAY).filter(standing=Standing.OFFICIAL).values_list("person_id", flat=True))
    assert set(Seat.objects.values_list("person_id", flat=True)) - official == set()


def test_nobody_who_is_away_exempt_or_suspended_sits_anywhere(khoi: Khoi) -> None:
    overlaid = Membership.objects.on(DAY).filter(standing__in=OVERLAYS)
    assert {row.standing for row in overlaid} == {"temporarily_away", "exempt", "suspended"}
    seated = Seat.objects.on(DAY).filter(person__in=overlaid.values("person"))
    assert list(seated) == []


def test_standings_never_overlap(khoi: Khoi) -> None:
    rows = Membership.objects.filter(standing__in=BASE_STANDINGS).order_by("person_id", "since")
    last: dict[int, date | None] = {}
    for row in rows:
        assert row.person_id not in last or last[row.person_id] == row.since
        last[row.person_id] = row.until
    assert set(last.values()) == {None}


def test_demo_cell_is_the_worked_example_of_the_vote_base(khoi: Khoi) -> None:
    rows = Counter(row.standing for row in members_of(khoi.tree.demo_cell.organization.pk, DAY))
    standings = {"official": 17, "probationary": 2, "sympathizer": 7, "masses": 1, "temporarily_away": 2, "exempt": 1}
    assert rows == standings


def test_demo_cell_has_the_whole_chain_above_it(khoi: Khoi) -> None:
    path = path_on(khoi.tree.demo_cell.organization.pk, DAY)
    assert [place.kind for place in path] == ["cell", "section", "base", "superior", "direct"]


def test_two_members_of_one_cell_share_name_and_birthday(khoi: Khoi) -> None:
    rows = members_of(khoi.tree.demo_cell.organization.pk, DAY)
    shared = Counter((row.person.full_name, row.person.born_on) for row in rows.filter(standing=Standing.OFFICIAL))
    assert [number for number in shared.values() if number > 1] == [2]


def test_cells_of_the_ways_of_a_province_are_ready_for_dossiers(khoi: Khoi) -> None:
    found = {way: [place.kind for place in path_on(khoi.cells(way)[0].organization.pk, DAY)] for way in list(Way)[:3]}
    assert found == {
        Way.ORDINARY: ["cell", "section", "base", "superior", "direct"],
        Way.AUTHORISED: ["cell", "base", "superior", "direct"],
        Way.GRASSROOTS_CELL: ["base_cell", "superior", "direct"],
    }
    assert [khoi.cells(way) for way in (Way.DIRECT, Way.DIRECT_CELL)] == [[], []]


def test_nobody_sits_before_official_membership(khoi: Khoi) -> None:
    official = dict(Membership.objects.filter(standing=Standing.OFFICIAL).values_list("person_id", "since"))
    assert [row for row in Seat.objects.values_list("person_id", "since") if official[row[0]] > row[1]] == []


def test_two_large_bases_are_authorised(khoi: Khoi) -> None:
    grants = PowerGrant.objects.on(DAY)
    assert [grant.power for grant in grants] == ["authorised", "authorised"]
    assert all(headcount(grant.organization_id, DAY) > 100 for grant in grants)


def test_some_seats_have_former_holders(khoi: Khoi) -> None:
    ended = Seat.objects.filter(until__isnull=False)
    assert {row.role for row in ended} == {"secretary", "officer"}
    assert ended.count() > 100


def test_every_account_of_the_chain_exists_with_the_shared_password(khoi: Khoi) -> None:
    for account in accounts():
        assert authenticate(None, username=account.username, password=password()) is not None, account.username
    assert User.objects.get(username="admin").person is None


def test_no_two_accounts_of_the_chain_are_called_the_same(khoi: Khoi) -> None:
    chain = User.objects.filter(username__in=[account.username for account in accounts()], person__isnull=False)
    called = Counter(chain.values_list("person__full_name", flat=True))
    assert [name for name, times in called.items() if times > 1] == []
    head = chain.get(username="phobithu.b01").person
    assert Role.HEAD in {seat.role for seat in seats_of(head, DAY) if seat.body.kind == "inspection"}


def test_account_of_several_seats_sits_in_cell_base_and_superior(khoi: Khoi) -> None:
    seats = seats_of(User.objects.get(username="uyvien.kiemnhiem").person, DAY)
    kinds = {(seat.body.organization.kind, seat.body.kind) for seat in seats}
    assert {("cell", "cell"), ("base", "committee"), ("superior", "standing_committee")} <= kinds


def test_former_officer_has_no_seat_left(khoi: Khoi) -> None:
    former = User.objects.get(username="chuyenvien.cu").person
    assert list(seats_of(former, DAY)) == []
    assert seats_of(former, DAY - timedelta(days=365)).count() == 1


def snapshot() -> list[object]:
    """Everything but primary keys, in an order of its own."""
    asked = [
        Organization.objects.order_by("code").values_list("public_id", "code", "name", "kind", "since"),
        Person.objects.order_by("public_id").values_list("public_id", "full_name", "born_on", "sex", "native_place"),
        Placement.objects.order_by("organization__code").values_list("organization__code", "parent__code", "since"),
        Membership.objects.order_by("person__public_id", "since", "standing").values_list(
            "person__public_id", "organization__code", "standing", "since", "until"
        ),
        Seat.objects.order_by("person__public_id", "body__organization__code", "body__kind", "role").values_list(
            "person__public_id", "body__organization__code", "body__kind", "role", "since", "until"
        ),
        User.objects.order_by("username").values_list("username", "person__public_id", "password", "date_joined"),
    ]
    return [list(rows) for rows in asked]


def built(seed: int) -> list[object]:
    """A small Khối in a database emptied for it, and undone."""
    with transaction.atomic():
        for model in (Seat, User, Membership, Placement, PowerGrant, Body, Person, Organization):
            model.objects.all()._raw_delete(model.objects.db)
        build(seed, DAY, scale="small")
        found = snapshot()
        transaction.set_rollback(True)
    return found


def test_same_seed_gives_the_same_khoi_and_another_seed_another(khoi: Khoi) -> None:
    first, again, other = built(3), built(3), built(4)
    assert first == again
    assert first[1] != other[1]
