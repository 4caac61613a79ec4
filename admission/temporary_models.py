"""Temporary party activity elsewhere: its rows, and which cell prepares meanwhile (ADM-72)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from organization.models import Body, BodyKind, Dated, Organization, ends_after_it_begins
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from workflows.law import Law
    from workflows.routes import Route

STAY = "stay"
EXTEND, CLOSE = "extend_stay", "close_stay"
#: Who helps and introduces the cell he belongs to assigns as well, while another cell prepares.
NAMING = ("change_helper", "add_introducer", "remove_introducer")
#: Acts that move the person for good; a stay ends first.
_MOVES = ("open_transfer", "report_move", "report_member_move")


class TemporaryStay(Dated):
    """``place`` (a cell of the tree) or ``outside`` (an organisation by name), never both. ``until``: the day of the
    return. ``kind``: a code of facts_temporary.StayKind; ``number``: of the paper. ``ended_on``: the day from which his
    own cell prepares again, once that is noted.
    """

    dossier = models.ForeignKey("admission.Dossier", models.PROTECT, related_name="stay_rows")
    place = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("temporary cell")
    )
    outside = models.CharField(_("place outside this system"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20)
    number = models.CharField(_("number of the letter"), max_length=60)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("temporary party activity")
        verbose_name_plural = _("temporary party activities")
        default_permissions = ()
        constraints = [
            ends_after_it_begins("stay_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_on__isnull=True), name="one_open_stay_per_dossier"
            ),
        ]

    def __str__(self) -> str:
        return str(self.place or self.outside)


class TemporaryActivity:
    """What a dossier answers about stays; rows are read once per object, and not at all without any."""

    if TYPE_CHECKING:
        organization_id: int
        stay_rows: Any
        member_move: Any
        transfer: Any

        def route(self, on: date) -> Route: ...
        def law(self, on: date) -> Law: ...
        def noted(self, record: str) -> bool: ...

    @cached_property
    def stays(self) -> list[TemporaryStay]:
        """Every stay, oldest first."""
        return list(self.stay_rows.select_related("place").order_by("pk")) if self.noted(STAY) else []

    @property
    def open_stay(self) -> TemporaryStay | None:
        """The one whose end is not noted yet, or None."""
        return next((stay for stay in self.stays if stay.ended_on is None), None)

    def stay_on(self, on: date) -> TemporaryStay | None:
        """The stay in force on the day."""
        found = (stay for stay in self.stays if stay.until is not None and stay.since <= on < stay.until)
        return next(found, None)

    def preparer_on(self, on: date) -> Body:
        """The cell that prepares papers and remarks on the day: where he is active for a time, else his own (ADM-72).

        Raises NoRoute.
        """
        stay = self.stay_on(on)
        prepares = self.law(on).get("temporary.prepares") if stay is not None else None
        if stay is None or stay.place is None or prepares is None or prepares.value != "temporary_cell":
            return self.route(on).body("cell", BodyKind.CELL)
        return self.temporary_body(stay.place, on)

    def temporary_body(self, place: Organization, on: date) -> Body:
        """The meeting of the temporary cell. Raises NoRoute."""
        if (place.pk, on) not in self._temporary_bodies:
            rows = Body.objects.on(on).filter(organization=place, kind=BodyKind.CELL)
            self._temporary_bodies[place.pk, on] = rows.select_related("organization").first()
        body = self._temporary_bodies[place.pk, on]
        if body is None:
            values = {"organization": place, "body": BodyKind.CELL.label, "day": on.strftime("%d/%m/%Y")}
            raise NoRoute(_t("%(organization)s has no %(body)s on %(day)s.") % values)
        return body

    @cached_property
    def _temporary_bodies(self) -> dict[tuple[int, date], Body | None]:
        return {}

    @property
    def lent_body(self) -> Body | None:
        """The meeting of the cell where he is active, which sees the case as long; the last one of an ended cell."""
        if self.open_stay is None or self.open_stay.place is None:
            return None
        rows = Body.objects.filter(organization=self.open_stay.place, kind=BodyKind.CELL).select_related("organization")
        return rows.order_by("-since", "-pk").first()

    def lent_to(self, body: Body) -> bool:
        """Whether the body sees the case only as long as the person is active there."""
        place = self.open_stay.place if self.open_stay is not None else None
        return place is not None and place.pk == body.organization_id

    def cells_on(self, on: date) -> list[int]:
        """Ids of his own cell and of the one where he is active on the day: whose members may help and introduce."""
        stay = self.stay_on(on)
        there = stay.place_id if stay is not None else None
        return [self.organization_id, *([there] if there else [])]

    def stay_concerns(self, verb: str) -> bool:
        """Whether a verb of a stay has its place as the dossier stands; true of every other verb."""
        if verb in (EXTEND, CLOSE):
            return self.open_stay is not None
        if verb in NAMING:
            return self.open_stay is not None and self.open_stay.place is not None
        return verb != "begin_stay" or self.open_stay is None

    def stay_hindrance(self, verb: str) -> str:
        """What stands against a verb because of a stay, in words; empty: nothing."""
        if verb in _MOVES and self.open_stay is not None:
            return str(_("He is active elsewhere for a time: record its end first."))
        if verb == "begin_stay" and (self.member_move is not None or self.transfer is not None):
            return str(_("He is moving for good: that goes first."))
        if self.stay_concerns(verb):
            return ""
        if verb in NAMING:
            return str(_("No other cell prepares now: this is done at the open step."))
        if verb == "begin_stay":
            return str(_("A temporary party activity goes on already."))
        return str(_("He is not active elsewhere for a time."))
