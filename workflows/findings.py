"""What a rule found of a case: its answer, its numbers, what it rests on and who can cure it. No database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.facts import FactSheet
from workflows.law import Certainty

#: A number of a finding: an integer, a text (a day as YYYY-MM-DD, or an English source string), or several such texts.
Number = int | str | list[str]


class Status(StrEnum):
    """What a rule answers. HUMAN: no computation decides; a person's recorded conclusion does."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    HUMAN = "human"
    NOT_IN_FORCE = "not_in_force"


#: English source strings; the screen translates them.
STATUS_LABELS = {
    Status.HOLDS: gettext_noop("Holds"),
    Status.BROKEN: gettext_noop("Does not hold"),
    Status.UNKNOWN: gettext_noop("A fact is missing"),
    Status.HUMAN: gettext_noop("Decided by a person's conclusion"),
    Status.NOT_IN_FORCE: gettext_noop("Not in force"),
}
CERTAINTY_LABELS = {
    Certainty.TEXT: gettext_noop("text read"),
    Certainty.QUOTED: gettext_noop("quoted"),
    Certainty.SECONDARY: gettext_noop("secondary source"),
    Certainty.LOCAL: gettext_noop("local rule"),
    Certainty.DESIGN: gettext_noop("convention of this system, no article"),
    Certainty.UNVERIFIED: gettext_noop("unverified"),
}
#: Who can cure a broken rule, by code.
CURERS = {
    "applicant": gettext_noop("the applicant"),
    "member": gettext_noop("the probationary member"),
    "complainant": gettext_noop("the complainant"),
    "cell": gettext_noop("the cell"),
    "grassroots": gettext_noop("the grassroots committee"),
    "authority": gettext_noop("the committee competent to decide"),
    "superior": gettext_noop("the direct superior"),
    "province": gettext_noop("the standing committee at provincial level"),
    "organizations": gettext_noop("the Youth Union or the trade union"),
}


@dataclass(frozen=True)
class Finding:
    """What a rule found, with all that is needed to explain it later.

    ``message``: English source string. ``citations``: list of Provision.citation. ``blocks``: declared by the step.
    """

    rule: str
    name: str
    status: Status
    message: str
    numbers: Mapping[str, Number] = field(default_factory=dict)
    citations: Sequence[Mapping[str, Any]] = ()
    cured_by: str | None = None
    blocks: bool = True
    rests_on: Certainty = Certainty.TEXT
    #: The facts the rule asked, as the sheet holds them. Live only: a judgement keeps the whole sheet beside it.
    asked: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    sheet: type[FactSheet] = field(default=FactSheet, compare=False, repr=False)

    @property
    def stops(self) -> bool:
        """Whether it forbids the approval: a blocking rule that is broken, or whose fact is missing."""
        return self.blocks and self.status in (Status.BROKEN, Status.UNKNOWN)

    @property
    def certainty(self) -> Certainty:
        """The weakest certainty of what it rests on."""
        return Certainty.weakest([self.rests_on, *(Certainty(c["certainty"]) for c in self.citations)])

    @property
    def text(self) -> str:
        """The message in the language of the reader, numbers filled in, days as dd/mm/yyyy."""
        return _(self.message) % {name: _shown(number) for name, number in self.numbers.items()}

    @property
    def label(self) -> str:
        """The status in the language of the reader."""
        return _(STATUS_LABELS[self.status])

    @property
    def certainty_label(self) -> str:
        """The certainty in the language of the reader."""
        return _(CERTAINTY_LABELS[self.certainty])

    @property
    def articles(self) -> str:
        """``Mục 1.1.1 Quy định 294-QĐ/TW; …``: the articles it rests on; what is no article is left out.

        Of a text seen only in a secondary source, whose article is not known, the regulation is named alone.
        """
        cited = [
            f"{c['article']} {c['title']}".strip()
            for c in self.citations
            if c["article"] or c["certainty"] == Certainty.SECONDARY
        ]
        return "; ".join(dict.fromkeys(cited))

    @property
    def curer(self) -> str:
        """Who can cure it, in the language of the reader; empty when nobody can."""
        return _(CURERS[self.cured_by]) if self.cured_by else ""

    def to_json(self) -> dict[str, Any]:
        """JSON types only; ``from_json`` reads it back."""
        return {
            **{field.name: getattr(self, field.name) for field in fields(self) if field.compare},
            "numbers": dict(self.numbers),
            "citations": [dict(citation) for citation in self.citations],
            "status": self.status.value,
            "rests_on": self.rests_on.value,
            "certainty": self.certainty.value,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Finding":
        """The finding of ``to_json``."""
        fields = {key: value for key, value in data.items() if key != "certainty"}
        fields["status"], fields["rests_on"] = Status(data["status"]), Certainty(data["rests_on"])
        return cls(**fields)


class RuleBroken(Exception):
    """The law of the day forbids the act. ``findings``: those that stop it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{f.rule}: {f.message % f.numbers}" for f in findings))
        self.findings = list(findings)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _shown(number: Number) -> str:
    if isinstance(number, list):
        return ", ".join(_shown(item) for item in number)
    if isinstance(number, int):
        return str(number)
    if _DAY.fullmatch(number):
        return f"{date.fromisoformat(number):%d/%m/%Y}"
    return _(number) if number else ""
