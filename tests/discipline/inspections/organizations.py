"""Inspections and supervisions of a party organisation, moved along their way by the real acts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from organization.models import Body, Organization, Seat, User
from organization.queries import belonging_to, secretary_of
from permissions.catalogue import roles_for
from tests.chain import Chain
from tests.discipline.collectives import CollectiveMatter, build_collective_chain
from tests.discipline.inspections import continued
from tests.discipline.inspections.continued import led_to
from tests.discipline.inspections.searches import START, Search
from tests.discipline.inspections.watches import Watch
from tests.discipline.matters import Matter
from tests.factories import user
from workflows.actions import Result


class OfOrganization(Search):
    """Of the cell unless told; whoever acts does not belong to it."""

    def __init__(
        self,
        chain: Chain | None = None,
        *,
        by: str = "inspection",
        organization: Organization | None = None,
        **data: Any,
    ) -> None:
        chain = chain or build_collective_chain()
        self.organization = organization or chain.cell
        super().__init__(chain, by=by, accused=secretary_of(self.organization.pk, START), **self.about(), **data)

    def about(self) -> dict[str, Any]:
        return {"inspected": self.organization}

    def holder(self, of: Body, perm: str) -> User:
        seats = Seat.objects.on(self.day).filter(body=of, role__in=roles_for(perm, of.kind))
        holders = [row.person for row in seats.select_related("person").order_by("pk")]
        belonging = belonging_to(self.organization.pk, self.day).persons
        holder = next((one for one in holders if one.pk not in belonging), holders[0])
        return User.objects.filter(person=holder).first() or user(holder)

    @property
    def speaker(self) -> User:
        return User.objects.filter(person=self.accused).first() or user(self.accused)

    def vote(self, **votes: int) -> Result:
        counts = votes or {"warning": 4, "reprimand": 1}
        return self.do("record_org_vote", number="03-KP", base=sum(counts.values()), votes=counts)

    def conclude(self, outcome: str = "shortcoming", **data: Any) -> Result:
        named = {"against_organization": outcome == "violation_to_discipline"}
        return super().conclude(outcome, **{**named, **data})

    def pass_on(self, verb: str = "go_on_with_discipline", **data: Any) -> Result:
        """Against the organisation unless ``against`` says whom."""
        row = data.get("against")
        about = {"code": "VM01", "matter": "cell"} if row and row.person else {"code": "VO03"}
        return super().pass_on(verb, **{**about, **data})


class WatchOfOrganization(OfOrganization, Watch):
    """A thematic supervision of it."""

    opening, model, flow = Watch.opening, Watch.model, Watch.flow

    def given(self) -> dict[str, Any]:
        return Watch.given(self)


def matter_of(search: OfOrganization) -> CollectiveMatter:
    """The discipline case about the organisation that the inspection has led to."""
    matter = CollectiveMatter.__new__(CollectiveMatter)
    matter.chain, matter.accused, matter.organization = search.chain, search.accused, search.organization
    matter.day, matter.pace = search.day, timedelta(days=1)
    matter.case_id = led_to(search).pk
    return matter


def of_a_person() -> Matter:
    """The case of a person whom the conclusion on an organisation names."""
    search = OfOrganization().to("reported")
    search.accused = search.chain.members[3]
    search.conclude("violation_to_discipline", against_organization=False, against_persons=[search.accused])
    search.to("published").pass_on(against=search.case.consequences.get())
    return continued.matter_of(search)
