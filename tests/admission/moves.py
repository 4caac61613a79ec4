"""Two places and a dossier that goes from one to the other by the real ``act``."""

from datetime import date, timedelta
from typing import Any

from organization.models import BodyKind, Kind, Organization, Role, Standing, User
from tests.chain import Chain, Journey, build_chain
from tests.factories import body, membership, organization, person, seat, user
from workflows.actions import Result
from workflows.days import calendar


def neighbour(chain: Chain, *, name: str = "Neighbour") -> tuple[Organization, User]:
    """Another cell of the same authority, with its secretary and two more official members."""
    base = organization(Kind.BASE, parent=chain.khoi)
    cell = organization(Kind.CELL, parent=base)
    meeting, committee = body(cell, BodyKind.CELL), body(base, BodyKind.COMMITTEE, symbol="ĐU")
    secretary = person(f"{name} Secretary")
    for member in (secretary, person(f"{name} Two"), person(f"{name} Three")):
        membership(member, cell, Standing.OFFICIAL)
    seat(secretary, meeting, Role.SECRETARY)
    head = person(f"{name} Head")
    membership(head, base, Standing.OFFICIAL)
    seat(head, committee, Role.SECRETARY)
    user(head)
    return cell, user(secretary)


class MovingJourney(Journey):
    """A dossier of ``chain`` whose applicant moves to ``there``."""

    def __init__(self, chain: Chain, there: Chain, **options: Any) -> None:
        super().__init__(chain, **options)
        self.there = there

    def to(self, step: str) -> "MovingJourney":
        super().to(step)
        return self

    @property
    def origin(self) -> dict[str, User]:
        return self.chain.users

    def open(
        self,
        to: Organization | None = None,
        *,
        by: User,
        decided_on: date | None = None,
        verb: str = "open_transfer",
        outside: str = "",
    ) -> Result:
        """The transfer to ``to`` (the cell of the other place unless told), decided the day before by default."""
        data = {
            "decision_number": "77-QĐ",
            "decided_on": decided_on or self.day,
            "destination": None if outside else to or self.there.cell,
            "outside": outside,
        }
        return self.do_on_case(verb, by=by, acknowledge=True, **data)

    def send(self, *, by: User) -> Result:
        on = self.day + self.pace
        return self.do("send_transfer", by=by, on=on, sent_on=on, letter_number="92-CV", acknowledge=True)

    def cancel(self, *, by: User) -> Result:
        on = self.day + self.pace
        return self.do("cancel_for_transfer", by=by, on=on, signed_on=on, reason="đã chuyển", acknowledge=True)

    def receive(self, *, by: User, cell: Organization | None = None) -> Result:
        on = self.day + self.pace
        return self.do("receive_transfer", by=by, on=on, received_on=on, cell=cell, acknowledge=True)

    def pass_on(self) -> None:
        """Opened, sent and taken in by the two authorities."""
        self.open(by=self.origin["department"])
        self.send(by=self.origin["department"])
        self.receive(by=self.there.users["department"], cell=self.there.cell)

    def assign(self, *, by: User, helper: str = "") -> Result:
        on = self.day + self.pace
        named = helper or self.there.members[2].public_id
        return self.do("assign_new_helper", by=by, on=on, helper=named, assigned_on=on, acknowledge=True)

    def settle(self) -> None:
        """From here on the other place acts: its members and who usually acts there."""
        self.chain = Chain(
            self.there.khoi,
            self.there.base,
            self.there.section,
            self.there.cell,
            self.there.bodies,
            self.there.members,
            self.chain.applicant,
            self.there.users,
            self.there.actors,
        )


def two_places(profile: str = "p1", there: str = "p1", **options: Any) -> MovingJourney:
    """A dossier just opened in a cell, and another place under another authority."""
    return MovingJourney(build_chain(profile, **options), build_chain(there), start=date(2025, 8, 4))


def working_days_before(day: date, count: int) -> date:
    """The latest day from which ``count`` working days lead to ``day``."""
    days, found = calendar(), day
    while days.working_days_between(found, day) < count:
        found -= timedelta(days=1)
    return found
