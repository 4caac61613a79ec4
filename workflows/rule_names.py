"""The rules by their names: what a page shows for an id such as ADM-05, which is a reference for who looks it up."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows import plain_yaml

#: English source strings of the rules that no domain numbers among its own; each procedure lists those by their titles
#: in law_coverage.yaml.
_SHARED = {
    "MEET-01": gettext_noop("The members are summoned"),
    "MEET-02": gettext_noop("An electronic ballot hides the voter"),
    "MEET-03": gettext_noop("Everybody can vote electronically"),
    "MEET-04": gettext_noop("Tellers of a secret ballot"),
    "MEET-05": gettext_noop("Who takes the minutes"),
    "MEET-06": gettext_noop("An earlier vote that was broken off is told"),
    "CONTENT-01": gettext_noop("Contents under which no new case is opened"),
    "T08": gettext_noop("Papers before the plan is made known"),
    "T10": gettext_noop("Papers of the file before the meeting"),
    "T23": gettext_noop("What a written decision has to say"),
}
#: T10 by itself may be the month of October: it is a rule where a derivation begins with it.
_ID = re.compile(r"\b(?:ADM|DIS|MEET|CONTENT)-[0-9]{2,3}[a-d]?\b|^T(?:08|10|23)(?=: )")


@cache
def titles() -> dict[str, str]:
    """{id: its name as an English source string} of every rule of every procedure."""
    found = dict(_SHARED)
    for procedure in settings.PROCEDURES:
        listed = Path(str(import_module(procedure).__file__)).parent / "law_coverage.yaml"
        for part in plain_yaml.load(listed.read_text(encoding="utf-8")):
            found |= {name: row.get("named", row["title"]) for name, row in part["ids"].items()}
    return found


def named(text: str) -> SafeString:
    """``text`` for a page: each id of a rule in it has its name before it, and stands small beside that."""

    def with_name(match: re.Match[str]) -> str:
        title = titles().get(match[0])
        small = format_html('<span class="rule-id">{}</span>', match[0])
        return format_html("{} {}", _(title), small) if title else small

    return mark_safe(_ID.sub(with_name, conditional_escape(text)))
