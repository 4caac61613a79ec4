"""A case about the only secretary of a cell, with somebody sent from above to lead it in this case."""

from datetime import date, timedelta
from typing import Any

from organization.models import Body, User
from tests.chain import Chain
from tests.discipline.matters import Matter, build_matter_chain
from workflows.models import Case


class Led(Matter):
    """About the only secretary of the cell, reported to the commission above; ``leader`` acts for the cell."""

    leader: User

    def __init__(self, chain: Chain | None = None, **given: Any) -> None:
        chain = chain or build_matter_chain()
        super().__init__(chain, accused=chain.members[0], registrar="inspection", **given)
        self.leader = self.chain.users["section"]

    def _actor(self, of: Body, perm: str) -> User:
        return self.leader if of == self.chain.bodies["cell"] else super()._actor(of, perm)

    def send(self, *, by: User | None = None, days: int = 60, **data: Any) -> None:
        until = self.day + self.pace + timedelta(days=days)
        given = {"number": "15-CV/ĐU", "member": self.leader, "until": until, **data}
        self.do_on_case("send_leader", by=by or self.chain.users["grassroots"], **given)


def sent(**given: Any) -> Led:
    """Before the meeting of the cell, with somebody sent to lead it."""
    matter = Led(**given)
    matter.to("cell")
    matter.send()
    return matter


def sees(matter: Led, on: date) -> bool:
    return Case.objects.visible_to(matter.leader, on).filter(pk=matter.case_id).exists()
