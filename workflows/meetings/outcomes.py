"""What a counted vote comes to: a form of discipline, a yes or no, another attempt or none. Integers; no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.law import Provision, Ratio
from workflows.votes import CountsDoNotClose, TallyResult, refuse_impossible, tally

#: The options of a ballot that asks for or against.
YES, NO = "yes", "no"


class Mode(StrEnum):
    """What the body may do with the outcome; fixed before the vote."""

    DECIDE = "decide"
    PROPOSE = "propose"


class AbovePower(StrEnum):
    """What a deciding vote does when its running sum passes only with forms above the body's power.

    No text says; the caller chooses: send all results up, or go on down to the heaviest form the body may decide.
    """

    FORWARD = "forward"
    CUMULATE_DOWN = "cumulate_down"


class Ending(StrEnum):
    """What a vote on the forms of discipline ends in."""

    DECIDED = "decided"
    PROPOSED = "proposed"
    NO_DISCIPLINE = "no_discipline"
    ALL_RESULTS_UP = "all_results_up"
    NO_FORM_REPORT_UP = "no_form_report_up"


class AfterAttempt(StrEnum):
    """What may follow a vote below the ratio."""

    VOTE_AGAIN = "vote_again"
    GOES_UP = "goes_up"


@dataclass(frozen=True)
class FormsBallot:
    """One ballot that lists every form and "no discipline"; a voter marks exactly one.

    ``order``: codes of the forms, heaviest first. ``none``: code of "no discipline". ``heavy``: the forms that take
    ``two_thirds`` when they are proposed or above the body's power; everything else takes ``half``.
    """

    order: tuple[str, ...]
    none: str
    heavy: frozenset[str]
    half: Ratio
    two_thirds: Ratio

    def __post_init__(self) -> None:
        if not self.order or len({*self.order, self.none}) != len(self.order) + 1 or not self.heavy <= {*self.order}:
            raise ValueError("A ballot names each form once, 'no discipline' beside them, and only forms as heavy.")

    @property
    def options(self) -> tuple[str, ...]:
        """Everything that can be marked: the forms, heaviest first, then "no discipline"."""
        return (*self.order, self.none)

    def ratio_of(self, option: str, *, mode: Mode, power: frozenset[str]) -> Ratio:
        """The ratio that ``option`` takes alone."""
        proposed = mode == Mode.PROPOSE or option not in power
        return self.two_thirds if option in self.heavy and proposed else self.half


@dataclass(frozen=True)
class OutcomeLine:
    """The votes for ``codes`` together against ``needed``, the fewest that reach ``ratio`` (as text).

    ``cumulated``: a line of the running sum, its codes heaviest first; otherwise one option alone.
    """

    codes: tuple[str, ...]
    sum: int
    needed: int
    ratio: str
    reached: bool
    cumulated: bool = False


@dataclass(frozen=True)
class FormsOutcome:
    """``form``: the one decided or proposed, else None. ``votes``: every option of the ballot, as counted.

    ``uncounted``: members of the base who stand behind no option (invalid, blank, absent). ``lines``: every option
    alone, then, in a deciding vote without one that passes, the running sum as far as it was followed.
    """

    ending: Ending
    form: str | None
    mode: Mode
    base: int
    votes: Mapping[str, int]
    uncounted: int
    lines: tuple[OutcomeLine, ...]


def forms_outcome(
    votes: Mapping[str, int],
    base: int,
    ballot: FormsBallot,
    *,
    mode: Mode,
    power: frozenset[str],
    above_power: AbovePower,
) -> FormsOutcome:
    """What the vote on the forms of discipline comes to; an option that ``votes`` leaves out has none.

    ``base``: members counted, whether they voted or not. ``power``: the forms the body may decide; a form above it is
    at most proposed. Cumulation only in a deciding vote in which nothing passes alone. Raises CountsDoNotClose.

    Source: Quy định 22-QĐ/TW Điều 15 (15.3.1 on cumulation), Quy định 294-QĐ/TW 9.3.4.
    """
    mode, above_power = Mode(mode), AbovePower(above_power)
    counts = _counts_of(votes, base, ballot)
    alone = [
        _line((option,), counts, base, ballot.ratio_of(option, mode=mode, power=power)) for option in ballot.options
    ]
    passed = next((line.codes[0] for line in alone if line.reached), None)
    running = _running_sum(counts, base, ballot, power, above_power) if passed is None and mode is Mode.DECIDE else []
    ending, form = _ending(ballot, passed, running, mode, power)
    return FormsOutcome(ending, form, mode, base, counts, base - sum(counts.values()), (*alone, *running))


def _ending(
    ballot: FormsBallot, passed: str | None, running: list[OutcomeLine], mode: Mode, power: frozenset[str]
) -> tuple[Ending, str | None]:
    if passed == ballot.none:
        return Ending.NO_DISCIPLINE, None
    if passed is not None:
        return Ending.DECIDED if mode is Mode.DECIDE and passed in power else Ending.PROPOSED, passed
    if mode is Mode.PROPOSE:
        return Ending.ALL_RESULTS_UP, None
    if not running[-1].reached:
        return Ending.NO_FORM_REPORT_UP, None
    form = running[-1].codes[-1]
    return (Ending.DECIDED, form) if form in power else (Ending.ALL_RESULTS_UP, None)


def _running_sum(
    counts: Mapping[str, int], base: int, ballot: FormsBallot, power: frozenset[str], above_power: AbovePower
) -> list[OutcomeLine]:
    lines = []
    for number, code in enumerate(ballot.order, start=1):
        lines.append(_line(ballot.order[:number], counts, base, ballot.half, cumulated=True))
        if lines[-1].reached and (code in power or above_power is AbovePower.FORWARD):
            break
    return lines


def _line(
    codes: tuple[str, ...], counts: Mapping[str, int], base: int, ratio: Ratio, *, cumulated: bool = False
) -> OutcomeLine:
    votes = sum(counts[code] for code in codes)
    return OutcomeLine(codes, votes, ratio.minimum(base), str(ratio), ratio.reached(votes, base), cumulated)


def _counts_of(votes: Mapping[str, int], base: int, ballot: FormsBallot) -> dict[str, int]:
    _refuse_unknown(votes, ballot.options)
    refuse_impossible(base, votes.values())
    counts = {option: votes.get(option, 0) for option in ballot.options}
    if sum(counts.values()) > base:
        raise CountsDoNotClose(
            gettext_noop("%(votes)s votes are more than the %(base)s members counted."),
            votes=sum(counts.values()),
            base=base,
        )
    return counts


@dataclass(frozen=True)
class Closing:
    """Where every member of the base went: the five numbers before ``base`` add up to it.

    ``unreturned``: with a ballot that did not come back. ``not_issued``: present, without a ballot. ``absent``: not at
    the meeting. ``votes``: the valid ones by option.
    """

    valid: int
    invalid: int
    unreturned: int
    not_issued: int
    absent: int
    base: int
    votes: Mapping[str, int]


@dataclass(frozen=True)
class Count:
    """What the counting team found in a box: ballots ``issued`` and ``returned``, of those ``invalid`` (blank ones
    included), and the valid ``votes`` by option."""

    issued: int
    returned: int
    invalid: int
    votes: Mapping[str, int]

    @property
    def valid(self) -> int:
        """Ballots returned that stand for an option."""
        return self.returned - self.invalid

    def closing(self, present_counted: int, base: int) -> Closing:
        """Where each of the ``base`` members went, ``present_counted`` of whom are present. Raises CountsDoNotClose."""
        refuse_impossible(base, (present_counted, self.issued, self.returned, self.invalid, *self.votes.values()))
        if present_counted > base:
            raise CountsDoNotClose(
                gettext_noop("%(present)s members of the base are present, but only %(base)s are counted in all."),
                present=present_counted,
                base=base,
            )
        if self.issued > present_counted:
            raise CountsDoNotClose(
                gettext_noop("%(issued)s ballots were issued, but only %(present)s members of the base are present."),
                issued=self.issued,
                present=present_counted,
            )
        _refuse_open_box(self)
        return Closing(
            valid=self.valid,
            invalid=self.invalid,
            unreturned=self.issued - self.returned,
            not_issued=present_counted - self.issued,
            absent=base - present_counted,
            base=base,
            votes=dict(self.votes),
        )


def yes_no_outcome(count: Count, base: int, ratio: Ratio) -> TallyResult:
    """The outcome of a box of YES and NO; whoever of the base returned no ballot is ``absent``.

    Raises CountsDoNotClose.
    """
    _refuse_unknown(count.votes, (YES, NO))
    if count.issued > base:
        raise CountsDoNotClose(
            gettext_noop("%(issued)s ballots were issued, but only %(base)s members are counted."),
            issued=count.issued,
            base=base,
        )
    _refuse_open_box(count)
    return tally(
        base,
        yes=count.votes.get(YES, 0),
        no=count.votes.get(NO, 0),
        invalid=count.invalid,
        absent=base - count.returned,
        ratio=ratio,
    )


def after_attempt(failed: int, most: Provision) -> AfterAttempt:
    """Whether the matter may be voted again after ``failed`` votes below the ratio, of which ``most`` are held.

    Raises CountsDoNotClose for a negative number. Source: Quy định 294-QĐ/TW 4.2.3 (recognition and removal).
    """
    if failed < 0:
        raise CountsDoNotClose(gettext_noop("A count is negative: %(count)s."), count=failed)
    return AfterAttempt.VOTE_AGAIN if failed < most.value else AfterAttempt.GOES_UP


def _refuse_open_box(count: Count) -> None:
    if count.returned > count.issued:
        raise CountsDoNotClose(
            gettext_noop("%(returned)s ballots were returned, but only %(issued)s were issued."),
            returned=count.returned,
            issued=count.issued,
        )
    if count.invalid > count.returned:
        raise CountsDoNotClose(
            gettext_noop("%(invalid)s ballots are invalid, but only %(returned)s were returned."),
            invalid=count.invalid,
            returned=count.returned,
        )
    votes = sum(count.votes.values())
    if votes != count.valid:
        raise CountsDoNotClose(
            gettext_noop(
                "The votes do not close: the options have %(votes)s in all, but %(returned)s ballots returned less"
                " %(invalid)s invalid make %(valid)s."
            ),
            votes=votes,
            returned=count.returned,
            invalid=count.invalid,
            valid=count.valid,
        )


def _refuse_unknown(votes: Mapping[str, int], options: tuple[str, ...]) -> None:
    for option in votes:
        if option not in options:
            raise CountsDoNotClose(gettext_noop("The ballot has no option '%(option)s'."), option=option)
