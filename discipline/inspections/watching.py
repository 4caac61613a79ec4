"""What an inspection and a supervision share: the body that conducts it, its organ and place, whom it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import cached_property

from discipline.codes import Level
from discipline.codes_complaint import Organ
from discipline.competence import INSPECTIONS
from discipline.inspections.records import InspectionMember
from discipline.law_of_day import law_of
from discipline.members_vote import MembersVote, speaker_of
from discipline.offices import committee_levels
from discipline.routes import DisciplineRoute, deciders_of, offices_of, route_of, stands_in
from organization.models import Body, BodyKind, Kind, Membership, Organization, Person, valid_on
from organization.queries import path_on
from workflows.law import Law

ORGAN_OF = {
    BodyKind.CELL: Organ.CELL,
    BodyKind.INSPECTION: Organ.INSPECTION,
    BodyKind.STANDING_COMMITTEE: Organ.STANDING,
    BodyKind.COMMITTEE: Organ.COMMITTEE,
}


class Watching(MembersVote):
    """Of a case about ``subject``, who is counted in ``organization``; or about that organisation itself, for which
    ``subject`` speaks (``of_organization``).
    """

    of_organization: bool
    subject: Person
    subject_id: int
    body: Body
    body_id: int
    pk: int
    in_own_file: bool

    def law(self, on: date) -> Law:
        return law_of(on)

    def route(self, on: date) -> DisciplineRoute:
        """Asked once per day and object. Raises NoRoute."""
        if on not in self._routes:
            place, above = self._stands(on)
            self._routes[on] = route_of(place, on, self.law(on), above)
        return self._routes[on]

    def _stands(self, on: date) -> tuple[Organization, Organization | None]:
        return stands_in(self.organization, on, None if self.of_organization else self.subject_id)

    def inspecting(self, on: date) -> Body:
        """The body that conducts it, for every step."""
        return self.seated

    @cached_property
    def seated(self) -> Body:
        """The body that conducts it, with its organisation: one statement for both."""
        return Body.objects.select_related("organization").get(pk=self.body_id)

    @property
    def organ(self) -> Organ:
        return ORGAN_OF[BodyKind(self.seated.kind)]

    @property
    def told(self) -> bool:
        return self.in_own_file

    def commissions_above(self, on: date) -> list[Body]:
        """The inspection commissions of the way: the case lies in their territory. That of an organisation inspected is
        none of them.
        """
        found = [place.body for place in deciders_of(self.route(on)) if place.decider in INSPECTIONS]
        return [body for body in found if not (self.of_organization and body.organization_id == self.organization_id)]

    def team_size(self, on: date, joining: int | None = None) -> int:
        """How many persons are named to the team on the day; with the one who joins."""
        rows = InspectionMember.objects.filter(valid_on(on), case_id=self.pk)
        return len({*rows.values_list("person_id", flat=True)} | ({joining} if joining else set()))

    def of_receiver(self, on: date) -> bool:
        """Whether the one concerned is of those for whom the body is competent on the day: a member of the cell, or
        below the organisation of the body. No body inspects the organisation that it is a body of.
        """
        own = self.seated.organization_id
        if self.seated.kind == BodyKind.CELL:
            here = Membership.objects.on(on).filter(person_id=self.subject_id, organization=own)
            return not self.of_organization and here.exists()
        place, above = self._stands(on)
        path = [*path_on(place.pk, on), *(path_on(above.pk, on) if above else [])]
        return own in {place.pk for place in path[self.of_organization :]}

    def sits_above(self, on: date) -> bool:
        """Whether he is a member of a committee above his cell."""
        levels = committee_levels(offices_of(self.subject, self.route(on))) if not self.of_organization else frozenset()
        return bool(levels - {Level.CELL})

    def above_grassroots(self, on: date) -> bool:
        """Whether the body stands above the grassroots level on the way of the day."""
        levels = self.route(on).levels
        return any(
            level in levels and levels[level].pk == self.seated.organization_id for level in (Level.UPPER, Level.NEXT)
        )

    @property
    def at_centre(self) -> bool:
        return bool(self.seated.organization.kind == Kind.CENTRAL)

    @property
    def of_base_cell(self) -> bool:
        return bool(self.seated.organization.kind == Kind.BASE_CELL)

    @cached_property
    def _routes(self) -> dict[date, DisciplineRoute]:
        return {}


def columns_of(data: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The columns of Case that a new row of either kind has; ``data``: of the opening act: person, cell (his, that
    day), inspected (the organisation that it is about; then neither counts, unless it has no secretary), day.
    """
    inspected: Organization | None = data.get("inspected")
    day = data.get("day") or on
    person = speaker_of(inspected, data.get("person"), day) if inspected else data["person"]
    place: Organization = inspected or data["cell"]
    return {
        "kind": "discipline",
        "subject": Person.objects.select_for_update().get(pk=person.pk),
        "organization": place,
        "of_organization": inspected is not None,
        "opened_on": on,
        "last_day": day,
        "in_own_file": False,
        "search": f"{person.search} {place.search}"[:250],
    }
