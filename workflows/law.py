"""The law of a day: the regulations of a folder in, the provisions in force out. No database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from workflows.provisions import Certainty, LawError, Provision, Ratio, Regulation, regulations_in

__all__ = [
    "Certainty",
    "Law",
    "LawError",
    "NotInForce",
    "Provision",
    "Ratio",
    "Regulation",
    "change_days",
    "history",
    "law_on",
    "overlay_folders",
    "regulations_in",
]


class NotInForce(LookupError):
    """A provision that has no value on the day asked for."""

    def __str__(self) -> str:
        return str(self.args[0])


class Law:
    """The provisions in force on the day ``on``; those of an axis in ``axes`` on the day that it takes instead."""

    def __init__(self, on: date, regulations: Sequence[Regulation], axes: Mapping[str, date] | None = None) -> None:
        """``regulations``: all that are known, drafts and later ones included, in the order they apply.

        ``axes``: {axis: day}, where a case takes another day for one (the substance of discipline: the violation's).
        """
        self.on, self.axes = on, dict(axes or {})
        self._known = regulations
        found = _changed_last(regulations, on)
        for axis, day in self.axes.items():
            found = found.with_axis(axis, _changed_last(regulations, day))
        self._provisions, self.regulations, self.superseded_by = found

    def __getitem__(self, name: str) -> Provision:
        try:
            return self._provisions[name]
        except KeyError:
            raise NotInForce(
                f"'{name}' has no value on {self.on.isoformat()}: no regulation in force sets it."
            ) from None

    def __contains__(self, name: str) -> bool:
        return name in self._provisions

    def __iter__(self) -> Iterator[Provision]:
        """Every provision in force, by name."""
        return iter(sorted(self._provisions.values(), key=lambda provision: provision.name))

    def at(self, day: date) -> "Law":
        """The law of another day, from the same regulations: for a clock that began under an earlier one."""
        return self if day == self.on else Law(day, self._known, self.axes)

    def with_axis(self, axis: str, day: date) -> "Law":
        """The same law with one axis taken of ``day``."""
        return Law(self.on, self._known, {**self.axes, axis: day})

    def get(self, name: str) -> Provision | None:
        """The provision, or None when it is not in force."""
        return self._provisions.get(name)

    @property
    def by_axis(self) -> dict[str, str]:
        """What a record keeps of the law of the day: {axis: code}; several codes of one axis are joined by a comma."""
        found: dict[str, str] = {}
        for regulation in self.regulations:
            found[regulation.axis] = ", ".join(filter(None, [found.get(regulation.axis), regulation.code]))
        return found

    @property
    def notice(self) -> str:
        """One sentence for a day on which a newer regulation is known only as a draft; empty otherwise."""
        if not self.superseded_by:
            return ""
        axes = {regulation.axis for regulation in self.superseded_by}
        applied = ", ".join(r.number for r in self.regulations if r.axis in axes)
        newer = ", ".join(f"{r.number} ({r.effective:%d/%m/%Y})" for r in self.superseded_by)
        return _("Newer regulations are in force whose text is not loaded: %(newer)s. Judged by %(applied)s.") % {
            "newer": newer,
            "applied": applied,
        }


class InForce(NamedTuple):
    """The provisions by name, the regulations they stand in, and the drafts that would replace some of these."""

    provisions: Mapping[str, Provision]
    regulations: tuple[Regulation, ...]
    drafts: tuple[Regulation, ...]

    def with_axis(self, axis: str, other: "InForce") -> "InForce":
        """The same, all of the axis taken from ``other``."""

        def chosen(mine: tuple[Regulation, ...], theirs: tuple[Regulation, ...]) -> tuple[Regulation, ...]:
            return tuple(r for r in mine if r.axis != axis) + tuple(r for r in theirs if r.axis == axis)

        provisions = {name: one for name, one in self.provisions.items() if one.axis != axis}
        provisions.update((name, one) for name, one in other.provisions.items() if one.axis == axis)
        return InForce(provisions, chosen(self.regulations, other.regulations), chosen(self.drafts, other.drafts))


def _changed_last(known: Sequence[Regulation], on: date) -> InForce:
    """What is in force on the day: all days between two changes of law share it."""
    changes = (day for regulation in known for day in regulation.changes if day <= on)
    return _in_force(tuple(known), max(changes, default=on))


@lru_cache(maxsize=256)
def _in_force(known: tuple[Regulation, ...], since: date) -> InForce:
    """``since``: the day of the last change."""
    due = [regulation for regulation in known if regulation.effective <= since]
    provisions: dict[str, Provision] = {}
    loaded: dict[str, Regulation] = {}
    for regulation in due:
        if regulation.draft:
            continue
        for code in regulation.repeals:
            loaded.pop(code, None)
            provisions = {name: one for name, one in provisions.items() if one.regulation != code}
        loaded[regulation.code] = regulation
        provisions.update((name, one) for name, one in regulation.provisions.items() if one.holds_on(since))
    axes = {regulation.axis for regulation in loaded.values()}
    drafts = tuple(regulation for regulation in due if regulation.draft and regulation.axis in axes)
    return InForce(provisions, tuple(loaded.values()), drafts)


def law_on(folder: Path, on: date, overlays: Sequence[Path] = (), axes: Mapping[str, date] | None = None) -> Law:
    """The law of the day ``on`` from the files of ``folder``; local ``overlays`` are laid over it in their order.

    ``axes``: {axis: day} for those that take another day. Raises LawError when a file may not be used.
    """
    return Law(on, _known(folder, tuple(overlays)), axes)


def history(folder: Path, name: str, overlays: Sequence[Path] = ()) -> list[Provision]:
    """Every value the provision ``name`` is given by a regulation that is no draft, in the order of effect."""
    regulations = (r for r in _known(folder, tuple(overlays)) if not r.draft)
    return [regulation.provisions[name] for regulation in regulations if name in regulation.provisions]


def change_days(folder: Path) -> list[date]:
    """The days on which a regulation of the folder that is no draft, or a value within it, begins or ends; in order."""
    return sorted({day for regulation in regulations_in(folder) if not regulation.draft for day in regulation.changes})


def overlay_folders(folder: Path, names: Iterable[str]) -> tuple[Path, ...]:
    """The folders of the local rules a setting chose by name: ``<folder>/local/<name>``. Raises LawError if missing."""
    chosen = tuple(folder / "local" / name for name in names)
    for path in chosen:
        if not path.is_dir():
            raise LawError(f"{path.name}: there are no local rules of this name.")
    return chosen


@lru_cache
def _known(folder: Path, overlays: tuple[Path, ...]) -> tuple[Regulation, ...]:
    known = list(regulations_in(folder))
    for overlay in overlays:
        known += regulations_in(overlay)
    codes = [regulation.code for regulation in known]
    axis_of: dict[str, str] = {}
    for regulation in known:
        for code in regulation.repeals:
            if code not in codes:
                raise LawError(f"{regulation.code}: 'repeals' names an unknown regulation '{code}'.")
        for name in regulation.provisions if regulation.axis != "local" else ():
            if axis_of.setdefault(name, regulation.axis) != regulation.axis:
                raise LawError(
                    f"{regulation.code}: '{name}' is set on two axes, {axis_of[name]} and {regulation.axis}."
                )
    return tuple(known)
