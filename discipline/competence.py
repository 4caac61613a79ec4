"""Who may decide, propose or verify a form of discipline against whom: the matrix of the law (DIS-45..66). No model.

A value of the matrix is named ``power.<decider>.<class>.<case>.<does>`` and lists forms. ``case``: ``cell_matter``,
``superior_task``, ``own_task`` (assigned by the decider's own level), ``own_cadre`` (managed by it), or ``any``; the
most particular one that has a value counts. What no text gives, nobody may.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from django.utils.translation import gettext_noop

from discipline.codes import Decider, Form, Level, Matter, SubjectClass, SubjectKind
from workflows.law import Law, Provision
from workflows.meetings.outcomes import Mode
from workflows.rules import reads

DECIDES, PROPOSES, VERIFIES = "decides", "proposes", "verifies"

LEVEL_OF = {
    Decider.CELL: Level.CELL,
    Decider.CELL_COMMITTEE: Level.CELL,
    Decider.SECTION_COMMITTEE: Level.SECTION,
    Decider.BASE_INSPECTION: Level.BASE,
    Decider.BASE_STANDING: Level.BASE,
    Decider.BASE_COMMITTEE: Level.BASE,
    Decider.UPPER_INSPECTION: Level.UPPER,
    Decider.UPPER_STANDING: Level.UPPER,
    Decider.UPPER_COMMITTEE: Level.UPPER,
    Decider.NEXT_ABOVE: Level.NEXT,
}
INSPECTIONS = frozenset({Decider.BASE_INSPECTION, Decider.UPPER_INSPECTION})

#: Set by every regulation that has a matrix: without it nobody's powers are known that day.
MATRIX = "power.cell_committee.does"
HOST_FORMS = "temporary.host_forms"
SEVERAL_COMMITTEES = "several_committees.forms"
#: By the power of a grant: whose powers grow, for which classes, by which forms (DIS-52, DIS-53).
GRANTS = ("authorised", "upper_level", "upper_level_pilot")
_CASES = ("own_cadre", "own_task", "cell_matter", "superior_task", "any")
#: What an organisation is to the accused one (DIS-65, DIS-66).
DIRECT_SUPERIOR, ONE_HIGHER = "direct_superior", "one_higher"

reads(
    MATRIX,
    HOST_FORMS,
    SEVERAL_COMMITTEES,
    *(
        f"power.{d}.{c}.{case}.{does}"
        for d, c, case, does in product(Decider, SubjectClass, _CASES, (DECIDES, PROPOSES))
    ),
    *(
        f"power.{d}.organization.{to}.{does}"
        for d, to, does in product(Decider, (DIRECT_SUPERIOR, ONE_HIGHER), (DECIDES, PROPOSES))
    ),
    *(f"power.{d}.verifies" for d in Decider),
    *(f"power.granted.{grant}.{what}" for grant, what in product(GRANTS, ("decider", "classes", "expulsion", "forms"))),
)

NO_LAW = gettext_noop("No loaded regulation sets the powers of that day.")
NO_POWER = gettext_noop("No body on the way may decide this form by the law of that day.")
NOT_ON_THE_WAY = gettext_noop("The level that manages him is not on the way of his organisation.")
HOME = gettext_noop(
    "Where he is active for a time this form is not decided: the facts and a proposal go to the organisation he"
    " belongs to."
)
NO_SUCH_START = gettext_noop("The body that takes the case over is not on the way of his organisation.")


@dataclass(frozen=True)
class Powers:
    """What a body may do: {form: the provision that says so}; ``verifying``: the one by which it only verifies."""

    deciding: Mapping[Form, Provision] = field(default_factory=dict)
    proposing: Mapping[Form, Provision] = field(default_factory=dict)
    verifying: Provision | None = None

    @property
    def decides(self) -> frozenset[Form]:
        return frozenset(self.deciding)

    @property
    def proposes(self) -> frozenset[Form]:
        return frozenset(self.proposing)

    @property
    def verifies(self) -> bool:
        return self.verifying is not None

    @property
    def provision(self) -> Provision | None:
        """One of those it rests on, the deciding ones first; None where nothing is given."""
        found = [*self.deciding.values(), *self.proposing.values(), self.verifying]
        return found[0] if found else None

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """All it rests on, each once."""
        found = [*self.deciding.values(), *self.proposing.values(), self.verifying]
        return tuple({one.name: one for one in found if one}.values())

    def does(self, form: Form) -> str:
        """DECIDES, PROPOSES, VERIFIES or "": the most it may do about ``form``."""
        if form in self.deciding:
            return DECIDES
        if form in self.proposing:
            return PROPOSES
        return VERIFIES if self.verifying else ""

    def by(self, form: Form) -> Provision | None:
        """The provision of ``does``."""
        return self.deciding.get(form) or self.proposing.get(form) or self.verifying


@dataclass(frozen=True)
class Link:
    """A body on the way of a case, what it does about the form, and the provision that says so."""

    decider: Decider
    does: str
    provision: Provision


@dataclass(frozen=True)
class Chain:
    """The way up, lowest first. ``complete``: the last link decides; otherwise ``reason`` (English source string)."""

    links: tuple[Link, ...]
    reason: str = ""

    @property
    def complete(self) -> bool:
        return bool(self.links) and self.links[-1].does == DECIDES

    @property
    def decider(self) -> Decider | None:
        """Who decides; None where the way is not complete."""
        return self.links[-1].decider if self.complete else None


def powers(
    law: Law,
    decider: Decider,
    subject_class: SubjectClass,
    matter: Matter,
    *,
    grants: Collection[str] = (),
    own_task: bool = False,
    own_cadre: bool = False,
) -> Powers:
    """What the body may do about a member of the class.

    ``grants``: powers granted to the grassroots committee that day (codes of Power). ``own_task``: the task was
    assigned by the body's own level; ``own_cadre``: its level manages the member.
    """
    cases = ["own_cadre"] if own_cadre else []
    cases += ["own_task"] if own_task and matter is Matter.SUPERIOR else []
    cases += ["cell_matter" if matter is Matter.CELL else "superior_task", "any"]
    found: Powers = Powers()
    for case in cases:
        name = f"power.{decider}.{subject_class}.{case}"
        found = _listed(law, name)
        if found.provisions:
            break
    verifies = law.get(f"power.{decider}.verifies")
    verifying = verifies if verifies and subject_class in verifies.value else None
    deciding = {**found.deciding, **_granted(law, decider, subject_class, grants)}
    proposing = {form: one for form, one in found.proposing.items() if form not in deciding}
    return Powers(deciding, proposing, verifying)


def organization_powers(law: Law, decider: Decider, to_accused: str) -> Powers:
    """What the body may do about an organisation to which its own is ``to_accused``: DIRECT_SUPERIOR or ONE_HIGHER."""
    return _listed(law, f"power.{decider}.organization.{to_accused}")


def mode_of(
    law: Law,
    decider: Decider,
    subject_class: SubjectClass,
    matter: Matter,
    expected_form: Form | None,
    *,
    grants: Collection[str] = (),
    own_task: bool = False,
    own_cadre: bool = False,
) -> Mode:
    """What a vote of the body is, fixed before it from the form that is expected (note 0 of discipline.md 2.G).

    ``expected_form``: of the band of the violation or of a superior's conclusion; None where neither says one.
    """
    found = powers(law, decider, subject_class, matter, grants=grants, own_task=own_task, own_cadre=own_cadre).decides
    if expected_form is None:
        return Mode.DECIDE if found else Mode.PROPOSE
    return Mode.DECIDE if expected_form in found else Mode.PROPOSE


def chain(
    law: Law,
    *,
    subject_kind: SubjectKind,
    form: Form,
    deciders: Sequence[Decider],
    subject_class: SubjectClass = SubjectClass.A,
    matter: Matter = Matter.CELL,
    grants: Collection[str] = (),
    managed_by: Level | None = None,
    assigned_by: Level | None = None,
    organization_level: Level = Level.CELL,
    committees: Collection[Level] = (),
    start: Decider | None = None,
    temporary_host: bool = False,
    path: Sequence[Level] = (),
) -> Chain:
    """The way from the lowest body up to the first that may decide ``form``.

    ``deciders``: those that exist on the path that day, lowest first. ``managed_by``: the level that manages a cadre of
    class G; ``assigned_by``: the level that assigned the task; ``organization_level``: of an accused organisation (a
    grassroots cell: BASE); ``committees``: levels of his committees (DIS-59); ``start``: a superior takes over, and the
    way begins there (DIS-60); ``temporary_host``: the path is that of the host (DIS-62); ``path``: the levels there
    are, lowest first, where one of them has no body that day.

    At one level the lowest of inspection commission, standing committee, committee that may decide does; where none
    may, the highest that may propose does. The commission before it verifies or proposes where the law says so.
    """
    if MATRIX not in law:
        return Chain((), NO_LAW)
    if start is not None and start not in deciders:
        return Chain((), NO_SUCH_START)
    asked = list(deciders[deciders.index(start) :] if start else deciders)
    levels = list(path or dict.fromkeys(LEVEL_OF[decider] for decider in deciders))
    organization = subject_kind is SubjectKind.ORGANIZATION

    def powers_of(decider: Decider) -> Powers:
        level = LEVEL_OF[decider]
        if organization:
            return organization_powers(law, decider, to_accused(level, organization_level, levels))
        return powers(
            law,
            decider,
            subject_class,
            matter,
            grants=grants,
            own_task=level is assigned_by,
            own_cadre=level is managed_by,
        )

    if temporary_host and not organization and (forms := law.get(HOST_FORMS)) and form not in forms.value:
        return Chain(tuple(Link(decider, PROPOSES, forms) for decider in asked[:1]), HOME)
    floor = None if organization else standing_above(law, form, committees, deciders)
    links: list[Link] = []
    for level in levels:
        of_level = {decider: powers_of(decider) for decider in asked if LEVEL_OF[decider] is level}
        links += _at_level(of_level, form, floor)
        if links and links[-1].does == DECIDES:
            return Chain(tuple(links))
    if subject_class is SubjectClass.G and managed_by not in levels and not organization:
        return Chain(tuple(links), NOT_ON_THE_WAY)
    return Chain(tuple(links), NO_POWER)


def _at_level(of_level: Mapping[Decider, Powers], form: Form, floor: Decider | None) -> list[Link]:
    """Who of one level takes part: at most the inspection commission, and the body that decides or proposes."""
    order = list(Decider)

    def does(decider: Decider) -> str:
        found = of_level[decider].does(form)
        too_low = floor is not None and order.index(decider) < order.index(floor)
        return PROPOSES if found == DECIDES and too_low else found

    acting = next((one for one in of_level if does(one) == DECIDES), None)
    acting = acting or next((one for one in reversed(list(of_level)) if does(one) == PROPOSES), None)
    taking_part = [one for one in of_level if one == acting or (one in INSPECTIONS and _before(one, acting))]
    if acting is None:
        taking_part = [one for one in of_level if does(one) == VERIFIES][:1]
    found = [(one, does(one), of_level[one].by(form)) for one in taking_part]
    return [Link(one, what, provision) for one, what, provision in found if what and provision]


def _before(one: Decider, acting: Decider | None) -> bool:
    order = list(Decider)
    return acting is not None and order.index(one) < order.index(acting)


def to_accused(level: Level, accused: Level, levels: Sequence[Level]) -> str:
    """A section is passed over: it decides nothing on organisations (294-QĐ/TW 20.3.3)."""
    order = list(Level)
    above = [one for one in levels if order.index(one) > order.index(accused) and one is not Level.SECTION]
    what = (DIRECT_SUPERIOR, ONE_HIGHER)
    return next((name for one, name in zip(above, what, strict=False) if one is level), "")


def standing_above(law: Law, form: Form, committees: Collection[Level], deciders: Sequence[Decider]) -> Decider | None:
    """Below whom nothing is decided for a member of several committees (DIS-59); None where that says nothing."""
    forms = law.get(SEVERAL_COMMITTEES)
    if forms is None or form not in forms.value or len(set(committees)) < 2:
        return None
    order = list(Level)
    highest = max(committees, key=order.index)
    above = [one for one in deciders if order.index(LEVEL_OF[one]) > order.index(highest)]
    return next((one for one in above if one not in INSPECTIONS), None)


def _granted(law: Law, decider: Decider, subject_class: SubjectClass, grants: Collection[str]) -> dict[Form, Provision]:
    found: dict[Form, Provision] = {}
    for grant in sorted(grants):
        whose, classes = law.get(f"power.granted.{grant}.decider"), law.get(f"power.granted.{grant}.classes")
        if whose is None or classes is None or whose.value != decider or subject_class not in classes.value:
            continue
        for given in (law.get(f"power.granted.{grant}.forms"), law.get(f"power.granted.{grant}.expulsion")):
            found |= {Form(form): given for form in given.value} if given else {}
    return found


def _listed(law: Law, name: str) -> Powers:
    deciding, proposing = law.get(f"{name}.{DECIDES}"), law.get(f"{name}.{PROPOSES}")
    return Powers(
        {Form(form): deciding for form in deciding.value} if deciding else {},
        {Form(form): proposing for form in proposing.value} if proposing else {},
    )
