"""A dossier: what it holds, what it legally is, and which state may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from admission.background.models import VerificationExemption as VerificationExemption
from admission.background.models import VerificationRequest as VerificationRequest
from admission.complaints import RemovalComplaint as RemovalComplaint
from admission.concerns import concerns, hindrance
from admission.cv.models import Cv as Cv
from admission.cv.models import CvPart as CvPart
from admission.facts import Facts
from admission.faults import WrongAdmission as WrongAdmission
from admission.former import FormerMembership as FormerMembership
from admission.gathering import gather
from admission.introducers import Introducer as Introducer
from admission.law_of_day import LawOfItsPlace
from admission.lost_files import LosingFiles
from admission.lost_files import LostFile as LostFile
from admission.matters import BALLOT_QUESTIONS, matter_of
from admission.member_models import FormerHelper as FormerHelper
from admission.member_models import Probation
from admission.member_move_models import MemberMove as MemberMove
from admission.name_changes import NameChange as NameChange
from admission.papers.models import PaperDraft as PaperDraft
from admission.party_life import PartyAgeDecision as PartyAgeDecision
from admission.party_life import PartyLife
from admission.party_life import TimeOutside as TimeOutside
from admission.rosters import roster_of
from admission.routes import profile_of, route_of
from admission.sources import Listed
from admission.sources import SourceRecord as SourceRecord
from admission.states import LED_ANEW, LEVELS_OF, MEMBER_STAGE, MEMBER_STRAIGHT, NOT_ANNOUNCED, STRAIGHT
from admission.states import State as State
from admission.temporary_models import TemporaryStay as TemporaryStay
from admission.told import told_member
from admission.transfer_models import Moving
from admission.transfer_models import Transfer as Transfer
from admission.transitions import AdmissionTransitions
from admission.transitions_fault import FaultTransitions
from admission.transitions_member import MemberTransitions
from admission.transitions_sources import SourceTransitions
from admission.transitions_transfer import TransferTransitions
from admission.transitions_unusual import UnusualTransitions
from admission.unusual import ConsentRequest as ConsentRequest
from admission.unusual import Staleness as Staleness
from organization.models import Body, BodyKind, Organization, Person, Standing, User
from workflows.findings import Finding
from workflows.meetings.ballot import NO, YES, Ballot
from workflows.meetings.rosters import RosterRow
from workflows.models import Case, Task
from workflows.routes import NoRoute, Route
from workflows.rules import StepRules, judge
from workflows.stranding import stranded_because


class Dossier(
    AdmissionTransitions,
    SourceTransitions,
    UnusualTransitions,
    FaultTransitions,
    TransferTransitions,
    MemberTransitions,
    PartyLife,
    LosingFiles,
    Listed,
    Moving,
    LawOfItsPlace,
    Case,
):
    """An admission dossier (hồ sơ kết nạp) of ``subject`` in the cell ``organization``."""

    states = State
    authorisation_number = models.CharField(_("authorisation number"), max_length=60, blank=True)
    authorised_on = models.DateField(_("authorised on"), null=True, blank=True)
    created_on = models.DateField(_("dossier created on"), null=True, blank=True)
    particulars = models.JSONField(default=dict, blank=True)
    cell_remarks = models.TextField(_("remarks of the cell (item 25)"), blank=True)
    certified_on = models.DateField(_("certified on"), null=True, blank=True)
    cv_true = models.BooleanField(_("CV declared truthfully"), null=True, blank=True)
    political_issue = models.CharField(_("political standards"), max_length=30, blank=True)
    eligible = models.BooleanField(_("eligible (item 26)"), null=True, blank=True)
    cell_resolved_on = models.DateField(_("cell resolution of"), null=True, blank=True)
    section_appraised_on = models.DateField(_("section appraisal of"), null=True, blank=True)
    base_resolved_on = models.DateField(_("grassroots resolution of"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    appraised_on = models.DateField(_("appraised on"), null=True, blank=True)
    extract_sent = models.BooleanField(_("extract sent to members"), null=True, blank=True)
    standing_resolved_on = models.DateField(_("standing committee resolved on"), null=True, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    issuer = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision issued by")
    )
    decision_signer = models.CharField(_("signed as"), max_length=20, blank=True)
    notified_on = models.DateField(_("cell notified on"), null=True, blank=True)
    refusal_reason = models.TextField(_("reason of the refusal"), blank=True)
    extensions = models.PositiveSmallIntegerField(_("extensions of the decision's deadline"), default=0)
    cancellation_number = models.CharField(_("number of the cancellation"), max_length=60, blank=True)
    cancelled_on = models.DateField(_("decision cancelled on"), null=True, blank=True)
    received_on = models.DateField(_("decision received on"), null=True, blank=True)
    ceremony_on = models.DateField(_("ceremony on"), null=True, blank=True)
    late_consent = models.CharField(_("consent to a late ceremony"), max_length=60, blank=True)
    late_consent_on = models.DateField(_("consent of"), null=True, blank=True)
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("assigned to help")
    )
    official_on = models.DateField(_("official member from"), null=True, blank=True)

    class Meta:
        verbose_name = _("admission dossier")
        verbose_name_plural = _("admission dossiers")
        default_permissions = ()

    @cached_property
    def applicant_has_account(self) -> bool:
        """Whether the applicant can act for himself, in his own file."""
        return User.objects.filter(person_id=self.subject_id, is_active=True).exists()

    def note(self, record: str) -> None:
        """Remember that rows of this kind exist: who has none is asked no statement about them."""
        self.data = {**self.data, "records": sorted({*self.data.get("records", ()), record})}

    def noted(self, record: str) -> bool:
        return record in self.data.get("records", ())

    @cached_property
    def last_staleness(self) -> Staleness | None:
        """When the dossier was stale last."""
        return self.stalenesses.order_by("-pk").first() if self.noted("staleness") else None

    @cached_property
    def open_fault(self) -> WrongAdmission | None:
        """What was found wrong with the admission, while it is being put right."""
        return self.faults.filter(closed_on__isnull=True).first() if self.noted("fault") else None

    @cached_property
    def former(self) -> FormerMembership | None:
        """How an earlier membership ended; None for who was never a member."""
        return FormerMembership.objects.filter(dossier_id=self.pk).first() if self.noted("former") else None

    @cached_property
    def source(self) -> SourceRecord | None:
        """How a case that began on the list came to the permission; None where an office began there."""
        return SourceRecord.objects.filter(dossier_id=self.pk).first() if self.noted("source") else None

    @cached_property
    def probation_row(self) -> Probation:
        """What the member stage holds; an unsaved one until an act has something to keep."""
        return Probation.objects.filter(dossier_id=self.pk).first() or Probation(dossier=self)

    def issuer_on(self, on: date) -> Body | None:
        """The body that issued the decision, if it still exists on the day; no other takes its decision back."""
        issuer = self.issuer
        return issuer if issuer is not None and (issuer.until is None or issuer.until > on) else None

    def recognition_issuer_on(self, on: date) -> Body | None:
        """The same of the recognition."""
        issuer = self.probation_row.issuer
        return issuer if issuer is not None and (issuer.until is None or issuer.until > on) else None

    def cell_body(self, on: date) -> Body | None:
        """The meeting of the dossier's cell, wherever its way leads or ends; the last one of a cell that has ended."""
        if on not in self._cell_bodies:
            bodies = Body.objects.filter(organization_id=self.organization_id, kind=BodyKind.CELL, since__lte=on)
            self._cell_bodies[on] = bodies.select_related("organization").order_by("-since", "-pk").first()
        return self._cell_bodies[on]

    def concerns(self, verb: str, on: date) -> bool:
        if verb in LED_ANEW:
            return bool(self._stranded(on))
        return concerns(self, verb, on) and self.transfer_concerns(verb)

    def hindrance(self, verb: str, on: date) -> str:
        if verb == "withdraw_for_applicant" and self.applicant_has_account:
            return str(_("The applicant has an account and withdraws in his own file; nobody does it for him."))
        if verb in LED_ANEW and not self._stranded(on):
            return str(_("The way of the day still leads through the step that is open; nothing has to be led anew."))
        return hindrance(self, verb, on) or self.transfer_hindrance(verb)

    def judged(self, rules: StepRules, on: date) -> list[Finding]:
        """What rules find of the dossier as it stands on the day."""
        return judge(rules, self.facts(on), self.law(on))

    def _stranded(self, on: date) -> str:
        """Why the open step is no longer its body's on the day; empty when it is, or when none is open."""
        task = self._open_task
        return stranded_because(self, task.flow_task, task.body, on) if task else ""

    @property
    def _open_task(self) -> Task | None:
        found: Task | None = Task.objects.open().filter(process_id=self.pk).select_related("body").first()
        return found

    @property
    def open_step(self) -> str:
        """The name of the step that waits; empty when none does."""
        task = self._open_task
        return str(task.flow_task.name) if task else ""

    def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Facts:
        return gather(self, on, proposed or {})

    def route(self, on: date) -> Route:
        """Of the day; asked once per day and object."""
        if on not in self._routes:
            self._routes[on] = route_of(self.organization, on, self.law(on))
        return self._routes[on]

    def roster(self, body: Body, on: date, attendance: Mapping[str, str] | None = None) -> list[RosterRow]:
        """Who counts in the base of ``body`` on the day and why not: see admission/rosters.py."""
        return roster_of(self, body, on, attendance)

    def ballot(self, level: str, on: date) -> Ballot:
        """What is voted on, by the ratio of the level in the chain of the day (ADM-42, 45, 47 to 49, 51, 76, 80).

        Raises NoRoute where no body votes at the level.
        """
        law, profile = self.law(on), profile_of(self.route(on))
        if level not in profile.ratios:
            raise NoRoute(
                gettext("The route %(profile)s has no level %(level)s.") % {"profile": profile.code, "level": level}
            )
        standing = level in ("authority", "superior")
        forms = (law.get("standing_committee.vote_forms") if standing else None) or law["vote.forms"]
        return Ballot(
            question=gettext(BALLOT_QUESTIONS[matter_of(self.state)]) % {"person": self.subject},
            labels={YES: gettext("Agree"), NO: gettext("Do not agree")},
            ratio=law[profile.ratios[level]],
            forms=tuple(forms.value),
        )

    @cached_property
    def _cell_bodies(self) -> dict[date, Body | None]:
        return {}

    @cached_property
    def _routes(self) -> dict[date, Route]:
        return {}

    @property
    def stages(self) -> list[tuple[str, str]]:
        """The straight way of the route the dossier took last, to membership or on from there; of all levels before its
        first step.
        """
        levels = self.data.get("levels")
        straight = MEMBER_STRAIGHT if self.state in MEMBER_STAGE else STRAIGHT
        way = [state for state in straight if levels is None or LEVELS_OF.get(state, frozenset()) <= set(levels)]
        return [(state.value, str(state.label)) for state in way]

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def told_applicant(self) -> State:
        """The state as the person concerned may know it: of a result not announced yet, the stage before it."""
        if self.state not in NOT_ANNOUNCED:
            return State(self.state)
        if self.state in MEMBER_STAGE:
            return told_member(self.probation_row, self.official_on, self.last_day)
        if self.appraised_on:
            return State.VOTING
        if self.section_appraised_on:
            return State.SECTION_APPRAISED
        if self.cell_resolved_on:
            return State.CELL_RESOLVED
        return State.COMPLETE if self.eligible else State.BACKGROUND_CHECK

    @classmethod
    def begin(cls, flow: Any, *, body: Body, on: date, data: dict[str, Any]) -> Dossier:
        """An unsaved dossier for the opening act, inside its transaction; ``data``: person, and of a case that begins
        at the permission authorisation_number and authorised_on.
        """
        # locked by a statement of its own: two openings for one person wait for one another here
        person = Person.objects.select_for_update().get(pk=data["person"].pk)
        return cls(
            flow_class=flow,
            kind="admission",
            subject=person,
            organization=body.organization,
            opened_on=on,
            last_day=min(data.get("authorised_on") or on, on),
            authorised_on=data.get("authorised_on"),
            authorisation_number=data.get("authorisation_number") or "",
            search=_searched(person, body.organization),
        )

    def stand_in(self, cell: Organization) -> None:
        """The dossier belongs to the cell from now on: its way is computed from there."""
        self.organization = cell
        self.search = _searched(self.subject, cell)
        self._routes.clear()
        self._local_places.clear()


def _searched(person: Person, cell: Organization) -> str:
    return f"{person.search} {cell.search}"[:250]


def cell_of(person: Person, on: date) -> Organization | None:
    """The organisation on whose sympathisers' list the person stands on the day."""
    row = person.memberships.filter(standing="sympathizer").order_by("-since").select_related("organization").first()
    return row.organization if row and row.since <= on and (row.until is None or row.until > on) else None


def was_member(person: Person, on: date) -> bool:
    """Whether the lists show an earlier membership that was not annulled."""
    if Dossier.objects.filter(subject=person, state=State.ANNULLED).exists():
        return False
    members = (Standing.PROBATIONARY, Standing.OFFICIAL, Standing.LEFT)
    return person.memberships.filter(standing__in=members, since__lte=on).exists()
