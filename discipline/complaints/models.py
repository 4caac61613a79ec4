"""A complaint about a decision on discipline: what it holds, and what it answers of its instance and of the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discipline.codes_complaint import OUTCOME_LABELS, ComplaintOutcome, Level, Organ
from discipline.complaint_window import receipt_awaited
from discipline.complaints.gathering import gather
from discipline.complaints.instance import WHOLE, Instance
from discipline.complaints.participation import Participant, took_part
from discipline.complaints.records import ComplaintGround as ComplaintGround
from discipline.complaints.records import ComplaintTeamMember as ComplaintTeamMember
from discipline.complaints.records import PartyHeard as PartyHeard
from discipline.complaints.rows import ComplaintRows
from discipline.complaints.states import PENDING, STRAIGHT
from discipline.complaints.states import ComplaintState as ComplaintState
from discipline.complaints.transitions import ComplaintTransitions
from discipline.facts import Facts
from discipline.instances import levels_on, place_by_kind
from discipline.ladder import Place
from discipline.law_of_day import law_of
from organization.models import Body
from workflows.law import Law
from workflows.meetings.rosters import RosterRow, roster_of
from workflows.models import Case

if TYPE_CHECKING:
    from discipline.models import DisciplineCase


class Complaint(ComplaintTransitions, Instance, ComplaintRows, Case):
    """One complaint (khiếu nại) of ``subject`` to one instance about the decision on the discipline case ``of``.

    ``level``, ``organ``: the place of the instance (codes of Level and Organ), of a complaint submitted up that of the
    superior; ``body``: the body it was addressed to. ``previous``: the complaint whose answer it is about; None: about
    the decision itself. ``own``: he complains himself, not somebody on his behalf. ``final``: no complaint goes beyond.
    """

    states = ComplaintState
    read_with = (*Case.read_with, *(f"of__{name}" for name in WHOLE), "issuer", "body")
    of = models.ForeignKey(
        "discipline.DisciplineCase", models.PROTECT, related_name="complaints", verbose_name=_("about the case")
    )
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next_complaint")
    ordinal = models.PositiveSmallIntegerField(_("instance"))
    level = models.CharField(_("level"), max_length=20)
    organ = models.CharField(_("organ"), max_length=20)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("addressed to"))
    own = models.BooleanField(_("made by himself"), default=True)
    posted = models.BooleanField(_("came by post"), default=False)
    complained_on = models.DateField(_("day of the complaint"))
    received_on = models.DateField(_("received on"))
    proof = models.CharField(_("proof of the day"), max_length=200, blank=True)
    decision_received_on = models.DateField(_("he received the decision on"), null=True, blank=True)
    addressees = models.PositiveSmallIntegerField(_("bodies it was sent to"), default=1)
    grounds = models.TextField(_("grounds"))
    asked = models.TextField(_("what he asks for"))
    denounces = models.BooleanField(_("it also denounces somebody"), default=False)
    guided_on = models.DateField(_("guided to denounce separately on"), null=True, blank=True)
    contested_form = models.CharField(_("form complained of"), max_length=20)
    rejected_for = models.JSONField(_("grounds on which it is not handled"), default=list, blank=True)
    notice_number = models.CharField(_("number of the notice"), max_length=60, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    plan_number = models.CharField(_("number of the plan"), max_length=60, blank=True)
    plan_on = models.DateField(_("plan of"), null=True, blank=True)
    verified = models.JSONField(_("what was verified"), default=list, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    expected_form = models.CharField(_("form that is proposed"), max_length=20, blank=True)
    overrun_on = models.DateField(_("told of the overrun on"), null=True, blank=True)
    voted_on = models.DateField(_("resolved on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=20, blank=True)
    new_form = models.CharField(_("form after the complaint"), max_length=20, blank=True)
    offices = models.CharField(_("offices he is removed from"), max_length=300, blank=True)
    decision_number = models.CharField(_("number of the answer"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    issuer = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    handed_on = models.DateField(_("handed over on"), null=True, blank=True)
    receipt_refused = models.BooleanField(_("refused to receive it"), default=False)
    final = models.BooleanField(_("final"), default=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("complaint about discipline")
        verbose_name_plural = _("complaints about discipline")
        default_permissions = ()

    def law(self, on: date) -> Law:
        """The procedure of the day; the rules themselves ask the day on which the right arose (DIS-04)."""
        return law_of(on, self.complained_of.substance_on)

    def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Facts:
        return gather(self, on, proposed or {})

    def roster(self, body: Body, on: date, attendance: Mapping[str, str] | None = None) -> list[RosterRow]:
        """Who took part in the decision complained of gets no ballot (DIS-118)."""
        return roster_of(body, on, self.law(on), attendance, recused=self.recused(on))

    def concerns(self, verb: str, on: date) -> bool:
        return verb != "end_complaint_team" or any(row.runs_on(on) for row in self.team_rows)

    @property
    def follows_from(self) -> Case:
        """Whom the case complained of concerns, the complaint does."""
        return self.of

    @cached_property
    def who_took_part(self) -> list[Participant]:
        """In the decision or in an earlier answer."""
        return took_part([self.complained_of, *self.answered])

    @property
    def participants(self) -> dict[int, str]:
        """{person id: why}"""
        return {one.person_id: one.why for one in self.who_took_part}

    def barred(self, person_id: int, on: date) -> str:
        return self.participants.get(person_id, "") or super().barred(person_id, on)

    def recused(self, on: date) -> dict[int, str]:
        return {**self.participants, **super().recused(on)}

    @cached_property
    def answered(self) -> list[Complaint]:
        """The complaints that were answered before this one, first to last."""
        if self.previous_id is None:
            return []
        before = Complaint.objects.filter(of_id=self.of_id, announced_on__isnull=False, ordinal__lt=self.ordinal)
        found = list(before.order_by("ordinal"))
        self.previous = found[-1]
        return found

    def receipt_awaited(self, law: Law) -> bool:
        """Whether the time to complain further has not begun because he has not received the answer yet."""
        facts = Facts(
            contested_announced_on=self.announced_on,
            contested_received_on=self.handed_on,
            contested_refused=self.receipt_refused,
        )
        return self.state == ComplaintState.ANNOUNCED and not self.final and receipt_awaited(facts, law)

    @property
    def place(self) -> Place:
        return Place(Level(self.level), Organ(self.organ))

    @property
    def pending_elsewhere(self) -> bool:
        """Whether another complaint about the same decision is being handled."""
        others = Complaint.objects.filter(of_id=self.of_id, state__in=PENDING)
        return others.exclude(pk=self.pk).exists()

    @property
    def stages(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in STRAIGHT]

    @property
    def state_label(self) -> str:
        return str(ComplaintState(self.state).label)

    @property
    def result_label(self) -> str:
        return gettext(OUTCOME_LABELS[ComplaintOutcome(self.result)]) if self.result else ""

    @property
    def question(self) -> str:
        return gettext("What becomes of the discipline of %(person)s?") % {"person": self.whom}

    @classmethod
    def about(cls, of: DisciplineCase, **columns: Any) -> Complaint:
        """An unsaved complaint about the case as it stands: after an answer, about that answer."""
        previous = cls.objects.filter(of=of, announced_on__isnull=False).order_by("-ordinal").first()
        return cls(
            of=of,
            subject=of.subject,
            of_organization=of.of_organization,
            organization=of.organization,
            previous=previous,
            ordinal=previous.ordinal + 1 if previous else 1,
            contested_form=of.form,
            **columns,
        )

    @classmethod
    def begin(cls, flow: Any, *, body: Body | None, on: date, data: dict[str, Any]) -> Complaint:
        """An unsaved complaint for the opening act, inside its transaction, the case complained of locked.

        ``data``: of (DisciplineCase), to (Body, the instance), day, complained_on, grounds, asked, and of a posted one
        own, proof, addressees. ``body``: who enters it; None: he himself.
        """
        Case.objects.select_for_update().get(pk=data["of"].pk)
        cases: Any = cls._meta.get_field("of").related_model
        of: DisciplineCase = cases.objects.select_related("subject", "organization", "issuer__organization").get(
            pk=data["of"].pk
        )
        day = data.get("day") or on
        place = levels_on(of.organization, day, of.above).place_of(data["to"]) or place_by_kind(data["to"])
        return cls.about(
            of,
            flow_class=flow,
            kind="discipline",
            opened_on=on,
            last_day=day,
            level=place.level,
            organ=place.organ,
            body=data["to"],
            own=body is None or bool(data.get("own")),
            posted=body is not None,
            complained_on=data.get("complained_on") or day,
            received_on=day,
            proof=data.get("proof") or "",
            decision_received_on=data.get("decision_received_on"),
            addressees=data.get("addressees") or 1,
            grounds=data.get("grounds") or "",
            asked=data.get("asked") or "",
            denounces=bool(data.get("denounces")),
            # whom the case complained of is kept from has no door here either
            in_own_file=of.in_own_file,
            search=of.search,
        )
