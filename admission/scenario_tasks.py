"""History for measurements: the scenario's real dossiers copied to cells and days all over the tree.

See workflows/copying.py for what a copy has and what it lacks. Public ids, keys and salts are random; which dossier is
copied where, and how far back, follows the seed.
"""

import random
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from admission.law_of_day import law_of
from admission.models import Dossier, State
from admission.routes import profiles, route_of
from admission.states import MEMBER_STAGE, ON_THE_LIST
from organization import scenario_names as names
from organization.models import CELLS, BodyKind, Membership, Organization, Person, Role, Seat, User, valid_on
from workflows import days
from workflows.bulk import Bulk, Row, row_of
from workflows.calendar import Calendar
from workflows.copying import COPY_OF, Original, Place, Shape, Subject, Unlike, spots
from workflows.routes import NoRoute

#: No body has more than one in so many of all open tasks; one organisation department has exactly that many.
CROWD = 20
#: How often a place is drawn again because its body has that many; then it gets one more.
DRAWS = 50
#: Copies written in one transaction.
BATCH = 1000
#: The open ones began so many weeks earlier than their original, on average; the finished ones at any time.
MEAN_WEEKS = 2
#: Dossiers read as originals at most.
ORIGINALS = 200
#: No copy is older than so many weeks.
OLDEST = 520

Step = Callable[[int], object]


class TooFew(Exception):
    """The database holds no scenario to copy from, or the numbers asked for do not fit together."""


@dataclass(frozen=True)
class Filled:
    """What was written: rows of tasks (START and END included), open ones among them, and cases."""

    tasks: int
    open: int
    cases: int


@dataclass(frozen=True)
class _Source:
    """A dossier to copy, where to, and what of its person is copied.

    ``weeks``: how far back the law lets a copy go; ``waits_in``: the body in which the real one waits.
    """

    original: Original
    places: list[Place]
    memberships: tuple[Row, ...]
    born_on: date
    weeks: int
    helped: bool
    waits_in: int | None


def fill(
    count: int,
    waiting: int,
    *,
    seed: int,
    day: date,
    away: frozenset[int] = frozenset(),
    step: Step | None = None,
) -> Filled:
    """Add dossiers until there are ``count`` more tasks, ``waiting`` of them open. ``step`` hears of tasks written.

    ``away``: ids of organisations that get none. Raises TooFew.
    """
    rng, lots = random.Random(seed), random.Random(secrets.randbits(128))
    sources = _sources(rng, day, _places(day, away))
    into, tasks, cases = Bulk(), 0, 0
    for source, place, weeks in _planned(rng, sources, count, waiting):
        written = _copy(into, source, place, weeks, rng, lots)
        tasks, cases = tasks + written, cases + 1
        if cases % BATCH == 0:
            into.flush()
        if step:
            step(written)
    into.flush()
    return Filled(tasks, waiting, cases)


