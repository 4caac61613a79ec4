"""What a discipline case answers of the law beside the powers of bodies: ballot, limitation, effect, complaint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from discipline.ballots import forms_ballot
from discipline.codes import FORM_LABELS, NO_DISCIPLINE, Form, SubjectKind
from discipline.complaint_window import receipt_awaited
from discipline.facts import Facts
from discipline.instances import Levels, instances, levels_along, levels_on
from discipline.records import Violation
from discipline.rules.limitation import limitation_has_not_run_out
from discipline.states import ENDED_WELL, NO_LONGER_STANDING
from workflows.acting import Refused
from workflows.law import NotInForce
from workflows.routes import NoRoute
from workflows.rules import Status, judge

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from discipline.competence import Powers
    from discipline.complaints.models import Complaint
    from discipline.routes import DisciplineRoute
    from organization.models import Body, Organization
    from workflows.law import Law
    from workflows.meetings.ballot import Ballot


class Course:
    """Of a discipline case."""

    pk: int
    subject_id: int
    of_organization: bool
    above: Organization | None
    organization: Organization
    subject_kind: str
    decider: str
    form: str
    penalty: str
    announced_on: date | None
    handed_on: date | None
    receipt_refused: bool
    signed_on: date | None
    voted_on: date | None
    violation_rows: list[Violation]
    facts: Any
    law: Any

    if TYPE_CHECKING:

        def route(self, on: date) -> DisciplineRoute: ...
        def powers_of(self, decider: str, on: date) -> Powers: ...
        def holds_office(self, on: date) -> bool: ...

        @property
        def last_answer(self) -> Complaint | None: ...

    def ballot_of(self, question: str, on: date) -> Ballot:
        """One ballot with every form open to him, by the power of the body at which the case stands (DIS-68 to 74)."""
        return forms_ballot(
            self.law(on),
            subject_kind=SubjectKind(self.subject_kind),
            holds_office=self.holds_office(on),
            powers=self.powers_of(self.decider, on),
            question=question,
            labels={**{form.value: _(label) for form, label in FORM_LABELS.items()}, NO_DISCIPLINE: _("No discipline")},
        )

    def barred_because(self, form: str, on: date) -> str:
        """Why the form that was voted is barred by the limitation, in words; empty when it is not (DIS-27).

        Raises Refused where a day is missing that the limitation needs, or no loaded text sets it for the day of the
        substance: another version has then to be confirmed first (DIS-02).
        """
        finding = judge([limitation_has_not_run_out], self.facts(on, {"form_asked": form}), self.law(on))[0]
        if finding.status in (Status.UNKNOWN, Status.NOT_IN_FORCE):
            raise Refused({"": finding.text})
        return finding.text if finding.status is Status.BROKEN else ""

    def form_by_judgment(self) -> str:
        """What an effective judgment leads to without a vote: expulsion (DIS-100); probationary: struck off."""
        if self.subject_kind == SubjectKind.PROBATIONARY:
            raise Refused({"": _("A probationary member is struck off the list, not expelled (DIS-06).")})
        return Form.EXPULSION.value

    def proposed_substance_day(self, on: date) -> date:
        """The day of the act, of several the latest; where none is known, the day of discovery (DIS-02)."""
        days = [row.ended_on or row.started_on or row.discovered_on for row in self.violation_rows]
        return max((day for day in days if day), default=on)

    def rivals(self) -> QuerySet[Violation]:
        """Violations of the same person or organisation in other cases that led to a decision still standing."""
        others = self._violations_elsewhere()
        return others.exclude(case__form="").exclude(case__state__in=NO_LONGER_STANDING).select_related("case")

    def violates_anew(self, on: date) -> bool:
        """Whether another case about him or it has been opened since the form in force was resolved (DIS-92)."""
        since = self.voted_on or self.signed_on
        if since is None:
            return False
        others = self._violations_elsewhere()
        later = others.filter(case__opened_on__gte=since, case__opened_on__lte=on)
        return later.exclude(case__state__in=ENDED_WELL).exists()

    def _violations_elsewhere(self) -> QuerySet[Violation]:
        """Of other cases about the same person or organisation."""
        rows = Violation.objects.exclude(case_id=self.pk).filter(case__of_organization=self.of_organization)
        if self.of_organization:
            return rows.filter(case__organization_id=self.organization.pk)
        return rows.filter(case__subject_id=self.subject_id)

    def effect_day(self, law: Law) -> date:
        """From announcement or from signing, by the version (DIS-89)."""
        day = self.signed_on if law["decision.effect"].value == "signed" else self.announced_on
        assert day is not None
        return day

    @property
    def receipt_facts(self) -> Facts:
        """Announcement and receipt of its decision: what the time to complain is counted from (DIS-113)."""
        return Facts(
            contested_announced_on=self.announced_on,
            contested_received_on=self.handed_on,
            contested_refused=self.receipt_refused if self.announced_on else None,
        )

    def receipt_awaited(self, law: Law) -> bool:
        """Whether the time to complain has not begun because he has not received the decision yet; once a complaint
        about it is answered, that answer is what he may complain of.
        """
        return self.last_answer is None and receipt_awaited(self.receipt_facts, law)

    def first_instance(self, decided_by: Body, on: date) -> str:
        """The body to which he may complain first (DIS-117); "" where the law or the tree of the day names none.

        Asked once per object, body, day and form.
        """
        key = (decided_by.pk, on, self.form)
        known: dict[Any, str] = vars(self).setdefault("first_instances", {})
        if key not in known:
            known[key] = self._first_instance(decided_by, on)
        return known[key]

    def _first_instance(self, decided_by: Body, on: date) -> str:
        try:
            found = instances(self.law(on), self._levels_on(on), decided_by=decided_by, form=Form(self.form))
        except (NoRoute, NotInForce):
            return ""
        return next((str(one.body) for one in found if one.body is not None), "")

    def _levels_on(self, on: date) -> Levels:
        """Those of its way; where it has none that day, of the path. Raises NoRoute."""
        try:
            route = self.route(on)
        except NoRoute:
            return levels_on(self.organization, on, self.above)
        return levels_along(route.path, route.seated)

    @property
    def ends_membership(self) -> bool:
        return self.form == Form.EXPULSION
