"""The move of a probationary member: its rows, and what a dossier answers about them (ADM-71, T39)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from admission import transfer_places as places
from organization.models import Body, Organization
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from workflows.routes import Route

MEMBER_MOVE = "member_move"
#: Acts on a move that goes on.
DROP, REDIRECT, EXPLAIN = "drop_member_move", "redirect_member_move", "explain_absence"


class MemberMove(models.Model):
    """One move of a member: ``destination`` (an organisation of the tree) or ``outside`` (a place by name), never both.

    ``origin``: the cell left; ``cell``: the one that took him in. ``cleared_by``: who said that nothing against him is
    being inspected or settled. ``absence_reason``: why he has not presented himself, and whether that is
    accepted. ``ended_on``: a new helper was
    assigned, he left this system, or it did not take place.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="member_move_rows")
    decision_number = models.CharField(_("number of the decision that moves the member"), max_length=60)
    decided_on = models.DateField(_("moved by a decision of"))
    origin = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("place left"))
    destination = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("new place")
    )
    outside = models.CharField(_("place outside this system"), max_length=200, blank=True)
    opened_on = models.DateField(_("opened on"))
    cell_remarks = models.TextField(_("remarks of the cell's committee"), blank=True)
    cell_remarked_on = models.DateField(_("remarks of the cell's committee of"), null=True, blank=True)
    committee_remarks = models.TextField(_("remarks of the grassroots committee"), blank=True)
    cleared_by = models.CharField(_("who said that nothing stands against the move"), max_length=200, blank=True)
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    sent_on = models.DateField(_("introduced to the new place on"), null=True, blank=True)
    absence_reason = models.TextField(_("why he has not presented himself"), blank=True)
    absence_excused = models.BooleanField(_("reason accepted"), null=True, blank=True)
    received_on = models.DateField(_("presented himself on"), null=True, blank=True)
    cell = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken in by")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("move of a member")
        verbose_name_plural = _("moves of members")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_on__isnull=True), name="one_open_move_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.origin} → {self.place}"

    @property
    def place(self) -> str:
        return str(self.destination or self.outside)


class MemberMoving:
    """What a dossier answers about its member's moves; rows are read once per object, and not at all without any."""

    if TYPE_CHECKING:
        pk: int
        member_move_rows: Any

        def route(self, on: date) -> Route: ...
        def law(self, on: date) -> Any: ...
        def noted(self, record: str) -> bool: ...

    @cached_property
    def member_moves(self) -> list[MemberMove]:
        """Every move, oldest first."""
        if not self.noted(MEMBER_MOVE):
            return []
        return list(self.member_move_rows.select_related("destination", "origin", "cell").order_by("pk"))

    @property
    def member_move(self) -> MemberMove | None:
        """The move that goes on, or None."""
        return next((move for move in self.member_moves if move.ended_on is None), None)

    def member_sender_on(self, on: date) -> Body:
        """The grassroots committee of the member, which introduces him to the new place. Raises NoRoute."""
        return places.grassroots_of(self.route(on))

    def member_receiver_on(self, on: date) -> Body:
        """Who takes him in; the boxes that committees in between sign are not kept (design). Raises NoRoute."""
        move = self.member_move
        if move is None or move.destination is None:
            raise NoRoute(str(_("The member is not on his way to an organisation of this system.")))
        return places.taker_in(move.destination, on, self.law(on))

    def member_move_concerns(self, verb: str) -> bool:
        """Whether a verb of a move has its place as the dossier stands; true of every other verb."""
        move = self.member_move
        if verb == DROP:
            return move is not None and move.received_on is None
        if verb == REDIRECT:
            return move is not None and move.received_on is None and move.cell_remarked_on is not None
        if verb == EXPLAIN:
            return move is not None and move.received_on is None and move.sent_on is not None
        return verb != "report_member_move" or move is None

    def member_move_hindrance(self, verb: str) -> str:
        """What stands against a verb because of a move, in words; empty: nothing."""
        if verb == "order_redo" and self.member_move is not None:
            return str(_("The member is moving: faulty steps are done again once he is taken in, or stays."))
        if self.member_move_concerns(verb):
            return ""
        if verb == "report_member_move":
            return str(_("A move of this member goes on already."))
        return str(_("There is no move of this member for which this would have its place."))
