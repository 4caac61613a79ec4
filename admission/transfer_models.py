"""The move of an applicant before membership: its rows, and what a dossier answers about them (ADM-64 to ADM-67d)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from admission import transfer_places as places
from admission.facts_transfer import Transfer as Situation
from admission.member_move_models import MemberMoving
from admission.states import DECIDED, ON_ITS_WAY, SENT_NOT_DECIDED, SUPPLEMENT_BELOW, State
from admission.temporary_models import TemporaryActivity
from organization.models import Body, BodyKind, Organization
from workflows.meetings.models import BEING_VOTED
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from workflows.routes import Route

#: Verbs of a dossier on its way, and of one that came with its decision.
ON_THE_WAY = ("redirect_transfer", "drop_transfer")
OPENING = ("open_transfer", "report_move")
#: What leads a dossier away from its step, and waits for the end of a vote that is being taken or is not recorded yet.
_AFTER_THE_VOTE = (*OPENING, "propose_removal", "send_to_class_again", "take_up_stale")


def was_sent(state: str, step: Callable[[], str]) -> bool:
    """Whether an undecided dossier in ``state`` had been sent to the authority; ``step``: asked only where it tells."""
    return state in SENT_NOT_DECIDED and (state != State.SUPPLEMENT or step() != SUPPLEMENT_BELOW)


class Transfer(models.Model):
    """One move: ``destination`` (an organisation of the tree) or ``outside`` (a place by name), never both.

    ``situation``: which of the six it is, computed when it is opened; ``from_state`` and ``from_step``: what it was
    then. ``origin``: the cell left; ``cell``: the one that took the dossier in. ``ended_on``: taken in, sent out of
    the system, or dropped. ``upheld``: what the issuer answered to a petition of the new place (ADM-67d).
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="transfers")
    decision_number = models.CharField(_("number of the transfer decision"), max_length=60)
    decided_on = models.DateField(_("transfer decided on"))
    origin = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("place left"))
    destination = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("new place")
    )
    outside = models.CharField(_("place outside this system"), max_length=200, blank=True)
    situation = models.CharField(_("situation"), max_length=20)
    from_state = models.CharField(max_length=40)
    from_step = models.CharField(max_length=60)
    opened_on = models.DateField(_("opened on"))
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    cell = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken in by")
    )
    helper_on = models.DateField(_("new helper assigned on"), null=True, blank=True)
    delay_reported_on = models.DateField(_("reason of the delay reported on"), null=True, blank=True)
    petition_number = models.CharField(_("number of the petition"), max_length=60, blank=True)
    petitioned_on = models.DateField(_("petition of"), null=True, blank=True)
    reexamined_on = models.DateField(_("decision examined again on"), null=True, blank=True)
    upheld = models.BooleanField(_("decision upheld"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("transfer of an applicant")
        verbose_name_plural = _("transfers of applicants")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_on__isnull=True), name="one_open_transfer_per_dossier"
            )
        ]

    def __str__(self) -> str:
        return f"{self.origin} → {self.place}"

    @property
    def place(self) -> str:
        return str(self.destination or self.outside)


class Moving(MemberMoving, TemporaryActivity):
    """What a dossier answers about its applicant's moves, beside those of a member; rows are read once per object."""

    if TYPE_CHECKING:
        pk: int
        state: str
        finished: Any
        organization: Organization
        organization_id: int
        issuer: Body | None
        transfers: Any
        agenda_item: Any

        @property
        def open_step(self) -> str: ...
        def noted(self, record: str) -> bool: ...
        def route(self, on: date) -> Route: ...
        def law(self, on: date) -> Any: ...

    @cached_property
    def moves(self) -> list[Transfer]:
        """Every move, oldest first."""
        if not self.noted("transfer"):
            return []
        return list(self.transfers.select_related("destination", "origin", "cell").order_by("pk"))

    @property
    def transfer(self) -> Transfer | None:
        """The move that goes on, or None."""
        return next((move for move in self.moves if move.ended_on is None), None)

    @property
    def moved_in(self) -> Transfer | None:
        """The last move after which the dossier was taken in at the new place."""
        return next((move for move in reversed(self.moves) if move.received_on is not None), None)

    def transfer_sender_on(self, on: date) -> Body:
        """Who sends the dossier after the applicant: the grassroots committee, or the authority once it was sent there.

        Raises NoRoute.
        """
        move = self.transfer if self.state in ON_ITS_WAY else None
        state = move.from_state if move else self.state
        route = self.route(on)
        if state in DECIDED and self.issuer is not None and not self._came_with_decision:
            return places.office_of_issuer(self.issuer, route, on)
        if state in DECIDED or was_sent(state, lambda: move.from_step if move else self.open_step):
            return places.office_of_authority(route)
        return places.grassroots_of(route)

    def transfer_receiver_on(self, on: date) -> Body:
        """Who acknowledges the receipt at the new place. Raises NoRoute."""
        move = self.transfer
        if move is None or move.destination is None:
            raise NoRoute(str(_("The dossier is not on its way to an organisation of this system.")))
        return places.receiver(Situation(move.situation), move.destination, on, self.law(on))

    def petitioner_on(self, on: date) -> Body:
        """The superior at the new place, which petitions the issuer or reports its delay. Raises NoRoute."""
        return places.office_of_authority(self.route(on))

    def reexaminer_on(self, on: date) -> Body:
        """Who issued the decision; where that body has ended, the authority of the present way. Raises NoRoute."""
        issuer = self.issuer
        if issuer is not None and (issuer.until is None or issuer.until > on):
            return issuer
        route = self.route(on)
        if route.has("authority"):
            return route.body("authority", BodyKind.STANDING_COMMITTEE)
        return route.body("authorised", BodyKind.COMMITTEE)

    @property
    def _came_with_decision(self) -> bool:
        """Whether a decision of another place came with the dossier: the issuer has nothing to send any more."""
        return self.moved_in is not None and self.moved_in.situation == Situation.DECISION_SENT_ON

    def transfer_concerns(self, verb: str) -> bool:
        """Whether a verb of a transfer, or one that a transfer takes away, has its place as the dossier stands."""
        if verb in ON_THE_WAY:
            return not self.finished and self.transfer is not None
        if verb == "report_faults":
            return self.moved_in is not None and self.moved_in.situation in (
                Situation.SAME_AUTHORITY,
                Situation.DECISION_SENT_ON,
            )
        if verb == "report_delay":
            return self.moved_in is not None and self.moved_in.situation == Situation.SENT
        if verb == "cancel_decision":
            return not self._came_with_decision
        return self.member_move_concerns(verb) and self.stay_concerns(verb)

    @property
    def being_voted(self) -> bool:
        return self.agenda_item is not None and self.agenda_item.state in BEING_VOTED

    def transfer_hindrance(self, verb: str) -> str:
        """What stands against a verb because of a move, in words; empty: nothing."""
        if verb in _AFTER_THE_VOTE and self.being_voted:
            return str(
                _("The dossier is being voted on: record the outcome, break the vote off or set it aside, first.")
            )
        if verb == "cancel_decision" and self._came_with_decision:
            return str(_("The decision was sent on; its issuer examines it again on a petition of the new place."))
        elsewhere = self.stay_hindrance(verb) or self.member_move_hindrance(verb)
        if elsewhere:
            return elsewhere
        if not self.transfer_concerns(verb):
            return str(_("There is no transfer of this dossier for which this would have its place."))
        return ""
