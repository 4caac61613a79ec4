"""What a discipline case about a party organisation answers beside one about a member (discipline.md 5, last line).

Its members vote on nothing but the form that the organisation proposes for itself; who stands above it decides.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from discipline.codes import Answer, Decider, Form, Level
from discipline.competence import LEVEL_OF, PROPOSES, Powers, organization_powers, to_accused
from discipline.members_vote import MembersVote
from discipline.routes import level_of, levels_of
from organization.models import Membership, Standing
from organization.queries import subtree_on
from workflows.meetings.rosters import roster_of
from workflows.models import Deadline
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from discipline.competence import Chain
    from discipline.records import FormVote, Responsibility

#: What is done beside the open step about a person alone; of an organisation none of it is offered.
OF_PERSONS = (
    "suspend",
    "strike_off",
    "conclude_after_death",
    "note_proceedings",
    "report_no_leader",
    "send_leader",
    "end_sending",
)
#: Before whom an organisation that has ended answers.
STANDING_VERBS = ("conclude_standing", "conclude_standing_above")
#: And of a member none of this.
OF_COLLECTIVES = ("name_representative", "note_responsibility", "suspend_organization", *STANDING_VERBS)
#: Verbs of a step that gates shut for an organisation, and for a member: no page shows them there.
STEPS_OF_PERSONS = ("defer", "decide_by_judgment", "put_before_cell", "conclude_expulsion")
STEPS_OF_COLLECTIVES = ("send_to_superior",)


class Collective(MembersVote):
    """Of a discipline case."""

    of_organization: bool
    dissolution_ground: str
    form: str
    decider: str
    law: Any
    form_vote_rows: list[FormVote]
    tallies: Any
    responsibilities: Any
    complaints: Any
    pk: int

    if TYPE_CHECKING:

        def chain_on(self, on: date, form: str) -> Chain: ...

    def place_on(self, on: date) -> tuple[Level, list[Level]]:
        """The level of the organisation on the day, and the levels of its path, lowest first. Raises NoRoute."""
        route = self.route(on)
        return level_of(route, self.organization), levels_of(route)

    def collective_powers(self, decider: str, on: date) -> Powers:
        """What a body of the matrix may do about the organisation (DIS-65, 66)."""
        level, levels = self.place_on(on)
        body = Decider(decider)
        return organization_powers(self.law(on), body, to_accused(LEVEL_OF[body], level, levels))

    def stand_at_first(self, on: date, form: str) -> None:
        """Let the case stand at the lowest body that has a part in the form. Raises NoRoute."""
        found = self.chain_on(on, form)
        if not found.links:
            raise NoRoute(_(found.reason))
        self.decider = found.links[0].decider

    @property
    def dissolves(self) -> bool:
        return self.form == Form.DISSOLUTION

    def proposal_of_dissolution(self, on: date) -> tuple[int, int] | None:
        """(members counted, of these for it) of the last vote on it of the committee that proposes it (DIS-66); None
        where that one has not voted.
        """
        links = self.chain_on(on, Form.DISSOLUTION).links
        proposing = [link.decider for link in links if link.does == PROPOSES]
        voted = [row for row in self.form_vote_rows if row.decider in proposing]
        row = voted[-1] if voted else None
        held = self.tallies.filter(body_id=row.body_id, held_on=row.held_on).order_by("-pk").first() if row else None
        return (held.base, held.counts.get(Form.DISSOLUTION, 0)) if held else None

    def examined_members(self, on: date) -> bool | None:
        """Whether the responsibility of every member of its leading body is noted, the head among them (DIS-15); None
        while nobody's is.
        """
        noted = {row.person.public_id for row in self._noted}
        rows = roster_of(self.own_body(on), self.own_day(on), self.law(on)) if noted else []
        return {row.person for row in rows} <= noted if noted else None

    def spared_and_disciplined(self) -> bool | None:
        """Whether somebody who objected was disciplined all the same, in the case that is linked; None while nobody's
        part is noted.
        """
        objected = [row for row in self._noted if row.result == Answer.OBJECTED]
        return any(row.led_to is not None and row.led_to.form for row in objected) if self._noted else None

    @cached_property
    def _noted(self) -> list[Responsibility]:
        return list(self.responsibilities.select_related("person", "led_to"))

    def complaint_runs_until(self, on: date) -> date | None:
        """The last day on which the organisation may complain of the decision or of an answer to it, while that has not
        passed (DIS-112, 113, 126).
        """
        of_both = Deadline.objects.filter(Q(case_id=self.pk) | Q(case_id__in=self.complaints.values("pk")))
        clock = of_both.filter(kind="complaint", closed_on__isnull=True, due_on__gte=on).order_by("-due_on").first()
        return clock.due_on if clock else None

    def remaining(self, on: date) -> QuerySet[Membership]:
        """The members still counted in the organisation or below it on the day."""
        below = subtree_on(self.organization_id, on).values("pk")
        rows = Membership.objects.on(on).filter(organization_id__in=below)
        rows = rows.filter(standing__in=(Standing.OFFICIAL, Standing.PROBATIONARY))
        return rows.select_related("person", "organization").order_by("person__sort_name", "pk")
