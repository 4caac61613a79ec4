"""Findings and reasons as lines of a page. A convention of this system is never printed as an article."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.explaining import headline, why
from workflows.findings import CERTAINTY_LABELS, Finding, Status
from workflows.law import Certainty
from workflows.prospects import Reason
from workflows.verbs import Verb

#: Status -> (style, sign, English source string for those who see no sign).
SIGNS = {
    Status.HOLDS: ("ok", "✔", gettext_noop("Holds")),
    Status.BROKEN: ("no", "✘", gettext_noop("Does not hold")),
    Status.UNKNOWN: ("ask", "?", gettext_noop("A fact is missing")),
    Status.HUMAN: ("ask", "☰", gettext_noop("Decided by a person's conclusion")),
}


@dataclass(frozen=True)
class VerbWords:
    """A verb as a template may use it: a template would call the verb itself."""

    code: str
    label: str
    consequence: str
    grave: bool


@dataclass(frozen=True)
class CheckLine:
    """A condition; ``certainty`` is empty when the text itself was read."""

    tone: str
    sign: str
    word: str
    text: str
    law: str
    certainty: str
    curer: str
    note: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReasonLine:
    """Why an act is missing; ``law``, ``certainty`` and ``why`` are empty for what is no rule of law."""

    text: str
    law: str
    certainty: str
    curer: str
    why: tuple[str, ...] = ()


Line = TypeVar("Line", CheckLine, ReasonLine)


def words(verb: Verb) -> VerbWords:
    return VerbWords(verb.code, str(verb.label), str(verb.consequence), verb.grave)


def check_lines(findings: Iterable[Finding], due: date | None = None) -> list[CheckLine]:
    """The findings that say something today, each sentence once with all its articles; not those not in force.

    ``due``: the day by which who can put a condition right has to.
    """
    lines = [_check(finding, due) for finding in findings if finding.status in SIGNS]
    return [_joined(same) for same in _same(lines, lambda line: (line.sign, line.text))]


def reason_lines(reasons: Iterable[Reason]) -> list[ReasonLine]:
    """Each sentence once, with all its articles and all who can put it right."""
    lines = [
        ReasonLine(
            reason.text,
            reason.article,
            _certainty(reason.certainty, reason.article),
            reason.cured_by,
            reason.why,
        )
        for reason in reasons
    ]
    return [_joined(same) for same in _same(lines, lambda line: line.text)]


def _same(lines: list[Line], key: Callable[[Line], object]) -> list[list[Line]]:
    """Lines with the same key together, in the order in which the keys appear."""
    found: dict[object, list[Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return list(found.values())


def _joined(lines: list[Line]) -> Line:
    """One line for all: the first, with the law, the certainty and the curers of every one."""
    laws = dict.fromkeys(article for line in lines for article in line.law.split("; ") if article)
    certainties = dict.fromkeys(line.certainty for line in lines if line.certainty)
    curers = dict.fromkeys(line.curer for line in lines if line.curer)
    derived = tuple(dict.fromkeys(said for line in lines for said in line.why))
    return replace(
        lines[0], law="; ".join(laws), certainty="; ".join(certainties), curer=", ".join(curers), why=derived
    )


def _check(finding: Finding, due: date | None) -> CheckLine:
    tone, sign, word = SIGNS[finding.status]
    law = finding.articles  # a convention has no article, so none is printed for it
    curer = finding.curer if finding.status in (Status.BROKEN, Status.UNKNOWN) else ""
    note = ""
    if finding.status is Status.BROKEN and not finding.blocks:
        tone, sign, note = "ask", "!", _("to be noted; it does not stop the act")
    certainty = _certainty(finding.certainty.value, law)
    derived = (headline(finding), *why(finding, due))
    return CheckLine(tone, sign, _(word), finding.text, law, certainty, curer, note, derived)


def _certainty(code: str, law: str) -> str:
    """``law``: the articles named beside it, of which a convention of this system is none."""
    if code == Certainty.DESIGN and law:
        return _("in part a convention of this system")
    return _(CERTAINTY_LABELS[Certainty(code)]) if code and code != Certainty.TEXT else ""
