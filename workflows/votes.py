"""Votes in integers: who counts in the base, and whether the counts reach the ratio. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.law import Law, NotInForce, Provision, Ratio
from workflows.rules import reads

#: Who may be left out of the base, by body: kinds and overlays of ``RosterMember``, in the order they are asked.
_CELL = ("probationary", "guest", "prosecuted", "suspended", "exempt", "temporarily_away")
_COMMITTEE = ("prosecuted", "suspended", "committee_suspended", "temporarily_away")
reads(*(f"vote_base.cell.{reason}" for reason in _CELL), *(f"vote_base.committee.{reason}" for reason in _COMMITTEE))

#: English source strings: why a member is out of the base.
REASONS = {
    "probationary": gettext_noop("Probationary member: does not vote"),
    "guest": gettext_noop("In this cell only temporarily: does not vote"),
    "prosecuted": gettext_noop("Prosecuted or detained"),
    "suspended": gettext_noop("Suspended from party activity"),
    "committee_suspended": gettext_noop("Suspended from committee activity"),
    "exempt": gettext_noop("Exempt from work and meetings, and not present"),
    "temporarily_away": gettext_noop("On temporary activity elsewhere, and not present"),
    "counted": gettext_noop("Counted"),
}


class Effect(StrEnum):
    """What a provision ``vote_base.*`` may say of its reason."""

    ALWAYS = "always"
    UNLESS_PRESENT = "unless_present"


class CountsDoNotClose(ValueError):
    """Counts that contradict one another; ``message`` is an English source string filled by ``numbers``."""

    def __init__(self, message: str, **numbers: int | str) -> None:
        super().__init__(message % numbers)
        self.message, self.numbers = message, numbers

    @property
    def text(self) -> str:
        """The message in the language of the reader."""
        return _(self.message) % self.numbers


@dataclass(frozen=True)
class RosterMember:
    """``kind``: official, probationary or guest (in a committee: official). ``overlays``: temporarily_away, exempt,
    suspended, committee_suspended, prosecuted. ``present``: at the meeting; None while nobody has said."""

    person_id: int
    name: str
    kind: str = "official"
    overlays: frozenset[str] = frozenset()
    present: bool | None = None


@dataclass(frozen=True)
class RosterLine:
    """Whether a member counts in the base, and why not: ``reason`` is a key of REASONS, ``article`` as printed,
    ``certainty`` that of the provision; ``overlays``: those of the member."""

    person_id: int
    name: str
    counted: bool
    reason: str
    article: str
    certainty: str = ""
    overlays: frozenset[str] = frozenset()

    @property
    def message(self) -> str:
        """The reason: an English source string."""
        return REASONS[self.reason]

    @property
    def text(self) -> str:
        """The reason in the language of the reader."""
        return _(self.message)


@dataclass(frozen=True)
class TallyResult:
    """The counts with their outcome: ``minimum_yes`` is the fewest yes that pass."""

    base: int
    yes: int
    no: int
    invalid: int
    absent: int
    minimum_yes: int
    passed: bool


def propose_roster(members: Iterable[RosterMember], law: Law, *, cell: bool) -> list[RosterLine]:
    """Every member in or out of the base of a cell meeting, or of a committee. Raises NotInForce before the law.

    Source: 294-QĐ/TW 9.3.2 (cell), 9.3.3 (committee and standing committee): those summoned, less the excluded; who is
    exempt or away and attends is counted in.
    """
    unknown = base_not_known(law, cell=cell)
    if unknown:
        raise NotInForce(unknown)
    prefix, reasons = ("vote_base.cell", _CELL) if cell else ("vote_base.committee", _COMMITTEE)
    provisions = {reason: law[f"{prefix}.{reason}"] for reason in reasons}
    return [_line(member, provisions) for member in members]


def base_not_known(law: Law, *, cell: bool) -> str:
    """Why nobody can say who counts in a vote on the day of ``law``, in words; empty where it is known."""
    prefix, reasons = ("vote_base.cell", _CELL) if cell else ("vote_base.committee", _COMMITTEE)
    missing = [name for name in (f"{prefix}.{reason}" for reason in reasons) if name not in law]
    if not missing:
        return ""
    return _(
        "Who counted in the base of a vote on %(day)s is not known: no regulation of that day that was read says it"
        " (%(missing)s). No vote of that day is computed here until who keeps the law files enters it from the text."
    ) % {"day": law.on.strftime("%d/%m/%Y"), "missing": ", ".join(missing)}


def _line(member: RosterMember, provisions: dict[str, Provision]) -> RosterLine:
    for reason, provision in provisions.items():
        if reason != member.kind and reason not in member.overlays:
            continue
        if Effect(provision.value) is Effect.ALWAYS or not member.present:
            article = f"{provision.article} {provision.title}".strip()
            certainty, overlays = provision.certainty.value, member.overlays
            return RosterLine(member.person_id, member.name, False, reason, article, certainty, overlays)
    return RosterLine(member.person_id, member.name, True, "counted", "", overlays=member.overlays)


def base_of(roster: Iterable[RosterLine]) -> int:
    """How many members of the roster are counted."""
    return sum(line.counted for line in roster)


def base_of_json(roster: Iterable[Mapping[str, Any]]) -> int:
    """The same of a roster as an item of an agenda keeps it."""
    return sum(bool(line["in_base"]) for line in roster)


def refuse_impossible(base: int, counts: Iterable[int]) -> None:
    """Raises CountsDoNotClose when nobody is counted in the base, or a count is negative."""
    if base < 1:
        raise CountsDoNotClose(gettext_noop("Nobody is counted in the base; there is nothing to vote."))
    least = min(counts, default=0)
    if least < 0:
        raise CountsDoNotClose(gettext_noop("A count is negative: %(count)s."), count=least)


def tally(base: int, *, yes: int, no: int, invalid: int = 0, absent: int = 0, ratio: Ratio) -> TallyResult:
    """The outcome of a vote of which ``base`` members are counted. Raises CountsDoNotClose.

    ``absent`` are the counted members who did not vote; yes + no + invalid + absent = base.
    """
    counts = {"yes": yes, "no": no, "invalid": invalid, "absent": absent}
    refuse_impossible(base, counts.values())
    if yes > base:
        raise CountsDoNotClose(
            gettext_noop("%(yes)s votes in favour are more than the %(base)s members counted."), yes=yes, base=base
        )
    if sum(counts.values()) != base:
        raise CountsDoNotClose(
            gettext_noop(
                "The counts do not close: %(yes)s in favour, %(no)s against, %(invalid)s invalid and %(absent)s absent"
                " make %(total)s, but %(base)s members are counted."
            ),
            **counts,
            total=sum(counts.values()),
            base=base,
        )
    return TallyResult(base, **counts, minimum_yes=ratio.minimum(base), passed=ratio.reached(yes, base))