def _planned(
    rng: random.Random, sources: list[_Source], count: int, waiting: int
) -> Iterator[tuple[_Source, Place, int]]:
    """What is copied where and how many weeks back: first the crowded department, then the open, then the ended."""
    open_ones = [source for source in sources if source.original.waits_at]
    ended = [source for source in sources if not source.original.waits_at]
    queueing = [source for source in open_ones if _waits_in_department(source)]
    if not queueing or not ended or waiting * fmean(len(source.original.tasks) for source in open_ones) > count:
        raise TooFew
    crowd, queues, left = max(1, waiting // CROWD), Counter[int](), count
    busiest, _real = Counter(source.waits_in for source in queueing).most_common(1)[0]
    near = [(source, [place for place in source.places if _queue(source, place) == busiest]) for source in queueing]
    crowding = [(source, places) for source, places in near if places]
    for number in range(waiting):
        for _draw in range(DRAWS):
            source, places = rng.choice(crowding) if number < crowd else _with_places(rng.choice(open_ones))
            place = rng.choice(places)
            queue = _queue(source, place)
            if queues[queue] < crowd:
                break
        queues[queue] += 1
        left -= len(source.original.tasks)
        yield source, place, min(int(rng.expovariate(1 / MEAN_WEEKS)), source.weeks)
    while left > 0:
        source = rng.choice(ended)
        left -= len(source.original.tasks)
        yield source, rng.choice(source.places), rng.randint(0, source.weeks)


def _with_places(source: _Source) -> tuple[_Source, list[Place]]:
    return source, source.places


def _waits_in_department(source: _Source) -> bool:
    spot = source.original.waits_at
    return spot is not None and spot[1] == BodyKind.ORGANIZATION_DEPARTMENT


def _queue(source: _Source, place: Place) -> int:
    """The body in which the open task of the copy waits."""
    assert source.original.waits_at is not None
    return place.bodies[source.original.waits_at]


def _places(day: date, away: frozenset[int]) -> dict[Shape, list[Place]]:
    """The cells of the day that have a route, by its shape; each with the bodies of the route and who acts in them."""
    held = Seat.objects.on(day).filter(person__user__isnull=False).select_related("person__user").order_by("-pk")
    users: dict[int, dict[str, User]] = {}
    for seat in held:
        users.setdefault(seat.body_id, {})[seat.role] = seat.person.user
    found: dict[Shape, list[Place]] = {}
    cells = Organization.objects.on(day).filter(valid_on(day, "bodies__"), kind__in=CELLS, bodies__kind=BodyKind.CELL)
    for cell in cells.exclude(pk__in=away).order_by("pk"):
        try:
            route = route_of(cell, day, law_of(day))
        except NoRoute:
            continue
        bodies = spots(route)
        acting = {(spot, role): user for spot, body in bodies.items() for role, user in users.get(body, {}).items()}
        place = Place(cell.pk, cell.search, route.profile, bodies, acting)
        found.setdefault(place.shape, []).append(place)
    return found


def _sources(rng: random.Random, day: date, places: dict[Shape, list[Place]]) -> list[_Source]:
    """Real dossiers that can be copied; there is a limit to how many are read.

    Those that went as far as the probation at most: a copy has no list behind it, and no year of its own.
    """
    real = Dossier.objects.filter(**{f"data__{COPY_OF}__isnull": True}).order_by("pk")
    real = real.exclude(state__in=set(MEMBER_STAGE) - {State.PROBATIONARY} | {*ON_THE_LIST, State.DECEASED})
    ids = list(real.values_list("pk", flat=True))
    seats = Seat.objects.filter(person__user__isnull=False).order_by("-pk")
    roles = {(user, body): role for user, body, role in seats.values_list("person__user", "body_id", "role")}
    calendar, found = days.calendar(), []
    chosen = real.filter(pk__in=rng.sample(ids, min(len(ids), ORIGINALS)))
    for dossier in chosen.select_related("subject", "organization"):
        try:
            original = Original(dossier, roles, calendar)
        except (Unlike, NoRoute):
            continue
        there = [place for place in places.get(original.shape, ()) if original.fits(place)]
        standings = Membership.objects.filter(person=dossier.subject, organization=dossier.organization)
        rows = tuple(row_of(row) for row in standings.order_by("pk"))
        if there and rows:
            weeks, born_on = _weeks(original, calendar), dossier.subject.born_on or day
            found.append(
                _Source(original, there, rows, born_on, weeks, dossier.helper_id is not None, original.waits_in)
            )
    return found


def _weeks(original: Original, calendar: Calendar) -> int:
    """How many weeks earlier the law and the calendar let the dossier have begun."""
    profile = profiles()[original.profile]
    for weeks in range(1, OLDEST):
        first = original.first - timedelta(weeks=weeks)
        if first < calendar.known[0] or law_of(first).get(profile.steps) is None:
            return weeks - 1
    return OLDEST


def _copy(into: Bulk, source: _Source, place: Place, weeks: int, rng: random.Random, lots: random.Random) -> int:
    sex, back = rng.choice("mf"), timedelta(weeks=weeks)
    person = Person(
        id=into.new_id(Person),
        public_id=names.public_id(lots),
        full_name=names.full_name(rng, sex),
        born_on=source.born_on - timedelta(days=rng.randint(0, 700)),
        sex=sex,
        native_place=names.native_place(rng),
    ).fill_keys()
    into.add(Person, row_of(person))
    for row in source.memberships:
        until = row["until"] and row["until"] - back
        days_of = {"since": row["since"] - back, "until": until}
        own = {"id": into.new_id(Membership), "person_id": person.pk, "organization_id": place.organization_id}
        into.add(Membership, {**row, **days_of, **own})
    user = _log_in(into, person) if source.original.by_subject else None
    secretary = place.users.get((("cell", BodyKind.CELL), Role.SECRETARY))
    child = {"helper_id": secretary.person_id} if source.helped and secretary else {}
    subject = Subject(person.pk, person.search, user)
    return source.original.copy(into, place, subject, weeks=weeks, lots=lots, child=child)


def _log_in(into: Bulk, person: Person) -> User:
    """For those whose original acted himself; nobody can sign in with it."""
    user = User(id=into.new_id(User), username=f"{person.public_id}.ban-sao", person=person)
    user.set_unusable_password()
    into.add(User, row_of(user))
    return user
