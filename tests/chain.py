"""A small Khối with one complete chain, and a driver that moves a dossier along it by the real ``act``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from admission.flows import AdmissionFlow
from admission.models import Dossier
from organization.models import (
    Body,
    BodyKind,
    Kind,
    Organization,
    Person,
    Power,
    PowerGrant,
    Role,
    Standing,
    User,
)
from tests.factories import SINCE, body, membership, organization, person, seat, user
from tests.holding_meetings import HoldingMeetings
from workflows.actions import Result, act, act_on_case, open_case
from workflows.models import Task

START = date(2025, 8, 4)
#: From this day the law of the classes names the centres of communes; before it those of districts (06-HD/TW).
COMMUNE_CENTRES = date(2025, 6, 9)


@dataclass
class Chain:
    """Organisations, bodies, members and log-ins; ``actors``: {step: user who usually acts}."""

    khoi: Organization
    base: Organization
    section: Organization | None
    cell: Organization
    bodies: dict[str, Body]
    members: list[Person]
    applicant: User
    users: dict[str, User]
    actors: dict[str, User] = field(default_factory=dict)


#: Where the cell stands in each chain: (kind of the organisation above, kind of the grassroots one). A grassroots cell
#: is the cell itself; "" says that the cell stands right under the organisation above.
PLACES = {
    "p0": (Kind.SUPERIOR, Kind.COMMUNE_BASE),
    "p1": (Kind.SUPERIOR, Kind.BASE),
    "p2": (Kind.SUPERIOR, Kind.BASE),
    "p3": (Kind.SUPERIOR, Kind.BASE),
    "p4": (Kind.SUPERIOR, Kind.BASE_CELL),
    "p5": (Kind.SUPERIOR, ""),
    "p6": (Kind.DIRECT, Kind.BASE),
    "p6_cell": (Kind.DIRECT, Kind.BASE_CELL),
}
#: chain -> power that the grassroots organisation was granted
GRANTED = {"p2": Power.AUTHORISED, "p3": Power.UPPER_LEVEL}


def build_chain(profile: str = "p1", *, with_section: bool = True, official_members: int = 5) -> Chain:
    """A cell of ``official_members``, its base organisation and the committee above; committees of five and seven.

    Before 2025 "p1" goes as P0K. With "p2" the base is authorised, with "p3" it has upper-level powers and decides by a
    standing committee of its own; with "p4" and "p6_cell" the cell has no base above, and is ``base`` itself; with "p5"
    it stands right under the organisation that decides, which is ``base`` too; with "p6" the base stands directly under
    the Centre's organisation. Two of its standing committee head departments.
    """
    decides, grassroots = PLACES[profile]
    alone = grassroots in (Kind.BASE_CELL, "")
    centre = organization(Kind.CENTRAL)
    direct = organization(Kind.DIRECT, parent=centre)
    khoi = direct if decides == Kind.DIRECT else organization(Kind.SUPERIOR, parent=direct)
    base = organization(grassroots, parent=khoi) if grassroots else khoi
    section = organization(Kind.SECTION, parent=base) if with_section and not alone else None
    cell = base if grassroots == Kind.BASE_CELL else organization(Kind.CELL, parent=section or base)
    if profile in GRANTED:
        PowerGrant.objects.create(
            organization=base, power=GRANTED[profile], decision_number="7-QĐ/ĐUK", decided_on=SINCE, since=SINCE
        )
    decider = base if profile == "p3" else khoi
    bodies = {
        "cell": body(cell, BodyKind.CELL, symbol="CB"),
        "department": body(decider, BodyKind.ORGANIZATION_DEPARTMENT, symbol="BTC"),
        "inspection": body(decider, BodyKind.INSPECTION, symbol="UBKT"),
        "standing": body(decider, BodyKind.STANDING_COMMITTEE, symbol="ĐUK"),
    }
    if not alone:
        bodies["grassroots"] = body(base, BodyKind.COMMITTEE, symbol="ĐU")
    if section:
        bodies["section"] = body(section, BodyKind.SECTION_COMMITTEE)
    members = [person(f"Member Of Cell {number}") for number in range(official_members)]
    for member in members:
        membership(member, cell, Standing.OFFICIAL)
    applicant = person("Nguyen Applicant", born_on=date(1999, 3, 15))
    membership(applicant, cell, Standing.SYMPATHIZER, since=date(2023, 1, 10))
    users = {"applicant": user(applicant)}
    for name, holder, role in (("cell", members[0], Role.SECRETARY), ("clerk", members[1], Role.CLERK)):
        seat(holder, bodies["cell"], role)
        users[name] = user(holder)
    elsewhere = organization(Kind.CELL, parent=khoi) if alone else base
    for name, size in (("grassroots", 5), ("standing", 7), ("section", 3)):
        for number in range(size) if name in bodies else ():
            holder = person(f"{name.title()} Member {number}")
            membership(holder, elsewhere, Standing.OFFICIAL)
            seat(holder, bodies[name], Role.SECRETARY if number == 0 else Role.MEMBER)
            if name == "standing" and number in (2, 3):
                seat(holder, bodies["department" if number == 2 else "inspection"], Role.HEAD)
            login = user(holder)
            users.setdefault(name, login)
            if number == 1:
                users[f"{name}_member"] = login
    officer = person("Department Officer")
    seat(officer, bodies["department"], Role.OFFICER)
    users["department"] = user(officer)
    chain = Chain(khoi, base, section, cell, bodies, members, users["applicant"], users)
    of_cell = ("draft", "verify", "certify_in_cell", "completion", "cell", "supplement", "receipt", "ceremony")
    chain.actors = {
        **dict.fromkeys(of_cell, users["cell"]),
        **dict.fromkeys(
            ("certify_above", "cell_shortfall", "grassroots_shortfall", "standing", "decision"), users["standing"]
        ),
        **dict.fromkeys(("appraisal", "refusal_notice"), users["department"]),
    }
    if not alone:
        of_base = ("certify", "grassroots", "authorised_shortfall", "authorised_decision", "authorised_notice")
        chain.actors |= dict.fromkeys(of_base, users["grassroots"])
    if section:
        chain.actors["section"] = users["section"]
    return chain


class Journey(HoldingMeetings):
    """One dossier of a chain; ``day`` moves on by ``pace`` days with every act unless told otherwise."""

    def __init__(self, chain: Chain, *, start: date = START, pace: int = 1) -> None:
        self.chain, self.day, self.pace = chain, start, timedelta(days=pace)
        data = {
            "person": chain.applicant.person,
            "authorisation_number": "12-NQ/ĐU",
            "authorised_on": start - timedelta(days=3),
            "acknowledge": True,
        }
        result = open_case(
            AdmissionFlow, by=chain.users["cell"], body=chain.bodies["cell"], on=start, key=uuid4(), data=data
        )
        self.case_id = result.case.pk

    @property
    def dossier(self) -> Dossier:
        return Dossier.objects.select_related("subject", "organization").get(pk=self.case_id)

    @property
    def task(self) -> Task:
        return Task.objects.open().select_related("body").get(process_id=self.case_id)

    @property
    def step(self) -> str:
        return str(self.task.flow_task.name)

    def actor(self) -> User:
        """Who usually acts at the open step."""
        return self.chain.actors[self.step]

    def do(
        self, verb: str, *, by: User | None = None, on: date | None = None, key: UUID | None = None, **data: Any
    ) -> Result:
        """Do a verb on the open task as the one who usually acts there."""
        if on is None:
            self.day += self.pace
        self.day = on or self.day
        task = self.task
        actor = by or self.chain.actors[task.flow_task.name]
        return act(task, verb, by=actor, on=self.day, key=key or uuid4(), data=data)

    def do_on_case(self, verb: str, *, by: User | None, **data: Any) -> Result:
        self.day += self.pace
        return act_on_case(self.dossier, verb, by=by, on=self.day, key=uuid4(), data=data)

    def draft(self) -> None:
        """Papers, particulars and introducers of the straight way, up to the verification."""
        self.do("file_paper", code="application", issued_on=self.day)
        self.do("file_paper", code="cv", issued_on=self.day)
        self.do(
            "file_paper",
            code="class_certificate",
            number="07/CN",
            issued_on=self.day - timedelta(days=400),
            certificate_issuer="political_centre" if self.day >= COMMUNE_CENTRES else "district_centre",
        )
        self.do(
            "record_particulars",
            education="higher",
            citizen=True,
            dignitary=False,
            youth_union_exists=False,
            of_youth_age=False,
            youth_union_member=False,
            trade_union_exists=False,
            trade_union_member=False,
        )
        for member in self.chain.members[2:4]:
            self.do("add_introducer", person=member.public_id, together_since=date(2022, 1, 10), substitute=False)
        self.do("submit_for_verification")

    def verify(self) -> None:
        self.do("request_verification", relation="cha", person_name="X", place="Y", abroad=False, sent_on=self.day)
        request = self.dossier.verifications.get()
        self.do("record_reply", request=request.public_id, replied_on=self.day, clear=True, summary="ok")
        self.do("conclude_verification", remarks="tốt")

    def certify(self) -> None:
        self.do("certify_cv", cv_true=True, political_issue="none", signed_on=self.day)

    def complete(self) -> None:
        self.do("file_paper", code="introduction_letter", issued_on=self.day, issuer="A")
        self.do("file_paper", code="introduction_letter", issued_on=self.day, issuer="B")
        self.do("file_paper", code="opinions", issued_on=self.day, opinions_organizations=True, opinions_residence=True)
        self.do("declare_complete")

    def to(self, step: str) -> "Journey":
        """Go the straight way until ``step`` is open; "end": until the person is a member."""
        ways: dict[str, Callable[[], object]] = {
            "draft": self.draft,
            "verify": self.verify,
            "certify": self.certify,
            "certify_in_cell": self.certify,
            "certify_above": self.certify,
            "completion": self.complete,
            "cell": self.vote,
            "section": lambda: self.do(
                "appraise_section", held_on=self.day + self.pace, report_number="03-BC/ĐUBP", remarks="đủ"
            ),
            "grassroots": self.vote,
            "appraisal": lambda: self.do("appraise", register_number="15", remarks="đủ", extract_sent=True),
            "standing": self.vote,
            "decision": lambda: self.do("issue_decision", on=self.day + self.pace, signed_on=self.day + self.pace),
            "authorised_decision": lambda: self.do(
                "issue_decision", on=self.day + self.pace, signed_on=self.day + self.pace
            ),
            "receipt": lambda: self.do("receive_decision", on=self.day + self.pace, received_on=self.day + self.pace),
            "ceremony": lambda: self.do(
                "hold_ceremony",
                on=self.day + self.pace,
                held_on=self.day + self.pace,
                helper=self.chain.members[2].public_id,
                consent_number="",
                consent_on=None,
            ),
        }
        wanted = "probation" if step == "end" else step
        while self.step != wanted:
            ways[self.step]()
        return self
