"""Which body does what about a case on a day: its place in the matrix of powers, computed, never chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from discipline.codes import Decider, Form, Level, Matter, SubjectClass, SubjectKind
from discipline.competence import (
    INSPECTIONS,
    LEVEL_OF,
    VERIFIES,
    Chain,
    Link,
    Powers,
    chain,
    mode_of,
    powers,
)
from discipline.offices import Office, class_of, committee_levels
from discipline.routes import DisciplineRoute, Place, body_of, deciders_of, offices_among, route_of, stands_in
from discipline.states import APPRAISED, CONDUCTED_ANEW, State
from organization.models import Body, BodyKind, Organization, Seat
from organization.queries import path_on, seats_of
from workflows.meetings.outcomes import Mode
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from organization.models import Person


class Bodies:
    """Of a discipline case: the way of the day, who stands on it, and what each may do about this person."""

    organization: Organization
    above: Organization | None
    above_id: int | None
    subject: Person
    subject_id: int
    subject_kind: str
    of_organization: bool
    matter: str
    expected_form: str
    managed_above: bool
    decider: str
    verified_above_on: date | None
    state: Any
    registrar: Body
    registrar_id: int
    data: dict[str, Any]
    finished: datetime | None
    receiver: Body | None
    issuer: Body | None
    law: Any

    if TYPE_CHECKING:

        def place_on(self, on: date) -> tuple[Level, list[Level]]: ...
        def collective_powers(self, decider: str, on: date) -> Powers: ...

    def route(self, on: date) -> DisciplineRoute:
        """Of the day, from where it answers; asked once for both and object. Raises NoRoute."""
        asked = (on, self.above_id)
        if asked not in self._routes:
            place = self.organization
            if not self.of_organization:
                place, _above = stands_in(place, on, self.subject_id)
            self._routes[asked] = route_of(place, on, self.law(on), self.above)
        return self._routes[asked]

    def places(self, on: date) -> Mapping[Decider, Place]:
        """The bodies of the matrix that exist on the way of the day, lowest first."""
        return {place.decider: place for place in deciders_of(self.route(on))}

    def offices_on(self, on: date) -> list[Office]:
        """His seats in committees on the day."""
        return offices_among(self.seats_on(on), self.route(on))

    def seats_on(self, on: date) -> list[Seat]:
        """All seats of the person concerned on the day; asked once per day and object, one statement."""
        if on not in self._seats:
            self._seats[on] = list(seats_of(self.subject, on))
        return self._seats[on]

    def class_on(self, on: date) -> SubjectClass:
        """His class in the matrix on the day."""
        return class_of(self.offices_on(on), managed_higher=self.managed_above)

    def holds_office(self, on: date) -> bool:
        return not self.of_organization and bool(self.offices_on(on))

    def powers_of(self, decider: str, on: date) -> Powers:
        """What the body of the matrix may do about him, or about the organisation."""
        if self.of_organization:
            return self.collective_powers(decider, on)
        return powers(self.law(on), Decider(decider), self.class_on(on), self._matter, grants=self.route(on).grants)

    def chain_on(self, on: date, form: str) -> Chain:
        """The whole way of a form from the lowest body up to the one that may decide it, with the article of each."""
        if self.of_organization:
            level, levels = self.place_on(on)
            return chain(
                self.law(on),
                subject_kind=SubjectKind.ORGANIZATION,
                form=Form(form),
                deciders=tuple(self.places(on)),
                organization_level=level,
                path=levels,
            )
        return chain(
            self.law(on),
            subject_kind=SubjectKind(self.subject_kind),
            form=Form(form),
            deciders=tuple(self.places(on)),
            subject_class=self.class_on(on),
            matter=self._matter,
            grants=self.route(on).grants,
            committees=committee_levels(self.offices_on(on)),
        )

    def mode(self, on: date) -> Mode:
        """Whether the vote of the body decides or proposes; fixed before it from the form that is expected."""
        if self.of_organization:
            decides = self.expected_form in self.collective_powers(self.decider, on).decides
            return Mode.DECIDE if decides else Mode.PROPOSE
        return self._mode_at(Decider(self.decider), self.expected_form, on)

    def mode_in_cell(self, form: str, on: date) -> Mode:
        """The same of his cell, if this form is expected."""
        return self._mode_at(Decider.CELL, form, on)

    def _mode_at(self, decider: Decider, form: str, on: date) -> Mode:
        return mode_of(
            self.law(on),
            decider,
            self.class_on(on),
            self._matter,
            Form(form) if form else None,
            grants=self.route(on).grants,
        )

    def link_here(self, on: date) -> Link | None:
        """What the body at which the case stands does about the form that is expected; None where it has no part."""
        if not self.expected_form:
            return None
        links = self.chain_on(on, self.expected_form).links
        return next((link for link in links if link.decider == self.decider), None)

    def go_up(self, on: date) -> bool:
        """Let the case stand at the next body of its way; False where there is none above."""
        order = list(Decider)
        here = order.index(Decider(self.decider))
        links = self.chain_on(on, self.expected_form).links if self.expected_form else ()
        above = [link.decider for link in links if order.index(link.decider) > here]
        # where the law of the day names nobody above, the next body that exists looks at all results
        above = above or self._looking_above(here, on)
        if not above:
            return False
        self.decider = above[0]
        self.verified_above_on = None  # each superior verifies by itself (DIS-61)
        return True

    def _looking_above(self, here: int, on: date) -> list[Decider]:
        """Who exists above the place ``here`` of the matrix, lowest first; of an organisation none of its own bodies,
        and first who may decide or propose the form, or any form, about it (DIS-65, 66).
        """
        places = self.places(on)
        above = [one for one in places if list(Decider).index(one) > here]
        if not self.of_organization:
            return above
        above = [one for one in above if places[one].body.organization_id != self.organization.pk]
        having = {one: self._having(one, on) for one in above}
        return sorted(above, key=lambda one: (self.expected_form not in having[one], not having[one]))

    def stand_at_power(self, on: date, form: str) -> None:
        """Let the case stand at the body that may decide the form. Raises NoRoute."""
        found = self.chain_on(on, form)
        if found.decider is None:
            raise NoRoute(_(found.reason))
        self.decider = found.decider

    def stand_at_body(self, body: Body, on: date) -> None:
        """Let the case stand at a body that takes it over. Raises NoRoute where it lies on no level of the way."""
        found = next((one for one, place in self.places(on).items() if place.body.pk == body.pk), None)
        if found is None:
            raise NoRoute(_("%(body)s lies on no level of the way of this case.") % {"body": body})
        self.decider = found
        self.verified_above_on = None

    def voting_body(self, on: date) -> Body:
        """The body that votes where the case stands. Raises NoRoute."""
        return self._body(self.decider, on)

    def deciding_body(self, on: date) -> Body:
        """The body whose decision it is, while it exists; the one of the way in its place afterwards."""
        return _alive(self.issuer, on) or self.voting_body(on)

    def expelling_body(self, on: date) -> Body:
        """The organisation with power to expel him, which also suspends him (DIS-108); of an organisation, with power
        to dissolve it (a convention: no text read says who suspends it). Raises NoRoute.
        """
        found = self.chain_on(on, Form.DISSOLUTION if self.of_organization else Form.EXPULSION)
        if found.decider is None:
            raise NoRoute(_(found.reason))
        return self._body(found.decider, on)

    def appraiser(self, on: date) -> Body:
        """Who appraises and hears for the body that votes: the inspection commission of its level, if there is one."""
        level = LEVEL_OF[Decider(self.decider)]
        places = self.places(on)
        inspection = next((one for one in INSPECTIONS if LEVEL_OF[one] == level and one in places), None)
        return self._body(inspection or self.decider, on)

    def conductor(self, on: date) -> Body:
        """Who conducts the examination: the body that registered the report or took the case, or the cell; of an
        organisation, who appraises for the body above it.
        """
        return _alive(self.registrar, on) or (
            self.appraiser(on) if self.of_organization else self._body(Decider.CELL, on)
        )

    def team_body(self, on: date) -> Body:
        """Who names the team: who conducts the examination, above the cell who appraises."""
        return self.appraiser(on) if self.state in APPRAISED else self.conductor(on)

    def receiving(self, on: date) -> Body:
        """To whom the case was handed over."""
        return _alive(self.receiver, on) or self.conductor(on)

    def common_superior(self, on: date) -> Body:
        """The inspection commission of the lowest organisation above both the sender and the receiver (DIS-63)."""
        sender = {place.pk for place in path_on(self.registrar.organization_id, on)}
        receiver = path_on(self.receiving(on).organization_id, on)
        common = [place for place in receiver if place.pk in sender]
        bodies = {
            body.organization_id: body
            for body in Body.objects.on(on).filter(
                organization__in=[place.pk for place in common], kind=BodyKind.INSPECTION
            )
        }
        found = next((bodies[place.pk] for place in common if place.pk in bodies), None)
        if found is None:
            raise NoRoute(_("No inspection commission stands above both organisations on that day."))
        return found

    def commissions_above(self, on: date) -> list[Body]:
        """The inspection commissions of the way: the case lies in their territory. That of an accused organisation is
        none of them.
        """
        found = [place.body for one, place in self.places(on).items() if one in INSPECTIONS]
        return [body for body in found if not (self.of_organization and body.organization_id == self.organization.pk)]

    def to_be_told(self, on: date) -> list[Body]:
        """The committees of which he is a member above his cell, and the commissions of the way (DIS-58)."""
        levels = committee_levels(self.offices_on(on)) - {Level.CELL} if not self.of_organization else frozenset()
        above = [place.body for place in self.places(on).values() if place.level in levels]
        return list({body.pk: body for body in [*above, *self.commissions_above(on)]}.values())

    @property
    def taken_over(self) -> bool:
        """Whether a superior took the examination over and conducts it now (DIS-60)."""
        return self.data.get("taken_over") == self.registrar_id

    def not_taken_over_because(self, on: date) -> str:
        """What stands against a superior taking the case over as it is, in words, or ""."""
        if self.finished is not None:
            return _("The case has ended here: it was handed over to an organisation outside this system.")
        superior = self.places(on).get(Decider.UPPER_INSPECTION)
        conducted = self.state in CONDUCTED_ANEW and self.state != State.HANDED_OVER
        if conducted and superior is not None and superior.body.pk == self.registrar_id:
            return _("%(body)s conducts the examination already.") % {"body": superior.body}
        if self.of_organization and superior is not None and not self._has_a_part(Decider.UPPER_INSPECTION, on):
            message = _("By the law of the day %(body)s neither decides nor proposes the form that is expected here.")
            return message % {"body": superior.body}
        return ""

    def _has_a_part(self, decider: Decider, on: date) -> bool:
        """Whether the body decides or proposes the form that is expected; any form while none is named (DIS-65, 66)."""
        having = self._having(decider, on)
        return self.expected_form in having if self.expected_form else bool(having)

    def _having(self, decider: Decider, on: date) -> frozenset[Form]:
        """The forms that the body may decide or propose here."""
        powers = self.powers_of(decider, on)
        return powers.decides | powers.proposes

    def verifies_only(self, on: date) -> bool:
        """Whether the body at which the case stands gives its opinion alone."""
        link = self.link_here(on)
        return link is not None and link.does == VERIFIES

    def _body(self, decider: str, on: date) -> Body:
        return body_of(self.route(on), Decider(decider))

    @property
    def _matter(self) -> Matter:
        return Matter(self.matter) if self.matter else Matter.CELL

    @cached_property
    def _routes(self) -> dict[tuple[date, int | None], DisciplineRoute]:
        return {}

    @cached_property
    def _seats(self) -> dict[date, list[Seat]]:
        return {}


def _alive(body: Body | None, on: date) -> Body | None:
    return body if body is not None and (body.until is None or body.until > on) else None
