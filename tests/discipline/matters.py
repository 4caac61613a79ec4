"""A discipline case in a small Khối, moved along its way by the real ``act``; meetings are held as everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from discipline.flows import DisciplineFlow
from discipline.models import DisciplineCase
from organization.models import Body, BodyKind, Person, Role, Seat, User
from permissions.catalogue import roles_for
from tests.chain import Chain, build_chain
from tests.factories import body, person, seat, user
from tests.holding_meetings import HoldingMeetings, signed_minutes
from workflows.actions import Result, act, act_on_case, open_case
from workflows.meetings.models import AgendaItem
from workflows.models import Task

START = date(2025, 8, 4)
ELEMENTS = ["content", "nature", "degree", "harm", "cause", "circumstances"]


def build_matter_chain(**given: Any) -> Chain:
    """As ``build_chain``, with an inspection commission of three at the grassroots too and heads in both."""
    chain = build_chain(**given)
    if chain.base.pk != chain.khoi.pk:
        chain.bodies["base_inspection"] = body(chain.base, BodyKind.INSPECTION, symbol="UBKTCS")
    for name in ("base_inspection", "inspection"):
        commission = chain.bodies.get(name)
        if commission is None:
            continue
        heads = Seat.objects.filter(body=commission, role=Role.HEAD)
        for number in range(3):
            holder = person(f"{name} {number}")
            head = number == 0 and not heads.exists()
            seat(holder, commission, Role.HEAD if head else Role.DEPUTY_HEAD if number == 1 else Role.MEMBER)
            chain.users.setdefault(name if number == 1 else f"{name}_{number}", user(holder))
    return chain


class Matter(HoldingMeetings):
    """One case about a member of the cell; ``day`` moves on by ``pace`` days with every act unless told otherwise."""

    opening = "register_report"

    def __init__(
        self,
        chain: Chain | None = None,
        *,
        accused: Person | None = None,
        registrar: str = "cell",
        start: date = START,
        pace: int = 1,
        **data: Any,
    ) -> None:
        self.chain = chain or build_matter_chain()
        self.accused = accused or self.chain.members[3]
        self.day, self.pace = start, timedelta(days=pace)
        given = {
            "person": self.accused,
            "cell": self.chain.cell,
            "subject_kind": "official",
            "day": start,
            "source": "conclusion",
            "source_number": "15-KL/UBKT",
            "described": "Broke the working rules of the cell",
            "code": "VM01",
            "started_on": start - timedelta(days=200),
            "acknowledge": True,
            **data,
            **self.more(),
        }
        registering = self.chain.bodies[registrar]
        result = open_case(
            DisciplineFlow,
            by=self._actor(registering, "register_report"),
            body=registering,
            on=start,
            key=uuid4(),
            data=given,
            verb=self.opening,
        )
        self.case_id = result.case.pk

    def more(self) -> dict[str, Any]:
        """What else the opening act is told."""
        return {}

    @property
    def case(self) -> DisciplineCase:
        rows = DisciplineCase.objects.select_related("subject", "organization", "registrar", "issuer", "receiver")
        return rows.get(pk=self.case_id)

    @property
    def dossier(self) -> Any:
        """What a meeting calls the case."""
        return self.case

    @property
    def task(self) -> Task:
        return Task.objects.open().select_related("body").get(process_id=self.case_id)

    @property
    def step(self) -> str:
        return str(self.task.flow_task.name)

    def _actor(self, of: Body, perm: str) -> User:
        """Who may, in the body; never the person concerned."""
        seats = Seat.objects.on(self.day).filter(body=of, role__in=roles_for(perm, of.kind))
        holder = seats.exclude(person=self.accused).order_by("pk")[0].person
        found = User.objects.filter(person=holder).first()
        return found or user(holder)

    def actor(self) -> User:
        task = self.task
        assert task.body is not None
        return self._actor(task.body, task.perm)

    def do(
        self, verb: str, *, by: User | None = None, on: date | None = None, key: UUID | None = None, **data: Any
    ) -> Result:
        """Do a verb on the open task as one who may; ``day``: that of the act unless the data say another."""
        if on is None:
            self.day += self.pace
        self.day = on or self.day
        given = {"day": self.day, "acknowledge": True, **data}
        return act(self.task, verb, by=by or self.actor(), on=self.day, key=key or uuid4(), data=given)

    def do_on_case(self, verb: str, *, by: User | None, **data: Any) -> Result:
        self.day += self.pace
        given = {"day": self.day, "acknowledge": True, **data}
        return act_on_case(self.case, verb, by=by, on=self.day, key=uuid4(), data=given)

    # --- the phases

    def screen(self, *, matter: str = "cell", form: str = "warning", **data: Any) -> None:
        self.do("begin_screening", matter=matter, expected_form=form, **data)

    def prepare(self) -> None:
        self.do("prepare")
        self._make_known()

    def file_opening(self) -> None:
        """What discipline.md 4.1 wants before the plan is made known, on the day of the act before."""
        for code, asked in (("outline", "outline"), ("opening_minutes", "opinions")):
            paper = {"answers": {asked: "As the meeting has it."}}
            self.do("file_case_paper", on=self.day, code=code, paper=paper)

    def criticise(self, **data: Any) -> None:
        self.do("hand_in_criticism", **{"account": "I admit it.", "self_nominated": "reprimand", **data})

    def verify(self, *, form: str = "") -> None:
        for row in self.case.violations.all():
            self.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
        self.hear()
        self.do("put_before_cell", number="04-BC/CB", proposed_form=form, remarks="")

    def hear(self) -> None:
        self.do("record_hearing", representative="A representative", mandate="01-QĐ", opinion="He explains it.")

    def appraise(self) -> None:
        """From the appraisal of a superior level to its meeting."""
        while self.case.verifies_only(self.day):
            self.do("forward_appraisal", number="05-BC", remarks="agreed")
        self.do("record_own_verification", number="06-QĐ/UBKT", remarks="verified")
        self.do("go_to_hearing")
        self.hear()
        self.do("go_to_meeting")

    def to(self, step: str, *, form: str = "warning") -> Matter:
        """Go the straight way until ``step`` is open."""
        ways = {
            "intake": lambda: self.screen(form=form),
            "screening": lambda: self.do("prepare"),
            "preparing": self._make_known,
            "self_criticism": self.criticise,
            "verifying": self.verify,
        }
        while self.step != step:
            ways[self.step]()
        return self

    def _make_known(self) -> None:
        self.do("issue_plan", number="03-KH/CB", allegations="Broke the working rules")
        self.file_opening()
        self.do("make_plan_known", how="at the opening meeting")

    # --- meetings

    @property
    def item(self) -> AgendaItem:
        item = self.case.agenda_item
        assert item is not None
        return item

    @property
    def decides(self) -> bool:
        return str(self.case.mode(self.day)) == "decide"

    @property
    def recording_verb(self) -> str:
        what = "decision" if self.decides else "proposal"
        return f"record_cell_{what}" if self.step == "cell" else f"record_level_{what}"

    def open_vote(self, *, form: str = "secret", medium: str = "paper", tellers: list[str] | None = None) -> Result:
        accused = self.accused.public_id
        able = [row["person"] for row in self.item.roster if row["votes"] and row["person"] != accused]
        named = able[-2:] if tellers is None else tellers
        verb = "open_deciding_vote" if self.decides else "open_vote"
        return self.do(verb, on=self.day, form=form, medium=medium, tellers=named if form == "secret" else [])

    def vote_forms(self, votes: Mapping[str, int], *, invalid: int = 0, record: bool = True, **data: Any) -> Any:
        """A whole meeting at which everybody is present; ``votes``: {form: n}."""
        self.meet(**{key: data.pop(key) for key in ("chair", "secretary", "chair_sent_by") if key in data})
        self.open_vote()
        self.do("seal_box", on=self.day)
        handed = sum(row["votes"] for row in self.item.roster)
        counts = {"issued": handed, "returned": sum(votes.values()) + invalid, "invalid": invalid, "votes": dict(votes)}
        self.do("count_votes", on=self.day, minutes=signed_minutes(), **counts)
        return self.record_vote(**data) if record else None

    def record_vote(self, **data: Any) -> Result:
        given = {"resolution_number": "05-BB", "conclusion": "Concluded.", "conclusion_elements": ELEMENTS, **data}
        return self.do(self.recording_verb, on=self.day, **given)

    def all_for(self, form: str) -> dict[str, int]:
        """Everybody who is handed a ballot marks the form."""
        body_of = self.task.body
        assert body_of is not None
        rows = self.case.roster(body_of, self.day, {row.person: "present" for row in self.roster()})
        return {form: sum(row.votes for row in rows)}
