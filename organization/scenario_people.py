"""The synthetic Khối's persons and their standings, every one dated."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from organization import scenario_names as names
from organization.models import Membership, Person, Standing
from organization.scenario_tree import DEMO_AWAY, DEMO_EXEMPT, Tree, Unit, officials_of, write

#: The first officials of a cell may hold seats, the overlays (away, exempt, suspended) lie over later ones.
SEATED = 6
SYMPATHIZERS_OF_DEMO = 6


def populate(rng: random.Random, tree: Tree, day: date, *, sympathizers: int) -> dict[str, date]:
    """Writes the persons of every cell with their standings; ``sympathizers``: of each cell but the demo's.

    Gives back {public id: since when an official member}.
    """
    cells = list(tree.root.cells())
    for cell in cells:
        officials = officials_of(cell)
        cell.officials = [_person(rng, day, 27, 58) for _i in range(officials)]
        cell.probationers = [_person(rng, day, 22, 35) for _i in range(cell.planned - officials)]
        few = SYMPATHIZERS_OF_DEMO if cell is tree.demo_cell else sympathizers - (rng.random() < 0.08)
        cell.sympathizers = [_person(rng, day, 22, 30) for _i in range(few)]
    _namesakes(tree)
    write(Person, (p.fill_keys() for cell in cells for p in (*cell.officials, *cell.probationers, *cell.sympathizers)))
    official: dict[str, date] = {}
    write(Membership, _every_standing(rng, tree, cells, day, official))
    _leave_some_free(tree, day)
    return official


def _leave_some_free(tree: Tree, day: date) -> None:
    """Of the demo's cell: one on its list of sympathisers and one of the masses, with whom no dossier begins.

    By lots of their own, so that nobody else becomes another person by them.
    """
    lots = random.Random(tree.demo_cell.code)
    for standing in (Standing.SYMPATHIZER, Standing.MASSES):
        person = _person(lots, day, 22, 30).fill_keys()
        write(Person, [person])
        write(
            Membership, [_row(person, tree.demo_cell, standing, names.basis("sympathizer"), day - timedelta(days=400))]
        )


def _every_standing(
    rng: random.Random, tree: Tree, cells: list[Unit], day: date, official: dict[str, date]
) -> Iterator[Membership]:
    """The standings of every cell; notes in ``official`` since when each official member is one."""
    staff = {id(cell) for cell in tree.of_staff()}
    for cell in cells:
        for row in _standings(rng, cell, day):
            if row.standing == Standing.OFFICIAL:
                official[row.person.public_id] = row.since
            yield row
        if id(cell) not in staff:
            yield from _overlays(rng, cell, day, demo=cell is tree.demo_cell)


def _person(rng: random.Random, day: date, youngest: int, oldest: int) -> Person:
    sex = rng.choice("mf")
    return Person(
        public_id=names.public_id(rng),
        full_name=names.full_name(rng, sex),
        born_on=day - timedelta(days=rng.randint(youngest * 366, oldest * 365)),
        sex=sex,
        native_place=names.native_place(rng),
    )


def _namesakes(tree: Tree) -> None:
    """Two members of one cell who share name and birthday, and two who share the name alone."""
    given = names.words("people")["namesakes"]
    twins = tree.demo_cell.officials[SEATED : SEATED + 2]
    others = (tree.demo_cell.officials[SEATED + 2], next(tree.bases[1].cells()).officials[-1])
    for person in twins:
        person.full_name, person.sex = given["same_day"]["full_name"], given["same_day"]["sex"]
        person.born_on = given["same_day"]["born_on"]
    for person in others:
        person.full_name, person.sex = given["same_name"]["full_name"], given["same_name"]["sex"]


def _standings(rng: random.Random, cell: Unit, day: date) -> Iterator[Membership]:
    """Official members with their year of probation before; probationary ones in theirs; sympathisers for years."""
    for person in cell.officials:
        assert person.born_on is not None
        grown = person.born_on + timedelta(days=22 * 366)
        latest = date(day.year - 4, 1, 1)
        joined = grown + timedelta(days=rng.randint(0, max((latest - grown).days, 0)))
        confirmed = joined + timedelta(days=365)
        yield _row(person, cell, Standing.PROBATIONARY, names.basis("admitted"), joined, confirmed)
        yield _row(person, cell, Standing.OFFICIAL, names.basis("recognised"), confirmed)
    for person in cell.probationers:
        joined = day - timedelta(days=rng.randint(20, 300))
        yield _row(person, cell, Standing.PROBATIONARY, names.basis("admitted"), joined)
    for person in cell.sympathizers:
        listed = day - timedelta(days=rng.randint(700, 1100))
        yield _row(person, cell, Standing.SYMPATHIZER, names.basis("sympathizer"), listed)


def _overlays(rng: random.Random, cell: Unit, day: date, *, demo: bool) -> Iterator[Membership]:
    """Who is away, exempt or suspended on ``day``. In the demo's cell always the same: its vote base is known."""
    later = cell.officials[SEATED:]
    if demo:
        spread = [Standing.TEMPORARILY_AWAY] * DEMO_AWAY + [Standing.EXEMPT] * DEMO_EXEMPT
        chosen = list(zip(reversed(later), spread, strict=False))
    else:
        chosen = [(person, _lot(rng)) for person in later if rng.random() < 0.05]
    for person, standing in chosen:
        yield _row(person, cell, standing, names.basis(_PAPERS[standing]), day - timedelta(days=rng.randint(120, 240)))


_PAPERS = {
    Standing.TEMPORARILY_AWAY: "transfer",
    Standing.EXEMPT: "exempt",
    Standing.SUSPENDED: "suspended",
}


def _lot(rng: random.Random) -> Standing:
    return rng.choices([Standing.TEMPORARILY_AWAY, Standing.EXEMPT, Standing.SUSPENDED], [8, 10, 1])[0]


def _row(person: Person, cell: Unit, standing: str, basis: str, since: date, until: date | None = None) -> Membership:
    return Membership(
        person=person, organization=cell.organization, standing=standing, basis=basis, since=since, until=until
    )
