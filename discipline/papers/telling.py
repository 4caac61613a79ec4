"""What the system knows of a case and its papers print without asking, always in Vietnamese: one method per key.

A method that gives "" does not know; the paper then has a line to write on. Only what a form prints is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from discipline.codes import FORM_LABELS, Form
from discipline.codes_content import CONTENT_LABELS
from discipline.facts.circumstances import CODE_LABELS, Code
from discipline.facts.deferral import DEFERRAL_LABELS
from discipline.facts.deferral import Deferral as Situation
from discipline.papers.telling_law import LawTold
from discipline.papers.telling_votes import VotesTold
from discipline.spoken import EVERY_LABEL
from discipline.team import part_in_team
from discipline.words import RECEIPT_LABELS
from organization.models import Body, Membership, Organization, Standing
from workflows.documents.models import Document
from workflows.law import Law
from workflows.routes import NoRoute

_EVIDENCE = ("verification_minutes", "evidence", "own_evidence", "external_document")


def day_told(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def form_told(code: str) -> str:
    return _(FORM_LABELS[Form(code)]) if code else ""


class Telling(LawTold, VotesTold):
    """Of ``case`` on ``on`` under ``law``, for a paper of ``body``. ``data``: of the act, empty while it is written.

    ``said_<name>`` is what the act was told under that name.
    """

    def __init__(self, case: Any, on: date, law: Law, body: Body | None, data: Mapping[str, Any] | None = None) -> None:
        self.case, self.on, self.law, self.body = case, on, law, body
        self.acting, self.data = data is not None, data or {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("said_"):
            return lambda: self._said(name.removeprefix("said_"))
        raise AttributeError(name)

    def _said(self, name: str) -> str:
        value = self.data.get(name)
        labels: Mapping[str, str] = {
            "receipt": RECEIPT_LABELS.get(str(value), ""),
            "ground": DEFERRAL_LABELS.get(Situation(value), "") if name == "ground" and value else "",
        }
        if labels.get(name):
            return _(labels[name])
        return day_told(value) if isinstance(value, date) else str(value or "")

    # --- whom it is about

    def identity(self) -> str:
        person = self.case.whom
        if self.case.of_organization:
            return str(person)
        born = _("born on %(day)s") % {"day": day_told(person.born_on)} if person.born_on else ""
        return ", ".join(filter(None, (person.full_name, born, person.native_place)))

    def joined(self) -> str:
        """Of a person alone."""
        if self.case.of_organization:
            return ""
        rows = Membership.objects.filter(
            person_id=self.case.subject_id, standing__in=(Standing.PROBATIONARY, Standing.OFFICIAL)
        )
        since: dict[str, date] = {}
        for row in rows.order_by("since"):
            since.setdefault(row.standing, row.since)
        first = since.get(Standing.PROBATIONARY)
        official = since.get(Standing.OFFICIAL)
        told = _("official since %(day)s") % {"day": day_told(official)} if official else _("probationary")
        return "; ".join(filter(None, (day_told(first), told if since else "")))

    def offices(self) -> str:
        """His seats on the day of the paper; of a person alone."""
        if self.case.of_organization:
            return ""
        seats = self.case.seats_on(self.on)
        return "; ".join(f"{seat.title}, {seat.body}" for seat in seats) or _("None.")

    def cell(self) -> str:
        return str(self.case.organization)

    def party_organization(self) -> str:
        """The organisations above his cell on the way of the day."""
        return ", ".join(str(place) for place in self.levels if place.pk != self.case.organization_id)

    @cached_property
    def levels(self) -> list[Organization]:
        """Of the way of the day, lowest first."""
        try:
            return list(dict.fromkeys(self.case.route(self.on).levels.values()))
        except NoRoute:
            return []

    # --- what was entered

    def violations(self) -> str:
        return "\n".join(_violation(row) for row in self.case.violation_rows)

    def aggravating(self) -> str:
        return self._circumstances("aggravating")

    def mitigating(self) -> str:
        return self._circumstances("mitigating")

    def _circumstances(self, side: str) -> str:
        """Those that the body took into account, and those it judged not to, with the reason."""
        found = []
        for row in self.case.circumstance_rows:
            if row.side == side and row.accepted is not None:
                taken = _("taken into account") if row.accepted else _("not taken into account")
                found.append(f"{_(CODE_LABELS[Code(row.code)])}: {taken}. {row.reason}".strip())
        return "\n".join(found) or _("None.")

    def plan(self) -> str:
        return _numbered(self.case.plan_number or self._said("number"), self.case.plan_on)

    def allegations(self) -> str:
        """As the plan made them known; before that as they are entered in the act."""
        told = self.data.get("allegations")
        plan = next((row for row in reversed(self.documents) if row.code == "plan"), None)
        return str(told or (plan.data.get("allegations") if plan else "") or self.violations())

    def team(self) -> str:
        return "\n".join(f"{row.person}: {part_in_team(row)}" for row in self.case.team_rows)

    def criticism(self) -> str:
        case = self.case
        if case.self_criticism_on:
            return _("self-criticism of %(day)s") % {"day": day_told(case.self_criticism_on)}
        if case.refused_on:
            values = {"day": day_told(case.refused_on), "reason": case.refusal_reason}
            return _("no self-criticism, as recorded on %(day)s: %(reason)s") % values
        return ""

    def self_nominated(self) -> str:
        if self.case.self_nominated:
            return form_told(self.case.self_nominated)
        return _("None.") if self.case.self_criticism_on else self.criticism()

    def handed_in(self) -> str:
        """Day and body that receives it, once it is handed in."""
        return f"{day_told(self.on)}; {self.conductor()}" if self.acting else ""

    def addressees(self) -> str:
        """His cell, and who conducts the case where that is another body."""
        return "; ".join(dict.fromkeys(filter(None, (self.cell(), self.conductor()))))

    def conductor(self) -> str:
        return self._body(self.case.conductor)

    def voting_body(self) -> str:
        return self._body(self.case.voting_body)

    def next_body(self) -> str:
        return self._body(self.case.appraiser)

    def superiors(self) -> str:
        with suppress(NoRoute):
            return "\n".join(map(str, self.case.to_be_told(self.on)))
        return ""

    def _body(self, of: Any) -> str:
        with suppress(NoRoute):
            return str(of(self.on))
        return ""

    def criticism_summonses(self) -> str:
        return self._summonses("self_criticism")

    def hearing_summonses(self) -> str:
        return self._summonses("hearing") if self.data.get("reason") else ""

    def _summonses(self, purpose: str) -> str:
        rows = [row for row in self.case.summons_rows if row.purpose == purpose]
        return "\n".join(f"{day_told(row.sent_on)}: {row.proof}" for row in rows)

    def hearings(self) -> str:
        rows = sorted(self.case.hearing_rows, key=lambda row: (row.held_on, row.pk))
        return "\n".join(
            ": ".join(filter(None, (f"{day_told(row.held_on)}, {row.representative}", row.opinion or row.reason)))
            for row in rows
        )

    def course(self) -> str:
        """What was done, with its days."""
        case = self.case
        told = [
            (_("plan %(number)s") % {"number": case.plan_number} if case.plan_number else "", case.plan_on),
            (_("plan made known"), case.plan_known_on),
            (_("self-criticism handed in"), case.self_criticism_on),
            (_("self-criticism refused"), case.refused_on),
            *((_("heard by %(name)s") % {"name": row.representative}, row.held_on) for row in case.hearing_rows),
        ]
        return "\n".join(f"{day_told(day)}: {what}" for what, day in told if day)

    # --- the papers

    @cached_property
    def documents(self) -> list[Document]:
        """The current papers of the file, first to last."""
        found: list[Document] = self.case.paper_rows
        return found

    def evidence(self) -> str:
        return "\n".join(_named(row) for row in self.documents if row.code in _EVIDENCE)

    def annexes(self) -> str:
        return "\n".join(_named(row) for row in self.documents)

    def report(self) -> str:
        found = [row for row in self.documents if row.code in ("proposal_report", "superior_verification")]
        return "\n".join(_named(row) for row in found)

    def index(self) -> list[dict[str, Any]]:
        """The rows of the index."""
        return [
            {
                "place": place,
                "title": _title(row),
                "number": row.number,
                "day": row.issued_on.isoformat() if row.issued_on else "",
                "issuer": row.issuer,
            }
            for place, row in enumerate(self.documents, 1)
        ]

    def case_code(self) -> str:
        return str(self.case.code)

    def day(self) -> str:
        return day_told(self.on) if self.acting else ""

    # --- the decision

    def form(self) -> str:
        """Of a removal with the offices (Điều 1)."""
        offices = self.case.offices if self.case.form == Form.REMOVAL else ""
        return " ".join(filter(None, (form_told(self.case.form), offices and f"({offices})")))

    def expected_form(self) -> str:
        return form_told(str(self.data.get("proposed_form") or self.case.expected_form))

    def judgment(self) -> str:
        return _numbered(self.case.judgment_number, self.case.judgment_on)

    def decision(self) -> str:
        return _numbered(self.case.decision_number, self.case.signed_on)

    def announced(self) -> str:
        return day_told(self.case.announced_on)

    def effective(self) -> str:
        return day_told(self.case.effective_on)


def _violation(row: Any) -> str:
    days = [
        _("from %(day)s") % {"day": day_told(row.started_on)} if row.started_on else "",
        _("until %(day)s") % {"day": day_told(row.ended_on)} if row.ended_on else "",
        _("discovered on %(day)s") % {"day": day_told(row.discovered_on)} if row.discovered_on else "",
    ]
    established = {True: _("established"), False: _("not established"), None: ""}[row.established]
    said = [
        row.described,
        row.place,
        ", ".join(filter(None, days)),
        _(CONTENT_LABELS[row.code]) if row.code in CONTENT_LABELS else "",
        row.article,
        ": ".join(filter(None, (established, row.conclusion))),
    ]
    return f"{row.number}. " + "; ".join(" ".join(one.split()) for one in said if one)


def _title(row: Document) -> str:
    label = EVERY_LABEL.get(row.code)
    return _(label) if label else row.code


def _named(row: Document) -> str:
    return " ".join(filter(None, (_title(row), _numbered(row.number, row.issued_on))))


def _numbered(number: str, day: date | None) -> str:
    told = _("No. %(number)s") % {"number": number} if number else ""
    return " ".join(filter(None, (told, _("of %(day)s") % {"day": day_told(day)} if day else "")))
