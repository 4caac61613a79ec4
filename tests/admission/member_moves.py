"""A member of one place who moves to another by the real ``act``."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from organization.models import Organization, User
from tests.admission.member_journey import MemberJourney, member_actors
from tests.chain import Chain, build_chain
from workflows.actions import Result, act_on_case


class MovingMember(MemberJourney):
    """The day after his ceremony at ``chain``; he moves to ``there``."""

    def __init__(self, chain: Chain, there: Chain, **options: Any) -> None:
        super().__init__(chain, **options)
        self.origin, self.there = chain, there

    @property
    def office(self) -> User:
        """Who acts for the body that introduces him to the new place."""
        alone = "grassroots" not in self.origin.users
        return self.origin.users["cell" if alone else "grassroots"]

    def on_case(self, verb: str, *, by: User, **data: Any) -> Result:
        """As of the present day."""
        return act_on_case(self.dossier, verb, by=by, on=self.day, key=uuid4(), data={"acknowledge": True, **data})

    def report(
        self,
        to: Organization | None = None,
        *,
        by: User | None = None,
        decided_on: date | None = None,
        outside: str = "",
        verb: str = "report_member_move",
    ) -> Result:
        """The decision moves him to ``to`` (the cell of the other place unless told); of the present day."""
        data = {
            "decision_number": "77-QĐ",
            "decided_on": decided_on or self.day,
            "destination": None if outside else to or self.there.cell,
            "outside": outside,
        }
        return self.on_case(verb, by=by or self.origin.users["cell"], **data)

    def file_for_move(self) -> None:
        helper = self.dossier.helper
        assert helper is not None
        self.file("transfer_self_criticism")
        self.file("helper_remarks", helper=helper.public_id)

    def remark(self, **data: Any) -> Result:
        return self.do(
            "remark_on_move",
            by=self.origin.users["cell"],
            on=self.day,
            **{"remarks": "chi ủy nhận xét tốt", "remarked_on": self.day, **data},
        )

    def write(self) -> None:
        """What the cell has to do before the letter."""
        self.file_for_move()
        self.remark()

    def send(self, **data: Any) -> Result:
        told = {
            "remarks": "đảng ủy nhận xét tốt",
            "cleared": True,
            "cleared_by": "UBKT, 9-CV",
            "letter_number": "5-GT",
            "sent_on": self.day,
        }
        return self.do("send_member", by=self.office, on=self.day, **{**told, **data})

    def let_go(self) -> None:
        """From the decision to the letter, all on one day."""
        self.report()
        self.write()
        self.send()

    def receive(self, *, by: User | None = None, cell: Organization | None = None, **data: Any) -> Result:
        who = by or self.there.users["cell"]
        return self.do("receive_member", by=who, on=self.day, **{"received_on": self.day, "cell": cell, **data})

    def assign(self, *, by: User | None = None, helper: str = "") -> Result:
        named = helper or self.there.members[2].public_id
        who = by or self.there.users["cell"]
        return self.do("assign_member_helper", by=who, on=self.day, helper=named, assigned_on=self.day)

    def arrive(self) -> None:
        """Taken in and helped at the new place; who usually acts is there from now on."""
        self.day += timedelta(days=1)
        self.receive()
        self.assign()
        self.settle()

    def settle(self) -> None:
        there = self.there
        self.chain = Chain(
            there.khoi,
            there.base,
            there.section,
            there.cell,
            there.bodies,
            there.members,
            self.origin.applicant,
            there.users,
            there.actors | member_actors(there),
        )


def moving_member(profile: str = "p1", there: str = "p1", **options: Any) -> MovingMember:
    """Two places under two authorities."""
    return MovingMember(build_chain(profile, **options), build_chain(there))


def propose(journey: MovingMember, by: User | None = None) -> Result:
    """His removal, because he did not present himself at the new place."""
    data = {"ground": "absent_after_transfer", "reason": "không nộp giấy giới thiệu"}
    return journey.on_case("propose_removal", by=by or journey.origin.users["cell"], **data)
