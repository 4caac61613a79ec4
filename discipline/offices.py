"""The committees a member sits in, as plain facts, and the class of the matrix they put him in (discipline.md 2.F)."""

from collections.abc import Iterable
from dataclasses import dataclass

from discipline.codes import Level, SubjectClass


@dataclass(frozen=True)
class Office:
    """A seat as a member of a committee. ``level``: of its organisation on the way of the case; where it is not on
    it, what its kind stands for.

    ``organization_kind``, ``body_kind``: codes of organization.kinds.Kind and organization.models.BodyKind.
    """

    organization_kind: str
    body_kind: str
    level: Level | None = None


_COMMITTEES = frozenset({"cell", "cell_committee", "section_committee", "committee", "standing_committee"})
_CLASS_AT = {
    Level.CELL: SubjectClass.B,
    Level.SECTION: SubjectClass.C,
    Level.BASE: SubjectClass.E,
    Level.UPPER: SubjectClass.F,
    Level.NEXT: SubjectClass.G,
}
_LEVEL_OF_KIND = {
    "cell": Level.CELL,
    "temporary_cell": Level.CELL,
    "reserve_cell": Level.CELL,
    "base_cell": Level.CELL,
    "section": Level.SECTION,
    "base": Level.BASE,
    "commune_base": Level.BASE,
    "superior": Level.UPPER,
    "direct": Level.NEXT,
    "central": Level.NEXT,
}


def class_of(offices: Iterable[Office], *, managed_higher: bool = False) -> SubjectClass:
    """The class of a member by the highest committee he sits in. ``managed_higher``: a higher level manages him.

    Who sits in the committee of a level above F's is a cadre of a still higher one (G). An inspection commission or
    a staff organ is no committee: who sits there alone is classed by what else he is.
    """
    found = {_class_of(office) for office in offices if office.body_kind in _COMMITTEES}
    highest = max(found, default=SubjectClass.A)
    return SubjectClass.G if managed_higher and highest is not SubjectClass.F else highest


def committee_levels(offices: Iterable[Office]) -> frozenset[Level]:
    """The levels of whose committees he is a member (DIS-58, DIS-59)."""
    return frozenset(_level_of(office) for office in offices if office.body_kind in _COMMITTEES)


def _level_of(office: Office) -> Level:
    if office.organization_kind == "base_cell":
        return Level.CELL
    return office.level or _LEVEL_OF_KIND[office.organization_kind]


def _class_of(office: Office) -> SubjectClass:
    return SubjectClass.D if office.organization_kind == "base_cell" else _CLASS_AT[_level_of(office)]
