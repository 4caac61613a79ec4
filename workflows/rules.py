"""Rules: pure functions of (facts, law of the day), and asking them. No database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop

from workflows.calendar import BeyondCalendar, Calendar, shipped_calendar
from workflows.facts import FactSheet
from workflows.findings import CURERS, Finding
from workflows.findings import Number as Number
from workflows.findings import Status as Status
from workflows.law import Certainty, Law, Provision, regulations_in


@dataclass(frozen=True)
class Verdict:
    """What one rule says. ``status``: True holds, False is broken, None is unknown.

    ``message`` is an English source string whose named placeholders ``numbers`` fill. ``certainty`` is that of what
    the rule rests on beside its provisions (a year of the calendar). ``cites``: what it really rests on, where that is
    not every provision it was given (the law of an earlier day, one of several chains).
    """

    status: Status | bool | None
    message: str
    numbers: Mapping[str, Number] = field(default_factory=dict)
    certainty: Certainty = Certainty.TEXT
    cites: tuple[Provision, ...] = ()

    @property
    def answer(self) -> Status:
        """The status with True, False and None spelled out."""
        if isinstance(self.status, Status):
            return self.status
        return {True: Status.HOLDS, False: Status.BROKEN, None: Status.UNKNOWN}[self.status]


@dataclass(frozen=True)
class Rule:
    """A declared rule; ``id`` is the domain's (``ADM-05``), ``name`` the function's. Called like the function."""

    id: str
    name: str
    function: Callable[..., Verdict]
    provisions: tuple[str, ...]
    optional: tuple[str, ...]
    needs: tuple[str, ...]
    cured_by: str | None
    context: tuple[str, ...] = ()

    def __call__(self, facts: Any, *provisions: Provision | None, **context: Any) -> Verdict:
        return self.function(facts, *provisions, **context)


class StepRules(NamedTuple):
    """The rules of a step: a broken or unknown one of ``blocks`` stops the approval, one of ``flags`` is only shown.

    ``gates`` stop as well: they say which of several verbs of a step is the one of the day.
    """

    blocks: tuple[Rule, ...]
    flags: tuple[Rule, ...] = ()
    gates: tuple[Rule, ...] = ()

    @property
    def all(self) -> tuple[Rule, ...]:
        """Every rule of the step, the blocking ones first."""
        return self.gates + self.blocks + self.flags

    @property
    def shown(self) -> "StepRules":
        """The same for an outcome that approves nothing: only the gates still stop."""
        return StepRules(blocks=(), flags=self.blocks + self.flags, gates=self.gates)


_DECLARED: dict[str, Rule] = {}
_READ: set[str] = set()


def rule(
    *provisions: str,
    id: str,
    needs: Sequence[str] = (),
    optional: Sequence[str] = (),
    cured_by: str | None = None,
) -> Callable[[Callable[..., Verdict]], Rule]:
    """Bind a function ``(facts, *provisions) -> Verdict`` to its provisions and declare it.

    It is called only when every provision is in force, and every fact of ``needs`` is known; ``optional`` provisions
    follow the others and are None when not in force. It receives ``law`` and ``calendar`` if it names them.
    """
    if not provisions and not optional:
        raise ValueError(f"{id} names no provision.")
    if cured_by is not None and cured_by not in CURERS:
        raise ValueError(f"{id}: unknown curer '{cured_by}'.")

    def declare(function: Callable[..., Verdict]) -> Rule:
        key = f"{function.__module__}.{function.__name__}"
        if key in _DECLARED:
            raise ValueError(f"{key} is declared twice.")
        context = tuple(name for name in ("law", "calendar") if name in signature(function).parameters)
        _DECLARED[key] = Rule(
            id, function.__name__, function, provisions, tuple(optional), tuple(needs), cured_by, context
        )
        return _DECLARED[key]

    return declare


def reads(*names: str) -> None:
    """Declare provisions that are read outside the rules (rosters, deadlines)."""
    _READ.update(names)


def not_known(facts: FactSheet, *names: str) -> Verdict:
    """The verdict of a rule that misses the facts ``names``."""
    labels: Number = [facts.label(name) for name in names]
    return Verdict(None, gettext_noop("Not known yet: %(missing)s."), {"missing": labels})


def declared_rules(package: str = "") -> tuple[Rule, ...]:
    """Every declared rule, or those of the modules under ``package``, in the order of declaration."""
    return tuple(r for key, r in _DECLARED.items() if not package or key.startswith(f"{package}."))


def unread_provisions(folder: Path) -> list[str]:
    """Provisions that a regulation not marked draft sets and nothing reads, by name."""
    read = _READ.union(*(r.provisions + r.optional for r in declared_rules()))
    return sorted(_set_by(folder) - read)


def unset_provisions(folder: Path) -> list[str]:
    """Provisions that a rule of the folder's procedure names and no regulation ever set, local rules included."""
    ever = _set_by(folder).union(*(_set_by(path) for path in sorted(folder.glob("local/*"))))
    named = {name for r in declared_rules(folder.parent.name) for name in r.provisions + r.optional}
    return sorted(named - ever)


def judge(
    rules: StepRules | Iterable[Rule], facts: FactSheet, law: Law, calendar: Calendar | None = None
) -> list[Finding]:
    """Ask every rule of the facts and the law; findings in the order of the rules. Rules given as StepRules carry
    whether they block; others all do. ``calendar`` defaults to the shipped one."""
    days = shipped_calendar() if calendar is None else calendar
    if isinstance(rules, StepRules):
        flags = [_ask(r, facts, law, days, blocks=False) for r in rules.flags]
        return [_ask(r, facts, law, days) for r in rules.gates + rules.blocks] + flags
    return [_ask(r, facts, law, days) for r in rules]


class _Watched:
    """A fact sheet that notes which facts are asked of it."""

    def __init__(self, facts: FactSheet) -> None:
        self._facts = facts
        self._names = facts.__dataclass_fields__
        self.asked: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._facts, name)
        if name in self._names:
            self.asked[name] = value
        return value


def _ask(asked: Rule, sheet: FactSheet, law: Law, calendar: Calendar, *, blocks: bool = True) -> Finding:
    facts: Any = _Watched(sheet)
    required = [law.get(name) for name in asked.provisions]
    optional = [law.get(name) for name in asked.optional]
    cited = [provision.citation for provision in [*required, *optional] if provision]
    missing = [name for name in asked.needs if getattr(facts, name) is None]
    if None in required or not cited:
        verdict = Verdict(
            Status.NOT_IN_FORCE,
            gettext_noop("No regulation in force on %(day)s asks this."),
            {"day": law.on.isoformat()},
        )
    elif missing:
        verdict = not_known(facts, *missing)
    else:
        given = {"law": law, "calendar": calendar}
        try:
            verdict = asked(facts, *required, *optional, **{name: given[name] for name in asked.context})
        except BeyondCalendar:
            verdict = Verdict(
                None,
                gettext_noop("The deadline lies beyond the known calendar of working days, which ends on %(last)s."),
                {"last": calendar.known[1].isoformat()},
            )
    return Finding(
        rule=asked.id,
        name=asked.name,
        status=verdict.answer,
        message=verdict.message,
        numbers=dict(verdict.numbers),
        citations=[provision.citation for provision in verdict.cites] or cited,
        cured_by=asked.cured_by if verdict.answer in (Status.BROKEN, Status.UNKNOWN) else None,
        blocks=blocks,
        rests_on=verdict.certainty,
        asked=facts.asked,
        sheet=type(sheet),
    )


def _set_by(folder: Path) -> set[str]:
    return {name for r in regulations_in(folder) if not r.draft for name in r.provisions}
