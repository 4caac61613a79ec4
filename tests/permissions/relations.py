"""One small Khối with a file of every kind, and everybody who stands in some relation to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from organization.imports.models import ListImport
from organization.models import BodyKind, Kind, Role, Standing, User
from tests.chain import Chain, Journey
from tests.discipline.complaints.grievances import Grievance, build_grievance_chain
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.inspections.searches import Search
from tests.discipline.matters import START, Matter
from tests.factories import body, membership, organization, person, seat, user
from workflows.models import Case

#: Whoever no relation names, and who has signed in.
ANONYMOUS = "anonymous"


@dataclass
class Khoi:
    """``people``: {relation: log-in}, None for nobody signed in; ``files``: {kind of file: case}."""

    day: date
    chain: Chain
    journey: Journey
    people: dict[str, User | None]
    files: dict[str, Case]
    meeting: Any
    item: Any


def build_khoi() -> Khoi:
    """Everything by the real acts. The accused is a deputy of the section's committee: his case must not exist for him
    there."""
    chain = build_grievance_chain()
    accused, complainant = chain.members[3], chain.members[4]
    journey = Journey(chain)
    journey.draft()
    journey.do("request_verification", relation="cha", person_name="X", place="Y", abroad=False, sent_on=journey.day)
    grievance = _complained(chain, complainant)
    denunciation, inspection = Denounced(chain), Search(chain)
    matter = Matter(chain, accused=accused, start=START + timedelta(days=60)).to("cell")
    matter.meet()
    matter.open_vote()
    people = _people(chain, accused, complainant)
    team, root = _signed_in(people, "team"), _signed_in(people, "superuser")
    ListImport.objects.create(listing="seats", file_name="a.csv", sha256="0" * 64, size=1, by=root)
    until = matter.day + timedelta(days=90)
    matter.do_on_case("name_to_team", by=matter.actor(), member=team, leads=False, until=until)
    files = {
        "dossier": journey.dossier,
        "matter": matter.case,
        "complaint": grievance.complaint,
        "denunciation": denunciation.case,
        "inspection": inspection.case,
    }
    return Khoi(matter.day, chain, journey, people, files, matter.item.meeting, matter.item)


def _signed_in(people: dict[str, User | None], name: str) -> User:
    found = people[name]
    assert found is not None
    return found


def _complained(chain: Any, by: Any) -> Grievance:
    """About a warning that the cell has decided: waiting for its intake."""
    decided = Matter(chain, accused=by).to("cell", form="warning")
    decided.vote_forms(decided.all_for("warning"))
    decided.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    decided.do("announce_decision", place="Hall", receipt="handed", note="")
    decided.do("take_effect", reported_number="07-BC/CB")
    found = Grievance(decided)
    found.complain()
    return found


def _people(chain: Any, accused: Any, complainant: Any) -> dict[str, User | None]:
    def login(holder: Any) -> User:
        return User.objects.filter(person=holder).first() or user(holder)

    def seated(of: Any, role: str, **given: Any) -> User:
        holder = person(f"{role} of {of.name}")
        seat(holder, of, role, **given)
        return user(holder)

    sibling = organization(Kind.CELL, parent=chain.base)
    other = organization(Kind.SUPERIOR, parent=organization(Kind.DIRECT, parent=organization(Kind.CENTRAL)))
    newcomer = person("Unsuspecting Member")
    plain = person("Member Of The Cell")
    for member in (newcomer, plain):
        membership(member, chain.cell, Standing.OFFICIAL)
    bodies = chain.bodies
    seat(accused, bodies["section"], Role.DEPUTY_SECRETARY)
    seat(newcomer, bodies["section"], Role.MEMBER)
    return {
        ANONYMOUS: None,
        "stranger": user(person("Nobody In Particular")),
        "superuser": user(username="root", is_superuser=True),
        "applicant": chain.users["applicant"],
        "accused": login(accused),
        "complainant": login(complainant),
        "introducer": login(chain.members[2]),
        "team": seated(body(chain.cell, BodyKind.OFFICE), Role.OFFICER),
        "unsuspecting": user(newcomer),
        "cell member": user(plain),
        "cell secretary": chain.users["cell"],
        "cell clerk": chain.users["clerk"],
        "former cell secretary": seated(bodies["cell"], Role.DEPUTY_SECRETARY, until=START - timedelta(days=1)),
        "sibling secretary": seated(body(sibling, BodyKind.CELL, symbol="CB2"), Role.SECRETARY),
        "section secretary": chain.users["section"],
        "grassroots secretary": chain.users["grassroots"],
        "grassroots member": chain.users["grassroots_member"],
        "grassroots inspection": chain.users["base_inspection"],
        "department officer": chain.users["department"],
        "inspection head": login(bodies["inspection"].seats.get(role=Role.HEAD).person),
        "inspection member": chain.users["inspection_2"],
        "standing secretary": chain.users["standing"],
        "standing member": chain.users["standing_member"],
        "committee member": login(bodies["khoi_committee"].seats.filter(role=Role.MEMBER).order_by("pk")[0].person),
        "other Khối's inspection": seated(body(other, BodyKind.INSPECTION, symbol="UBKT2"), Role.HEAD),
    }
