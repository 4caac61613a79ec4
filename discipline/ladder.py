"""The ladder of a complaint: which bodies resolve it one after the other, up to the final one. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from discipline.codes import Form
from discipline.codes_complaint import Level, Organ
from workflows.law import Law, Provision
from workflows.rules import reads

CHAIN = "complaint.ladder"
AFTER_INSPECTION = "complaint.after_inspection"
CENTRAL = "complaint.central"
CENTRAL_EXPULSION = "complaint.central_expulsion"
CENTRAL_OWN = "complaint.central_own"
reads(CHAIN, AFTER_INSPECTION, CENTRAL, CENTRAL_EXPULSION, CENTRAL_OWN)

_LEVELS, _ORGANS = list(Level), list(Organ)


@dataclass(frozen=True)
class Place:
    """One body: an organ at a level."""

    level: Level
    organ: Organ

    @property
    def height(self) -> tuple[int, int]:
        """Its place in the order of all bodies, lowest first."""
        return _LEVELS.index(self.level), _ORGANS.index(self.organ)


@dataclass(frozen=True)
class Tier:
    """A level of the path and the organs there are at it (of the Centre all are taken to be)."""

    level: Level
    organs: frozenset[Organ] = frozenset({Organ.INSPECTION, Organ.STANDING, Organ.COMMITTEE})


@dataclass(frozen=True)
class Step:
    """One instance. ``provision``: what makes it one. ``final``: no complaint goes beyond it."""

    level: Level
    organ: Organ
    provision: Provision
    final: bool = False

    @property
    def place(self) -> Place:
        return Place(self.level, self.organ)


class PathError(ValueError):
    """Levels that are not in order, lowest first and each once."""


def ladder(
    law: Law, *, decided_by: Place, path: Sequence[Tier], form: Form, took_part: Collection[Place] = ()
) -> tuple[Step, ...]:
    """The instances in their order, from the first after ``decided_by`` up to the final one.

    ``path``: the levels there are, lowest first; those below the decider are passed over, and that of an inspection
    commission that decided must be in it for its own standing committee and committee to be asked. No step is final
    where the path ends below the Centre or no text names the last instance of the form (dissolution): nobody may then
    say that the matter is finally decided. ``took_part``: other bodies that took part in the decision; passed over.
    Raises NotInForce where no law of the day sets the ladder, PathError for levels out of order.

    Source: Q22 Đ.22 (DIS-117, DIS-119); that every level in between is asked is an inference of the domain.
    """
    heights = [_LEVELS.index(tier.level) for tier in path]
    if any(lower >= higher for lower, higher in pairwise(heights)):
        raise PathError("The levels of the path must be in order, lowest first, each once.")
    if decided_by.level is Level.CENTRE:
        return _ended([Step(Level.CENTRE, Organ(one), law[CENTRAL_OWN]) for one in law[CENTRAL_OWN].value])
    barred = {decided_by, *took_part}
    below = [
        step
        for tier in path
        if tier.level is not Level.CENTRE
        for step in _at(law, tier, decided_by)
        if step.place not in barred
    ]
    if not path or path[-1].level is not Level.CENTRE or form is Form.DISSOLUTION:
        return tuple(below)
    name = CENTRAL_EXPULSION if form is Form.EXPULSION else CENTRAL
    central = [Step(Level.CENTRE, Organ(one), law[name]) for one in law[name].value]
    if central[-1].place in barred:  # whoever is left is not the last instance the law names
        return (*below, *(step for step in central if step.place not in barred))
    return _ended([*below, *(step for step in central if step.place not in barred)])


def next_instance(steps: Sequence[Step], after: Place | None = None) -> Step | None:
    """The step that resolves next: the first above ``after``, the body that resolved last (None: nobody did yet).

    None when there is no further one. A place that is no step (it has since been merged) is passed by its height.
    """
    if after is None:
        return steps[0] if steps else None
    return next((step for step in steps if step.place.height > after.height), None)


def is_final(steps: Sequence[Step], at: Place) -> bool:
    """Whether what ``at`` decides on the complaint is final."""
    return any(step.final and step.place == at for step in steps)


def _at(law: Law, tier: Tier, decided_by: Place) -> Iterator[Step]:
    """The instances at one level, in the order of the law."""
    if _LEVELS.index(tier.level) > _LEVELS.index(decided_by.level):
        chain = law[CHAIN]
    elif tier.level is decided_by.level and decided_by.organ is Organ.INSPECTION:
        chain = law[AFTER_INSPECTION]
    else:
        return
    for organ in map(Organ, chain.value):
        if organ in tier.organs:
            yield Step(tier.level, organ, chain)


def _ended(steps: Sequence[Step]) -> tuple[Step, ...]:
    *others, last = steps
    return (*others, Step(last.level, last.organ, last.provision, final=True))
