"""A discipline case: what it holds, what it legally is, and which state may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discipline.bodies import Bodies
from discipline.codes import Form, SubjectKind
from discipline.collective import (
    OF_COLLECTIVES,
    OF_PERSONS,
    STANDING_VERBS,
    STEPS_OF_COLLECTIVES,
    STEPS_OF_PERSONS,
    Collective,
)
from discipline.complaints.states import PENDING
from discipline.course import Course
from discipline.dangers import Dangers
from discipline.facts import Facts
from discipline.gathering import gather
from discipline.law_of_day import law_of
from discipline.leading import Leading
from discipline.members_vote import speaker_of
from discipline.objects import shut_in_case
from discipline.records import Circumstance as Circumstance
from discipline.records import Deferral as Deferral
from discipline.records import FormVote as FormVote
from discipline.records import Hearing as Hearing
from discipline.records import Responsibility as Responsibility
from discipline.records import SelfProposal as SelfProposal
from discipline.records import Summons as Summons
from discipline.records import TeamMember as TeamMember
from discipline.records import Violation as Violation
from discipline.rows import Rows
from discipline.states import COMPLAINABLE, STRAIGHT, STRAIGHT_OF_ORGANIZATION, STRAIGHT_UP
from discipline.states import State as State
from discipline.suspensions import Suspension as Suspension
from discipline.transitions import DisciplineTransitions
from organization.models import Body, BodyKind, Organization, Person
from workflows.beholding import Beholder, Shut
from workflows.law import Law
from workflows.meetings.ballot import Ballot
from workflows.meetings.rosters import RosterRow, roster_of
from workflows.models import Case


class DisciplineCase(DisciplineTransitions, Leading, Bodies, Collective, Course, Dangers, Rows, Case):
    """A discipline case (vụ kỷ luật) of ``subject``, who is counted in the cell ``organization``; or of that
    organisation itself, for which ``subject`` speaks (``of_organization``).

    ``decider``: the body of the matrix of powers at which the case stands; ``registrar``: the body that took the report
    and conducts the examination. ``voted_on``: the day on which the form in force was resolved. ``hearing_missing``:
    see discipline/dangers.py.
    """

    states = State
    read_with = (*Case.read_with, "registrar", "issuer", "receiver")
    source = models.CharField(_("source"), max_length=30)
    source_number = models.CharField(_("number of the source paper"), max_length=60, blank=True)
    source_on = models.DateField(_("day of the source paper"), null=True, blank=True)
    registrar = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("registered by"))
    subject_kind = models.CharField(_("the case is about"), max_length=20)
    managed_above = models.BooleanField(_("cadre managed by a higher level"), default=False)
    matter = models.CharField(_("the violation lies in"), max_length=20, blank=True)
    expected_form = models.CharField(_("form that is expected"), max_length=20, blank=True)
    dissolution_ground = models.CharField(_("ground of a dissolution"), max_length=20, blank=True)
    standing = models.CharField(_("what became of the organisation"), max_length=20, blank=True)
    above = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answers below")
    )
    substance_on = models.DateField(_("day of the version of the substance"), null=True, blank=True)
    substance_confirmed_on = models.DateField(_("version of the substance confirmed on"), null=True, blank=True)
    decider = models.CharField(_("stands at"), max_length=30, default="cell")
    receiver = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handed over to")
    )
    plan_number = models.CharField(_("number of the plan"), max_length=60, blank=True)
    plan_on = models.DateField(_("plan of"), null=True, blank=True)
    plan_known_on = models.DateField(_("plan made known on"), null=True, blank=True)
    self_criticism_on = models.DateField(_("self-criticism of"), null=True, blank=True)
    self_nominated = models.CharField(_("form he proposes for himself"), max_length=20, blank=True)
    refused_on = models.DateField(_("self-criticism refused on"), null=True, blank=True)
    refusal_reason = models.TextField(_("how it was refused"), blank=True)
    facts_concluded = models.BooleanField(_("facts concluded before"), default=False)
    concluded_by = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="discipline_cases",
        verbose_name=_("facts concluded in"),
    )
    conclusion = models.JSONField(_("elements of the conclusion"), default=dict, blank=True)
    verified_above_on = models.DateField(_("verified by the superior on"), null=True, blank=True)
    judgment_number = models.CharField(_("number of the judgment"), max_length=60, blank=True)
    judgment_on = models.DateField(_("judgment effective on"), null=True, blank=True)
    penalty = models.CharField(_("penalty"), max_length=40, blank=True)
    criminal_since = models.DateField(_("criminal proceedings since"), null=True, blank=True)
    form = models.CharField(_("form of discipline"), max_length=20, blank=True)
    offices = models.CharField(_("offices he is removed from"), max_length=300, blank=True)
    voted_on = models.DateField(_("resolved on"), null=True, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    issuer = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision issued by")
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    handed_on = models.DateField(_("decision handed over on"), null=True, blank=True)
    receipt_refused = models.BooleanField(_("refused to receive the decision"), default=False)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    state_told_on = models.DateField(_("state or union body told on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    hearing_missing = models.BooleanField(_("hearing missing"), default=False, editable=False)
    changed_on = models.DateField(_("form changed on complaint on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancelled_anew = models.BooleanField(_("cancelled, to be examined anew"), default=False)
    apologised_on = models.DateField(_("apology of"), null=True, blank=True)
    apology_by = models.CharField(_("apology by"), max_length=20, blank=True)
    apology_public = models.BooleanField(_("apology in public"), null=True, blank=True)
    restored_on = models.DateField(_("restored on"), null=True, blank=True)
    restored = models.JSONField(_("given back"), default=list, blank=True)
    restoration_recorded = models.BooleanField(_("restoration recorded in the CV"), null=True, blank=True)

    class Meta:
        verbose_name = _("discipline case")
        verbose_name_plural = _("discipline cases")
        default_permissions = ()

    def law(self, on: date) -> Law:
        """The procedure of the day of the step, the substance of the day that the case takes (DIS-01, 02)."""
        return law_of(on, self.substance_on)

    def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Facts:
        return gather(self, on, proposed or {})

    def ballot(self, level: str, on: date) -> Ballot:
        """All forms open to him and "no discipline" on one ballot, by the power of the body that votes (DIS-69)."""
        question = gettext("Which form of discipline for %(person)s?") % {"person": self.whom}
        return self.ballot_of(question, on)

    def roster(self, body: Body, on: date, attendance: Mapping[str, str] | None = None) -> list[RosterRow]:
        """Who counts in the base of ``body`` on the day (DIS-72). In his own cell the person concerned votes where the
        law of the day lets him (U-04); elsewhere he takes no part.
        """
        recused = {} if self.own_vote(body, on) else self.recused(on)
        return roster_of(body, on, self.law(on), attendance, recused=recused)

    def own_vote(self, body: Body | None, on: date) -> bool:
        own = self.law(on).get("discipline.vote.accused_votes")
        return body is not None and body.kind == BodyKind.CELL and own is not None and bool(own.value)

    def shut_to(self, beholder: Beholder) -> Shut:
        return shut_in_case(self, beholder)

    def suspension_on(self, on: date) -> Suspension | None:
        """The suspension that runs on the day."""
        return next((row for row in reversed(self.suspension_rows) if row.runs_on(on)), None)

    def concerns(self, verb: str, on: date) -> bool:
        if verb in (OF_PERSONS if self.of_organization else OF_COLLECTIVES):
            return False
        if verb in ("extend_suspension", "lift_suspension"):
            return self.suspension_on(on) is not None
        if verb == "end_team_membership":
            return any(row.runs_on(on) for row in self.team_rows)
        if verb in ("report_no_leader", "send_leader", "end_sending"):
            return self.sending_concerns(verb, on)
        if verb == "take_over":
            return not self.not_taken_over_because(on)
        if verb in STANDING_VERBS:
            return self.finished is None and self.own_day(on) != on
        if verb == "move_members":
            return self.dissolves
        return verb not in ("suspend", "suspend_organization") or self.suspension_on(on) is None

    def foreign(self, verb: str) -> bool:
        if verb == "conclude_dissolution":
            return not self.dissolves
        return verb in (STEPS_OF_PERSONS if self.of_organization else STEPS_OF_COLLECTIVES)

    def hindrance(self, verb: str, on: date) -> str:
        if self.of_organization and verb in OF_PERSONS:
            return gettext("This concerns a person, not an organisation.")
        if not self.of_organization and verb in OF_COLLECTIVES:
            return gettext("This concerns an organisation, not a person.")
        if verb in STANDING_VERBS and self.finished is not None:
            return gettext("The case has ended here: it was handed over to an organisation outside this system.")
        if verb == "conclude_standing_above" and self.agenda_item is not None:
            return gettext("The case already stands on the agenda of a meeting.")
        return self.not_taken_over_because(on) if verb == "take_over" else ""

    @property
    def follows_from(self) -> Case | None:
        """The inspection or denunciation that it goes on from, whose facts are not verified again."""
        return self.concluded_by

    @cached_property
    def told(self) -> bool:
        """Whether the person concerned follows the case: from the plan on (DIS-78), also while a superior that took it
        over has not made its own known yet.
        """
        return self.in_own_file or self.announced_on is not None

    @property
    def complainable(self) -> bool:
        """Whether its decision stands and can be complained of."""
        return self.state in COMPLAINABLE

    @property
    def complaint_pending(self) -> Complaint | None:
        """The complaint about it that is not answered yet: it bars another one (DIS-115)."""
        return next((row for row in reversed(self.all_complaints) if row.state in PENDING), None)

    @property
    def last_answer(self) -> Complaint | None:
        """The complaint about it that was answered last."""
        return next((row for row in reversed(self.all_complaints) if row.announced_on is not None), None)

    @property
    def own_complaints(self) -> list[Complaint]:
        """The complaints about it, first to last, for who follows it in a file of his own."""
        return [row for row in self.all_complaints if row.in_own_file]

    @cached_property
    def all_complaints(self) -> list[Complaint]:
        """First to last; asked once per object."""
        return list(self.complaints.order_by("pk")) if self.pk else []

    @property
    def stages(self) -> list[tuple[str, str]]:
        way: tuple[State, ...] = STRAIGHT_UP if self.data.get("went_up", False) else STRAIGHT
        way = STRAIGHT_OF_ORGANIZATION if self.of_organization else way
        return [(state.value, str(state.label)) for state in way]

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def form_decided(self) -> Form | None:
        return Form(self.form) if self.form else None

    @classmethod
    def begin(cls, flow: Any, *, body: Body, on: date, data: dict[str, Any]) -> DisciplineCase:
        """An unsaved case for the opening act, inside its transaction; ``data``: person, cell (his, that day), kind of
        member; of an organisation ``accused`` beside, with who speaks for it as the person.
        """
        accused: Organization | None = data.get("accused")
        named = data["person"] if accused is None else speaker_of(accused, data.get("person"), data.get("day") or on)
        person = Person.objects.select_for_update().get(pk=named.pk)
        cell: Organization = accused or data["cell"]
        return cls(
            flow_class=flow,
            kind="discipline",
            subject=person,
            organization=cell,
            opened_on=on,
            last_day=data.get("day") or on,
            registrar=body,
            subject_kind=SubjectKind.ORGANIZATION if accused else data["subject_kind"],
            of_organization=accused is not None,
            in_own_file=False,
            search=f"{person.search} {cell.search}"[:250],
        )


# last: the discipline case names the procedure; the others lead to it, come from it or are about it
from discipline.complaints.models import Complaint as Complaint  # noqa: E402
from discipline.denunciations.models import Denunciation as Denunciation  # noqa: E402
from discipline.inspections.models import Inspection as Inspection  # noqa: E402
from discipline.papers.models import CasePaperDraft as CasePaperDraft  # noqa: E402
from discipline.supervision.models import Supervision as Supervision  # noqa: E402
