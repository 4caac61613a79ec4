"""An inspection on signs of violation: what it holds, and what it answers of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discipline.ballots import forms_ballot
from discipline.codes import FORM_LABELS, NO_DISCIPLINE, SubjectKind
from discipline.competence import Powers
from discipline.facts import Facts
from discipline.inspections.gathering import gather
from discipline.inspections.records import Consequence as Consequence
from discipline.inspections.records import InspectionMember as InspectionMember
from discipline.inspections.states import STRAIGHT, InspectionState
from discipline.inspections.transitions import InspectionTransitions
from discipline.inspections.watching import Watching, columns_of
from discipline.routes import offices_of
from organization.models import Body, Membership, Standing
from workflows.meetings.ballot import FormsVote
from workflows.models import Case

#: How discipline goes on from it (V09, V10).
_PASSING_ON = ("go_on_with_discipline", "hand_to_competent")


class Inspection(InspectionTransitions, Watching, Case):
    """An inspection (kiểm tra khi có dấu hiệu vi phạm) of ``subject`` by ``body``.

    ``asked_until``: the day by which the plan asks for an explanation. ``days_added``: by its one extension.
    ``org_vote``: empty where his organisation, or the one inspected, met on the facts alone; otherwise {"base": members
    counted, "votes": {form: ballots}, "form": the one proposed or "", "none": whether no discipline is proposed}.
    """

    states = InspectionState
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("inspecting body"))
    source = models.CharField(_("source of the signs"), max_length=30)
    source_number = models.CharField(_("number of the source paper"), max_length=60, blank=True)
    signs = models.TextField(_("signs of violation"))
    task_of_superior = models.BooleanField(_("concerns a task assigned by a superior"), default=False)
    assessed_on = models.DateField(_("signs assessed on"), null=True, blank=True)
    assessment = models.TextField(_("assessment of the signs"), blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decided_on = models.DateField(_("inspection decided on"), null=True, blank=True)
    looks_back_to = models.DateField(_("looks back to"), null=True, blank=True)
    deployed_on = models.DateField(_("made known on"), null=True, blank=True)
    asked_until = models.DateField(_("explanation asked until"), null=True, blank=True)
    explained_on = models.DateField(_("explanation of"), null=True, blank=True)
    no_explanation = models.TextField(_("why there is no explanation"), blank=True)
    extensions = models.PositiveSmallIntegerField(_("extensions"), default=0)
    days_added = models.PositiveSmallIntegerField(_("days added"), default=0)
    self_criticism_on = models.DateField(_("self-criticism of"), null=True, blank=True)
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    heard_by = models.CharField(_("representative"), max_length=200, blank=True)
    heard_mandate = models.CharField(_("mandate (paper, day)"), max_length=120, blank=True)
    heard_opinion = models.TextField(_("opinion of the person concerned"), blank=True)
    met_on = models.DateField(_("meeting of his organisation on"), null=True, blank=True)
    org_vote = models.JSONField(_("vote of his organisation"), default=dict, blank=True)
    outcome = models.CharField(_("outcome of the inspection"), max_length=30, blank=True)
    concluded_on = models.DateField(_("inspection concluded on"), null=True, blank=True)
    conclusion_number = models.CharField(_("number of the conclusion"), max_length=60, blank=True)
    published_on = models.DateField(_("conclusion published on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("inspection on signs of violation")
        verbose_name_plural = _("inspections on signs of violation")
        default_permissions = ()

    def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Facts:
        return gather(self, on, proposed or {})

    def concerns(self, verb: str, on: date) -> bool:
        if verb in _PASSING_ON:
            return bool(self.waiting)
        if verb == "end_inspector":
            return self.team_size(on) > 0
        return verb != "extend_inspection" or self.deployed_on is not None

    def hindrance(self, verb: str, on: date) -> str:
        if verb not in _PASSING_ON:
            return ""
        if not self.deserves_discipline:
            return str(_("The conclusion is not that the violation deserves discipline."))
        return "" if self.waiting else str(_("Discipline goes on from this inspection already."))

    def org_ballot(self, on: date) -> FormsVote:
        """The forms that his organisation may propose, or the one inspected for itself, on one ballot (DIS-69). Raises
        NoRoute, NotInForce.
        """
        if self.of_organization:
            about_itself = self.own_ballot(on).forms_vote
            assert about_itself is not None
            return about_itself
        members = Membership.objects.on(on).filter(person_id=self.subject_id)
        probationary = members.filter(standing=Standing.PROBATIONARY).exists()
        ballot = forms_ballot(
            self.law(on),
            subject_kind=SubjectKind.PROBATIONARY if probationary else SubjectKind.OFFICIAL,
            holds_office=bool(offices_of(self.subject, self.route(on))),
            powers=Powers(),
            question="",
            labels={**{form.value: gettext(label) for form, label in FORM_LABELS.items()}, NO_DISCIPLINE: ""},
        )
        assert ballot.forms_vote is not None
        return ballot.forms_vote

    @property
    def follows_from(self) -> Case | None:
        """The supervision that found its signs (DIS-149)."""
        found: Case | None = getattr(self, "supervision", None)
        return found

    @property
    def deserves_discipline(self) -> bool:
        return self.outcome == "violation_to_discipline"

    @cached_property
    def waiting(self) -> list[Consequence]:
        """Against whom discipline is deserved and has not gone on yet; asked once per object."""
        if not self.deserves_discipline:
            return []
        rows = self.consequences.select_related("person", "led_to", "case__organization").order_by("pk")
        return [row for row in rows if not row.passed_on]

    @property
    def stages(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in STRAIGHT]

    @property
    def state_label(self) -> str:
        return str(InspectionState(self.state).label)

    @classmethod
    def begin(cls, flow: Any, *, body: Body, on: date, data: dict[str, Any]) -> Inspection:
        """An unsaved case for the opening act; ``data``: of ``columns_of``, found_by (the supervision that found its
        signs).
        """
        found = cls(flow_class=flow, body=body, **columns_of(data, on))
        if data.get("found_by") is not None:
            found.supervision = data["found_by"]
        return found
