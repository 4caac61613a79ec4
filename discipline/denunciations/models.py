"""A denunciation: what it holds beside who made it, which body handles it, and what a rule may know of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from discipline.denunciations.gathering import gather
from discipline.denunciations.records import Allegation as Allegation
from discipline.denunciations.records import DenouncerIdentity as DenouncerIdentity
from discipline.denunciations.records import DenunciationTeamMember as DenunciationTeamMember
from discipline.denunciations.records import IdentityReader as IdentityReader
from discipline.denunciations.states import STRAIGHT, DenunciationState
from discipline.denunciations.transitions import DenunciationTransitions
from discipline.law_of_day import law_of
from discipline.objects import shut_in_denunciation
from discipline.routes import DisciplineRoute, route_of
from organization.models import Body, BodyKind, Person, valid_on
from workflows.beholding import Beholder, Shut
from workflows.models import Case
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from discipline.facts import Facts
    from workflows.law import Law


class Denunciation(DenunciationTransitions, Case):
    """A denunciation (tố cáo) of ``subject``, who is counted in the cell ``organization``.

    ``handler``: the body that received it, or that took it afterwards. ``received_on``: by that body. ``grounds``:
    codes of DenunciationBar. Of the denouncer there is nothing here: see records.DenouncerIdentity.
    """

    states = DenunciationState
    read_with = (*Case.read_with, "handler")
    handler = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("handled by"))
    receiver = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("transferred to")
    )
    received_on = models.DateField(_("received by the competent body on"))
    register_number = models.CharField(_("number in the secret register"), max_length=60)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    signatories = models.PositiveIntegerField(_("persons who signed"), default=1)
    of_receiver = models.BooleanField(_("this body is competent"), null=True, blank=True)
    grounds = models.JSONField(_("what speaks against handling it"), null=True, blank=True)
    new_evidence = models.BooleanField(_("new evidence"), null=True, blank=True)
    checkable = models.BooleanField(_("concrete and checkable"), null=True, blank=True)
    interviewed_on = models.DateField(_("work with the denouncer on"), null=True, blank=True)
    plan_number = models.CharField(_("number of the plan"), max_length=60, blank=True)
    allegations_given_on = models.DateField(_("allegations given on"), null=True, blank=True)
    explained_on = models.DateField(_("explanation of"), null=True, blank=True)
    explanation_refused = models.TextField(_("how the explanation was refused"), blank=True)
    extended = models.PositiveIntegerField(_("working days added"), default=0)
    extensions = models.PositiveIntegerField(_("extensions"), default=0)
    org_met_on = models.DateField(_("meeting of his organisation on"), null=True, blank=True)
    org_heard = models.BooleanField(_("he was heard there"), null=True, blank=True)
    org_skipped = models.TextField(_("why no meeting was held"), blank=True)
    conclusion_number = models.CharField(_("number of the conclusion"), max_length=60, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    accused_told_on = models.DateField(_("person denounced told on"), null=True, blank=True)
    organization_told_on = models.DateField(_("organisation told on"), null=True, blank=True)
    denouncer_told_on = models.DateField(_("denouncer told on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_forced = models.BooleanField(_("withdrawal forced or bought"), null=True, blank=True)
    signs = models.BooleanField(_("signs of a violation"), null=True, blank=True)
    continued = models.BooleanField(_("goes on after the withdrawal"), null=True, blank=True)
    rehabilitated = models.TextField(_("how he was cleared"), blank=True)
    bad_faith = models.TextField(_("bad faith"), blank=True)
    discipline = models.ForeignKey(
        "discipline.DisciplineCase",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="denunciations",
        verbose_name=_("discipline case"),
    )

    class Meta:
        verbose_name = _("denunciation")
        verbose_name_plural = _("denunciations")
        default_permissions = ()

    @classmethod
    def begin(cls, flow: Any, *, body: Body, on: date, data: dict[str, Any]) -> Denunciation:
        """An unsaved denunciation for the opening act, inside its transaction; ``data``: person, cell (his, that
        day), day.
        """
        person = Person.objects.select_for_update().get(pk=data["person"].pk)
        cell = data["cell"]
        day = data.get("day") or on
        return cls(
            flow_class=flow,
            kind="discipline",
            subject=person,
            organization=cell,
            opened_on=on,
            last_day=day,
            handler=body,
            received_on=day,
            in_own_file=False,
            search=f"{person.search} {cell.search}"[:250],
        )

    def law(self, on: date) -> Law:
        return law_of(on)

    def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Facts:
        return gather(self, on, proposed or {})

    def route(self, on: date) -> DisciplineRoute:
        """The way of a discipline case about him; asked once per day and object. Raises NoRoute."""
        if on not in self._routes:
            self._routes[on] = route_of(self.organization, on, self.law(on))
        return self._routes[on]

    @cached_property
    def _routes(self) -> dict[date, DisciplineRoute]:
        return {}

    def handling(self, on: date) -> Body:
        return self.handler

    def receiving(self, on: date) -> Body:
        """To whom it was transferred. Raises NoRoute."""
        if self.receiver is None:
            raise NoRoute(str(_("It was transferred to no body of this system.")))
        return self.receiver

    def registering(self, on: date) -> Body:
        """Who opens the discipline case: the cell or commission that handled it, or the commission of its committee.

        Raises NoRoute.
        """
        if self.handler.kind in (BodyKind.CELL, BodyKind.INSPECTION):
            return self.handler
        rows = Body.objects.on(on).filter(organization=self.handler.organization_id, kind=BodyKind.INSPECTION)
        found = rows.first()
        if found is None:
            raise NoRoute(str(_("No inspection commission stands beside the body that handled it.")))
        return found

    def shut_to(self, beholder: Beholder) -> Shut:
        return shut_in_denunciation(self, beholder)

    def concerns(self, verb: str, on: date) -> bool:
        """What is worth showing beside the step."""
        if verb == "end_identity_reader":
            return self.identity_readers.filter(valid_on(on)).exists()
        if verb == "end_denunciation_team":
            return self.team.filter(valid_on(on)).exists()
        if verb == "continue_after_withdrawal":
            return not self.continued
        return verb != "open_discipline" or self.deserves_discipline

    def hindrance(self, verb: str, on: date) -> str:
        if verb == "open_discipline" and self.discipline_id:
            return str(_("The discipline case has been opened already."))
        return ""

    @property
    def deserves_discipline(self) -> bool:
        return self.allegations.filter(conclusion="violation_to_discipline").exists()

    @property
    def wholly_false(self) -> bool:
        """Whether some allegation is concluded false and none true: he is to be cleared."""
        found = set(self.allegations.values_list("conclusion", flat=True))
        return "false" in found and found <= {"false", "unfounded"}

    @property
    def stages(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in STRAIGHT]

    @property
    def state_label(self) -> str:
        return str(DenunciationState(self.state).label)
