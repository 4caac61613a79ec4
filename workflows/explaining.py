"""Why: the derivation of a finding or of a clock in words, the same on a page as `manage.py judge` prints."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organization.models import Body, Person
from organization.roles import role_label
from permissions.checks import Answer
from workflows.findings import CERTAINTY_LABELS, CURERS, Finding, Status
from workflows.law import Certainty, Law
from workflows.models import Deadline
from workflows.rules import Rule


def headline(finding: Finding) -> str:
    """Which rule says what."""
    return f"{finding.rule}: {finding.label}: {finding.text}"


def why(finding: Finding, due: date | None = None) -> list[str]:
    """The facts the rule asked, each source with the day from which it is in force, who can cure it and by when.

    ``due``: the day by which, where the finding itself counts none.
    """
    lines = [facts_line(finding)] if finding.asked else []
    lines += dict.fromkeys(source(citation) for citation in finding.citations)
    if finding.curer and finding.status in (Status.BROKEN, Status.UNKNOWN):
        lines.append(cure(finding.curer, _due(finding) or due))
    return [line for line in lines if line]


def facts_line(finding: Finding) -> str:
    """``Facts: Date of birth: 01/01/2000; …``; empty when none of them is told in words."""
    told = []
    for name, value in finding.asked.items():
        shown = finding.sheet.shown(name, value)
        if shown is not None:
            told.append(f"{_(finding.sheet.label(name))}: {shown}")
    return _("Facts: %(facts)s.") % {"facts": "; ".join(told)} if told else ""


def source(citation: Mapping[str, Any]) -> str:
    """``Mục 4.3.1 Quy định 294-QĐ/TW: 45 working days; in force since 01/07/2025``. What has no article says why."""
    certainty = Certainty(citation["certainty"])
    since = _("in force since %(day)s") % {"day": _day(date.fromisoformat(citation["since"]))}
    value = amount(citation["value"], citation["unit"])
    said = f" ({_(CERTAINTY_LABELS[certainty])})" if certainty is not Certainty.TEXT else ""
    if citation["article"]:
        named = f"{citation['article']} {citation['title']}{said}"
    elif certainty is Certainty.SECONDARY:
        named = f"{citation['title']}{said}"
    else:
        named = _("No article") + said
    line = ": ".join(filter(None, [named, value]))
    note = "" if citation["article"] else citation["note"]
    return "; ".join(filter(None, [line, since if citation["article"] or not note else "", note]))


def amount(value: Any, unit: str) -> str:
    """A number of law with its unit in words; empty for what is a code."""
    if unit == "ratio":
        return str(value)
    if not isinstance(value, int) or isinstance(value, bool):
        return ""
    return {
        "day": ngettext("%(n)s day", "%(n)s days", value),
        "working_day": ngettext("%(n)s working day", "%(n)s working days", value),
        "month": ngettext("%(n)s month", "%(n)s months", value),
        "year": ngettext("%(n)s year", "%(n)s years", value),
    }.get(unit, "%(n)s") % {"n": value}


def cure(curer: str, due: date | None) -> str:
    """Who can put it right, and by when where a day is known."""
    if due is None:
        return _("Can be put right by: %(who)s.") % {"who": curer}
    return _("Can be put right by: %(who)s, by %(day)s.") % {"who": curer, "day": _day(due)}


def seat_why(body: Body, answer: Answer, on: date, due: date | None) -> list[str]:
    """Why no seat of the user allows an act in ``body``: what it takes, what he holds there, who can do it by when."""
    held = "; ".join(
        _("%(role)s since %(day)s") % {"role": role_label(seat.role, body.kind), "day": _day(seat.since)}
        for seat in answer.held
    )
    told = {"body": body, "roles": answer.roles, "day": _day(on), "held": held}
    return [
        _("The matter waits at %(body)s. It is done there by who holds one of these roles on the day: %(roles)s.")
        % told,
        (_("Your seats there on %(day)s: %(held)s.") if held else _("On %(day)s you hold no seat there.")) % told,
        cure(f"{answer.roles} ({body})", due),
    ]


def recusal_why(person: Person) -> list[str]:
    """Why the person concerned does nothing official in his own case."""
    told = {"person": person, "certainty": _(CERTAINTY_LABELS[Certainty.DESIGN])}
    return [
        _("The matter concerns %(person)s, to whom this account belongs.") % told,
        _("Nobody acts officially in his own matter (%(certainty)s); the others of the body go on with it.") % told,
    ]


def way_why(on: date) -> list[str]:
    """Why the way of a case may have left the body at which it waits."""
    return [
        _("The way is computed on %(day)s from the place of the organisation in the tree and its powers of that day.")
        % {"day": _day(on)}
    ]


def clock_why(row: Deadline, law: Law, rules: Iterable[Rule]) -> list[str]:
    """The source of a clock as it was on the day it started, the rules that ask it, and who has to act by when."""
    provision = law.at(row.started_on).get(row.provision)
    reading = [rule for rule in rules if row.provision in rule.provisions + rule.optional]
    lines = [source(provision.citation)] if provision else []
    if reading:
        lines.append(_("Rule: %(rules)s.") % {"rules": ", ".join(dict.fromkeys(rule.id for rule in reading))})
    curers = dict.fromkeys(_(CURERS[rule.cured_by]) for rule in reading if rule.cured_by)
    if curers and row.closed_on is None:
        lines.append(_("To be done by: %(who)s, by %(day)s.") % {"who": ", ".join(curers), "day": _day(row.due_on)})
    return lines


def _due(finding: Finding) -> date | None:
    due = finding.numbers.get("due")
    return date.fromisoformat(due) if isinstance(due, str) else None


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
