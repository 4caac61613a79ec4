"""What the members of a party organisation vote on in a matter about it: the form that it proposes for itself, nothing
else (discipline.md 5, last line; V06).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from discipline.ballots import forms_ballot
from discipline.codes import FORM_LABELS, NO_DISCIPLINE, SubjectKind
from discipline.competence import Powers
from organization.models import Body, Organization, Person
from organization.queries import LEADING, belonging_to, bodies_of, secretary_of
from workflows.acting import Refused
from workflows.meetings.outcomes import FormsOutcome, Mode, forms_outcome
from workflows.meetings.rosters import roster_of
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from discipline.routes import DisciplineRoute
    from workflows.meetings.ballot import Ballot


class MembersVote:
    """Of a case about an organisation."""

    organization: Organization
    organization_id: int
    law: Any

    if TYPE_CHECKING:

        def route(self, on: date) -> DisciplineRoute: ...

    def own_day(self, on: date) -> date:
        """The day, or its last one where it had ended by then."""
        ended = self.organization.until
        return on if ended is None or ended > on else ended - timedelta(days=1)

    def own_body(self, on: date) -> Body:
        """The body of its members, which proposes for itself; of an organisation that has ended, that of its last day
        (a convention). Raises NoRoute.
        """
        day = self.own_day(on)
        bodies = self.route(on).bodies if day == on else bodies_of([self.organization], day)
        return leading_of(self.organization, bodies)

    def own_base(self, on: date) -> int:
        """How many members count in a vote of the organisation itself on the day (DIS-72); those exempt count."""
        return sum(row.counted for row in roster_of(self.own_body(on), self.own_day(on), self.law(on)))

    def own_ballot(self, on: date) -> Ballot:
        """One ballot of all forms open to an organisation, of which it may decide none."""
        return forms_ballot(
            self.law(on),
            subject_kind=SubjectKind.ORGANIZATION,
            holds_office=False,
            powers=Powers(),
            question="",
            labels={**{form.value: _(label) for form, label in FORM_LABELS.items()}, NO_DISCIPLINE: _("No discipline")},
        )

    def own_outcome(self, votes: Mapping[str, int], base: int, on: date) -> FormsOutcome:
        """What the members propose for their organisation: nothing is added up in a proposal (DIS-74). Raises
        CountsDoNotClose.
        """
        asked = self.own_ballot(on).forms_vote
        assert asked is not None
        return forms_outcome(
            votes, base, asked.ballot, mode=Mode.PROPOSE, power=frozenset(), above_power=asked.above_power
        )


def leading_of(organization: Organization, bodies: Mapping[tuple[int, str], Body]) -> Body:
    """Of the bodies that of its members: the one that leads it. Raises NoRoute."""
    found = next((body for kind in LEADING if (body := bodies.get((organization.pk, kind)))), None)
    if found is None:
        raise NoRoute(_("%(organization)s has no body of its members.") % {"organization": organization})
    return found


def speaker_of(organization: Organization, named: Person | None, on: date) -> Person:
    """Who speaks for the organisation: its secretary of the day; where it has none, who was named and belongs to it.
    Raises Refused.
    """
    found = secretary_of(organization.pk, on)
    if found is not None:
        return found
    if named is None:
        raise Refused({"person": _("It has no secretary on that day: name who speaks for it.")})
    # of one that has ended it is asked who belonged to it on its last day (discipline.actions.ended)
    lives = organization.until is None or organization.until > on
    if lives and named.pk not in belonging_to(organization.pk, on).persons:
        told = {"person": named, "organization": organization}
        raise Refused({"person": _("%(person)s does not belong to %(organization)s on that day.") % told})
    return named
