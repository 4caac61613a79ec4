"""Findings and reasons as lines of a page: sign, words, law. A convention of this system is never printed as an article."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.prospects import Reason
from workflows.law import Certainty
from workflows.rules import CERTAINTY_LABELS, Finding, Status

#: Status -> (style, sign, English source string for those who see no sign).
SIGNS = {
    Status.HOLDS: ("ok", "✔", gettext_noop("Holds")),
    Status.BROKEN: ("no", "✘", gettext_noop("Does not hold")),
    Status.UNKNOWN: ("ask", "?", gettext_noop("A fact is missing")),
    Status.HUMAN: ("ask", "☰", gettext_noop("Decided by a person's conclusion")),
}


@dataclass(frozen=True)
class CheckLine:
    """A condition. ``stops``: it forbids the act; ``certainty`` is empty when the text itself was read."""

    tone: str
    sign: str
    word: str
    text: str
    law: str
    certainty: str
    curer: str
    stops: bool


@dataclass(frozen=True)
class ReasonLine:
    """Why an act is missing; ``law`` and ``certainty`` are empty for what is no rule of law."""

    text: str
    law: str
    certainty: str
    curer: str


def check_lines(findings: Iterable[Finding]) -> list[CheckLine]:
    """The findings that say something today; rules not in force are left out."""
    return [_check(finding) for finding in findings if finding.status in SIGNS]


def reason_lines(reasons: Iterable[Reason]) -> list[ReasonLine]:
    return [
        ReasonLine(
            reason.text,
            "" if reason.certainty == Certainty.DESIGN else reason.article,
            _certainty(reason.certainty),
            reason.cured_by,
        )
        for reason in reasons
    ]


def _check(finding: Finding) -> CheckLine:
    tone, sign, word = SIGNS[finding.status]
    law = "" if finding.certainty == Certainty.DESIGN else finding.articles
    curer = finding.curer if finding.status in (Status.BROKEN, Status.UNKNOWN) else ""
    return CheckLine(
        tone, sign, _(word), finding.text, law, _certainty(finding.certainty.value), curer, finding.stops
    )


def _certainty(code: str) -> str:
    return _(CERTAINTY_LABELS[Certainty(code)]) if code and code != Certainty.TEXT else ""
