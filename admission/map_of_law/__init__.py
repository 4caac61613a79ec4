"""What the fifty states and the fifty-four transitions of the domain are here: the YAML beside this file, in shapes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from workflows import plain_yaml
from workflows.law_coverage import CoverageError
from workflows.verbs import DONE

STATES, TRANSITIONS = 50, 54
#: In the order of the numbers.
PARTS = ("sources", "dossier", "decision", "transfer", "member", "ends")
#: Before a case there is none.
NOTHING = "nothing"
_FOLDER = Path(__file__).parent


class MapError(CoverageError):
    """The map says what is not so; the message has one line for every problem."""


@dataclass(frozen=True)
class Place:
    """Where a case is: its state, its open step ("" when none is), and which clocks have run out."""

    state: str
    step: str = ""
    on_agenda: bool = False
    overdue: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Meaning:
    """One state of the domain. ``state``: of the dossier; ``steps``: open steps, with ``on_agenda`` only while the case
    stands on the agenda of a meeting; ``clock``: it holds while this clock of ``state`` has run out.
    """

    id: str
    number: int
    name: str
    kind: str
    state: str = ""
    steps: tuple[str, ...] = ()
    on_agenda: bool = False
    clock: str = ""
    says: str = ""

    def holds(self, place: Place) -> bool:
        if self.clock:
            return place.state == self.state and self.clock in place.overdue
        open_step = place.step in self.steps and (place.on_agenda or not self.on_agenda)
        return open_step or bool(self.state and place.state == self.state)


@dataclass(frozen=True)
class Act:
    """A way in which a transition happens, or fails. ``sources``, ``targets``: identifiers of the domain, or states
    that stand under ``besides``; empty where any will do; with ``keeps`` each source is its own target and no other's.
    One of ``verb``, ``clock``, ``refused``, ``flagged`` (verbs), ``stays`` and ``missing`` (reasons) says what it is.
    """

    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    verb: str = ""
    at: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = (DONE,)
    at_once: bool = False
    keeps: bool = False
    through: str = ""
    clock: str = ""
    refused: str = ""
    flagged: str = ""
    rule: str = ""
    stays: str = ""
    missing: str = ""
    what: str = ""
    says: str = ""

    @property
    def walked(self) -> bool:
        """Whether somebody does it and it shows in the record."""
        return bool(self.verb)

    @property
    def ways(self) -> list[tuple[str, str]]:
        """Every (source, target) that it leads."""
        if self.keeps:
            return [(name, name) for name in self.sources]
        return [(source, target) for source in self.sources for target in self.targets]


@dataclass(frozen=True)
class Transition:
    """One row of the domain's table. ``not_from``: {identifier: why nothing leads on from there}."""

    id: str
    part: str
    title: str
    sources: tuple[str, ...]
    via: tuple[str, ...]
    targets: tuple[str, ...]
    rules: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    fails: tuple[Act, ...] = ()
    not_from: Mapping[str, str] = field(default_factory=dict)
    gap: str = ""
    missing: str = ""


@dataclass(frozen=True)
class LawMap:
    """``beside_states``, ``beside_steps``: {name: why it is none of the domain's}; ``beside_acts``: as these."""

    states: Mapping[str, Meaning]
    transitions: Mapping[str, Transition]
    beside_states: Mapping[str, str]
    beside_acts: tuple[Act, ...]
    beside_steps: Mapping[str, str]

    def acts(self) -> Iterator[tuple[str, Act]]:
        """(id of the transition, act) of all that happens or fails; "besides" for what is none of the domain's."""
        for row in self.transitions.values():
            yield from ((row.id, act) for act in (*row.acts, *row.fails))
        yield from (("besides", act) for act in self.beside_acts)

    def identifiers(self, place: Place) -> frozenset[str]:
        """What the case is at the place, in the words of the map: one identifier, or two."""
        if not place.state:
            return frozenset({NOTHING})
        found = {meaning.id for meaning in self.states.values() if meaning.holds(place)}
        return frozenset(found | ({place.state} & self.beside_states.keys()))


def load(folder: Path = _FOLDER) -> LawMap:
    """The map as written. Raises MapError where a key is unknown or an entry has none of the shapes."""
    states, besides = _read(folder, "states"), _read(folder, "besides")
    transitions: dict[str, Transition] = {}
    for name in PARTS:
        part = _read(folder, name)
        for key, row in part["transitions"].items():
            if key in transitions:
                raise MapError(f"{key}: stands twice")
            transitions[key] = _transition(key, part["part"], row)
    return LawMap(
        states={key: _meaning(key, row) for key, row in states.items()},
        transitions=transitions,
        beside_states=besides["states"],
        beside_acts=_acts("besides", besides["acts"], (), ()),
        beside_steps=besides["steps"],
    )


def _read(folder: Path, name: str) -> Any:
    return plain_yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"))


def _known(where: str, row: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(row.keys() - known)
    if unknown:
        raise MapError(f"{where}: unknown key '{unknown[0]}'")


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _meaning(key: str, row: Mapping[str, Any]) -> Meaning:
    _known(key, row, {one.name for one in fields(Meaning)} - {"id"})
    return Meaning(id=key, **{**row, "steps": tuple(row.get("steps", ()))})


_ACT_KEYS = ({one.name for one in fields(Act)} - {"sources", "targets", "outcomes"}) | {"from", "to", "outcome"}
_ROW_KEYS = ({one.name for one in fields(Transition)} - {"id", "part", "sources", "targets"}) | {"from", "to"}


def _transition(key: str, part: str, row: Mapping[str, Any]) -> Transition:
    _known(key, row, _ROW_KEYS)
    sources, targets = _several(row["from"]), _several(row["to"])
    return Transition(
        id=key,
        part=part,
        title=row["title"],
        sources=sources,
        via=_several(row.get("via", ())),
        targets=targets,
        rules=tuple(row.get("rules", ())),
        acts=_acts(key, row.get("acts", ()), sources, targets),
        fails=_acts(key, row.get("fails", ()), sources, targets),
        not_from=row.get("not_from", {}),
        gap=row.get("gap", ""),
        missing=row.get("missing", ""),
    )


def _acts(where: str, rows: Any, sources: tuple[str, ...], targets: tuple[str, ...]) -> tuple[Act, ...]:
    """The acts of the rows; of one that ``keeps`` states, one for each of its outcomes."""
    found: list[Act] = []
    for row in rows:
        kept = row.get("keeps")
        if kept is not None and row.keys() & {"from", "to", "outcome", "at_once"}:
            raise MapError(f"{where}: what keeps states has no from, to, outcome or at_once")
        told = (
            [row]
            if kept is None
            else [{**row, "keeps": True, "outcome": one, "from": states, "to": states} for one, states in kept.items()]
        )
        found += [_act(where, one, sources, targets) for one in told]
    return tuple(found)


def _act(where: str, row: Mapping[str, Any], sources: tuple[str, ...], targets: tuple[str, ...]) -> Act:
    _known(where, row, _ACT_KEYS)
    kinds = [key for key in ("verb", "clock", "refused", "flagged", "stays", "missing") if key in row]
    if len(kinds) != 1:
        raise MapError(f"{where}: an act is {' and '.join(kinds) or 'nothing'}; it must be exactly one")
    plain = {key: value for key, value in row.items() if key not in ("from", "to", "at", "outcome")}
    return Act(
        sources=_several(row.get("from", sources)),
        targets=_several(row.get("to", targets)),
        at=_several(row.get("at", ())),
        outcomes=_several(row.get("outcome", DONE)),
        **plain,
    )
