"""Who leads the cell in a case about one of its members, and who sends somebody where nobody is left (DIS-81)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import FilteredRelation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from discipline.codes import Decider
from organization.models import OVERLAYS, BodyKind, Seat, valid_on
from organization.queries import standings_of
from workflows.mandates import Mandate, sent_to
from workflows.meetings.gathering import BARRED, CHAIR_ROLES
from workflows.routes import NoRoute
from workflows.rules import reads

if TYPE_CHECKING:
    from discipline.routes import Place
    from organization.models import Body
    from workflows.law import Law

#: The bodies of the matrix that send somebody, the first that exists on the way of the day.
SENT_BY = "chair.sent_by"
reads(SENT_BY)


class Leading:
    """Of a discipline case."""

    subject_id: int
    of_organization: bool

    if TYPE_CHECKING:

        def law(self, on: date) -> Law: ...
        def places(self, on: date) -> Mapping[Decider, Place]: ...
        def commissions_above(self, on: date) -> list[Body]: ...

    def heads_of_cell(self, on: date) -> frozenset[int]:
        """Ids of the persons who head the cell on the day."""
        return frozenset(self._standings_of_heads(on))

    def leaders_left(self, on: date) -> int:
        """How many of them may lead it in this case: not himself, nobody suspended or prosecuted."""
        heads = self._standings_of_heads(on)
        return sum(person != self.subject_id and not held & self._barring(on) for person, held in heads.items())

    def may_lead(self, person_id: int, on: date) -> bool:
        """Whether no standing of the person bars him from leading a meeting on the day."""
        return not standings_of([person_id], on).get(person_id, set()) & self._barring(on)

    def _barring(self, on: date) -> set[str]:
        """The standings that bar from leading a meeting."""
        barred = self.law(on).get(BARRED)
        return {str(one) for one in OVERLAYS} & set(barred.value if barred else ())

    def _standings_of_heads(self, on: date) -> dict[int, set[str]]:
        """{id of who heads the cell on the day: his standings}; asked once per day and object, one statement."""
        if on not in self._heads:
            cell, roles = self.places(on).get(Decider.CELL), self.law(on).get(CHAIR_ROLES)
            held = FilteredRelation("person__memberships", condition=valid_on(on, "person__memberships__"))
            seats = Seat.objects.on(on).annotate(held=held)
            rows = seats.filter(body=cell.body, role__in=roles.value) if cell and roles else seats.none()
            found: dict[int, set[str]] = {}
            for person, standing in rows.values_list("person_id", "held__standing"):
                found.setdefault(person, set()).update([standing] if standing else [])
            self._heads[on] = found
        return self._heads[on]

    def accused_heads_cell(self, on: date) -> bool:
        return self.subject_id in self.heads_of_cell(on)

    def cell_committee_left(self, on: date) -> int:
        """How many sit in the cell's committee beside himself and its heads."""
        cell = self.places(on).get(Decider.CELL)
        if cell is None:
            return 0
        seats = Seat.objects.on(on).filter(body__organization_id=cell.body.organization_id)
        others = seats.filter(body__kind=BodyKind.CELL_COMMITTEE).exclude(person_id=self.subject_id)
        return others.exclude(person_id__in=self.heads_of_cell(on)).values("person_id").distinct().count()

    def nobody_leads(self, on: date) -> bool:
        """Whether none of the cell can convene and preside in this case; False where no cell votes on it."""
        return not self.of_organization and Decider.CELL in self.places(on) and self.leaders_left(on) == 0

    def mandate_on(self, on: date) -> Mandate | None:
        """Who was sent to lead the cell and still does."""
        cell = self.places(on).get(Decider.CELL)
        found = sent_to([self], cell.body, on) if cell else []
        return found[-1] if found else None

    def sender(self, on: date) -> Body:
        """The body of the direct superior that sends somebody. Raises NoRoute."""
        found = self.places(on)
        provision = self.law(on).get(SENT_BY)
        for code in provision.value if provision else ():
            if Decider(code) in found:
                return found[Decider(code)].body
        raise NoRoute(_("No superior committee stands above the cell on that day that could send somebody to lead it."))

    def reporter(self, on: date) -> Body:
        """Who reports to it that nobody is left: the lowest inspection commission of the way. Raises NoRoute."""
        found = self.commissions_above(on)
        if not found:
            raise NoRoute(_("No inspection commission stands above the cell on that day."))
        return found[0]

    @cached_property
    def _heads(self) -> dict[date, dict[int, set[str]]]:
        return {}

    def sending_concerns(self, verb: str, on: date) -> bool:
        """Whether an act about who leads the cell is worth showing as the case stands."""
        sent: Any = self.mandate_on(on)
        return sent is not None if verb == "end_sending" else sent is None and self.nobody_leads(on)
