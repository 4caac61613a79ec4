"""A discipline case about a party organisation, moved along its way by the real acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from organization.models import Body, BodyKind, Organization, Person, Role, Seat, User
from organization.queries import belonging_to
from permissions.catalogue import roles_for
from tests.chain import Chain
from tests.discipline.matters import START, Matter, build_matter_chain
from tests.factories import body, membership, person, seat, user
from workflows.models import Event, Judgement


def build_collective_chain(**given: Any) -> Chain:
    """As ``build_matter_chain``, with a committee of five above the grassroots, which decides on dissolutions."""
    chain = build_matter_chain(**given)
    chain.bodies["committee"] = body(chain.khoi, BodyKind.COMMITTEE, symbol="ĐUK")
    for number in range(5):
        holder = person(f"Committee Member {number}")
        membership(holder, chain.base)
        seat(holder, chain.bodies["committee"], Role.SECRETARY if number == 0 else Role.MEMBER)
        chain.users[f"committee_{number}"] = user(holder)
    return chain


class CollectiveMatter(Matter):
    """About ``organization``, the cell unless told; registered by the inspection commission of the grassroots."""

    opening = "register_organization_report"

    def __init__(
        self,
        chain: Chain | None = None,
        *,
        organization: Organization | None = None,
        registrar: str = "base_inspection",
        start: date = START,
        **data: Any,
    ) -> None:
        chain = chain or build_collective_chain()
        self.organization = organization or chain.cell
        # whoever speaks for it acts in none of its bodies here
        accused: Person = chain.members[0]
        given = {
            "person": None,
            "code": "VO03",
            "described": "Broke its working rules",
            **data,
        }
        super().__init__(chain, accused=accused, registrar=registrar, start=start, **given)

    def more(self) -> dict[str, Any]:
        return {"accused": self.organization}

    @property
    def speaker(self) -> User:
        """Who follows the case for the organisation on the day."""
        return User.objects.get(person_id=self.case.followed_by(self.day))

    def _actor(self, of: Body, perm: str) -> User:
        """Who may, in the body; nobody of the organisation concerned."""
        seats = Seat.objects.on(self.day).filter(body=of, role__in=roles_for(perm, of.kind))
        holders = [row.person for row in seats.exclude(person=self.accused).order_by("pk")]
        belonging = belonging_to(self.organization.pk, self.day).persons
        holder = next((one for one in holders if one.pk not in belonging), holders[0])
        return User.objects.filter(person=holder).first() or user(holder)

    def screen(self, *, matter: str = "", form: str = "warning", **data: Any) -> None:
        ground = {"dissolution_ground": "principles"} if form == "dissolution" else {}
        self.do("begin_screening", expected_form=form, **{**ground, **data})

    def criticise(self, **data: Any) -> None:
        base = self.case.own_base(self.day)
        given = {"account": "We admit it.", "held_on": self.day, "base": base, "votes_reprimand": base - 1, **data}
        self.do("hand_in_criticism", by=self.speaker, **given)

    def verify(self, *, form: str = "") -> None:
        for row in self.case.violations.all():
            self.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
        self.send_up(form=form)

    def send_up(self, *, form: str = "", **data: Any) -> None:
        self.do("send_to_superior", **{"number": "04-BC/UBKT", "proposed_form": form, "remarks": "", **data})

    def to_meeting(self) -> CollectiveMatter:
        if self.step != "meeting":
            self.appraise()
        return self

    def move_all(self, receiving: Organization) -> None:
        self.do_on_case(
            "move_members", by=self.actor(), members=list(self.case.remaining(self.day)), receiving=receiving
        )


def stored() -> tuple[int, int]:
    """How many acts and events there are."""
    return Judgement.objects.count(), Event.objects.count()
