"""A decision in force in a small Khối and a complaint about it, moved along its way by the real ``act``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from discipline.complaints.flows import ComplaintFlow
from discipline.complaints.models import Complaint
from organization.models import Body, BodyKind, Person, Role, Seat, User
from permissions.catalogue import roles_for
from tests.chain import Chain
from tests.discipline.matters import Matter, build_matter_chain
from tests.factories import body, person, seat, user
from tests.holding_meetings import HoldingMeetings, signed_minutes
from tests.workflows.files import pdf
from workflows.actions import Result, act, act_on_case, open_case
from workflows.meetings.models import AgendaItem
from workflows.models import Task

ALL_ASPECTS = ["content", "form", "procedure"]


def upload() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    return SimpleUploadedFile("chung-minh.pdf", pdf(), content_type="application/pdf")


def build_grievance_chain() -> Chain:
    """As ``build_matter_chain``, with a committee of the Khối, so that its ladder has all three organs."""
    chain = build_matter_chain()
    chain.bodies["khoi_committee"] = body(chain.khoi, BodyKind.COMMITTEE, symbol="ĐUK")
    for number in range(5):
        holder = person(f"Khoi Committee {number}")
        seat(holder, chain.bodies["khoi_committee"], Role.SECRETARY if number == 0 else Role.MEMBER)
    return chain


def decided(chain: Chain | None = None, *, form: str = "warning", receipt: str = "handed", **data: Any) -> Matter:
    """A case whose cell has decided the form: in force."""
    matter = Matter(chain or build_grievance_chain(), **data).to("cell", form=form)
    matter.vote_forms({form: 5})
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    matter.do("announce_decision", place="Hall", receipt=receipt, note="")
    matter.do("take_effect", reported_number="07-BC/CB")
    return matter


def expelled(chain: Chain | None = None, *, receipt: str = "handed") -> Matter:
    """A case in which the inspection commission of the Khối has decided an expulsion: in force."""
    matter = Matter(chain or build_grievance_chain()).to("cell", form="expulsion")
    matter.vote_forms(matter.all_for("expulsion"))
    while matter.step == "appraisal":
        matter.appraise()
        matter.vote_forms(matter.all_for("expulsion"))
    matter.do("sign_decision", complaint_to="UBKT")
    matter.do("announce_decision", place="Hall", receipt=receipt, note="")
    matter.do("take_effect", reported_number="07-BC")
    return matter


class Grievance(HoldingMeetings):
    """One complaint; ``day`` moves on by ``pace`` with every act unless told otherwise."""

    def __init__(self, matter: Matter, *, pace: int = 1) -> None:
        self.matter, self.chain, self.accused = matter, matter.chain, matter.accused
        self.day, self.pace = matter.day, timedelta(days=pace)
        self.complaint_id = 0

    @property
    def himself(self) -> User:
        return User.objects.filter(person=self.accused).first() or user(self.accused)

    @property
    def complaint(self) -> Complaint:
        rows = Complaint.objects.select_related("subject", "organization", "of", "issuer", "previous")
        return rows.get(pk=self.complaint_id)

    @property
    def dossier(self) -> Any:
        return self.complaint

    @property
    def task(self) -> Task:
        return Task.objects.open().select_related("body__organization").get(process_id=self.complaint_id)

    @property
    def step(self) -> str:
        return str(self.task.flow_task.name)

    def complain(self, to: str | Body = "base_inspection", *, by: User | None = None, **data: Any) -> Result:
        """By himself from his own file."""
        self.day += self.pace
        given = {"of": self.matter.case, "to": self.chain.bodies[to] if isinstance(to, str) else to, "day": self.day}
        given |= {"grounds": "The form is too heavy.", "asked": "A lighter form.", "acknowledge": True, **data}
        result = open_case(
            ComplaintFlow,
            by=by or self.himself,
            body=None,
            on=self.day,
            key=uuid4(),
            data=given,
            verb="complain",
        )
        self.complaint_id = result.case.pk
        return result

    def post(self, to: str = "base_inspection", *, at: str = "", **data: Any) -> Result:
        """Entered by the office of the level; ``at``: the body where it is entered."""
        self.day += self.pace
        entering = self.chain.bodies[at or to]
        given = {"of": self.matter.case, "to": self.chain.bodies[to], "day": self.day, "complained_on": self.day}
        given |= {"proof": "postmark", "own": True, "grounds": "g", "asked": "a", "acknowledge": True, **data}
        result = open_case(
            ComplaintFlow,
            by=self.officer(entering, "resolve_complaint"),
            body=entering,
            on=self.day,
            key=uuid4(),
            data=given,
            verb="enter_complaint",
        )
        self.complaint_id = result.case.pk
        return result

    def officer(self, of: Body, perm: str) -> User:
        """Who may in the body: not the person concerned, nor who is barred from the complaint."""
        barred: Mapping[int, str] = self.complaint.participants if self.complaint_id else {}
        seats = Seat.objects.on(self.day).filter(body=of, role__in=roles_for(perm, of.kind))
        holder = seats.exclude(person=self.accused).exclude(person_id__in=list(barred)).order_by("pk")[0].person
        return User.objects.filter(person=holder).first() or user(holder)

    def actor(self) -> User:
        task = self.task
        assert task.body is not None
        return self.officer(task.body, task.perm)

    def do(self, verb: str, *, by: User | None = None, on: date | None = None, **data: Any) -> Result:
        if on is None:
            self.day += self.pace
        self.day = on or self.day
        given = {"day": self.day, "acknowledge": True, **data}
        return act(self.task, verb, by=by or self.actor(), on=self.day, key=uuid4(), data=given)

    def do_on_case(self, verb: str, *, by: User, **data: Any) -> Result:
        self.day += self.pace
        given = {"day": self.day, "acknowledge": True, **data}
        return act_on_case(self.complaint, verb, by=by, on=self.day, key=uuid4(), data=given)

    def withdraw(self, **data: Any) -> Result:
        return self.do_on_case("withdraw_complaint", by=self.himself, **{"wish": "I wish it.", "urged": False, **data})

    def withdraw_by_letter(self, **data: Any) -> Result:
        """Recorded by the office that has the complaint."""
        given = {"written_on": self.day, "proof": "postmark", "received_by": "A clerk", "own": True, "urged": False}
        given |= {"wish": "I withdraw it.", "file": upload(), **data}
        office = self.complaint.conductor(self.day)
        return self.do_on_case("record_withdrawal", by=self.officer(office, "resolve_complaint"), **given)

    def ground(self, ground: str, **data: Any) -> Result:
        return self.do("note_ground", ground=ground, noted="As the paper shows.", file=upload(), **data)

    def to(self, step: str, *, form: str = "warning") -> Grievance:
        """Go the straight way until ``step`` is open."""
        ways: dict[str, Any] = {
            "received": lambda: self.do("look_at_complaint"),
            "admissibility": lambda: self.do("accept_complaint", number="01-TB/UBKT"),
            "accepted": lambda: self.do("verify_complaint", number="02-KH/UBKT"),
            "verifying": lambda: self.do("go_to_parties", number="03-BB", verified=ALL_ASPECTS, remarks="verified"),
            "hearing": lambda: self.hear_all(form),
        }
        while self.step != step:
            ways[self.step]()
        return self

    def hear(self, *parties: str, **data: Any) -> None:
        for party in parties:
            given = {"representative": "A representative", "opinion": "It is so.", **data}
            self.do("hear_party", party=party, **given)

    def take_up(self) -> None:
        """The superior hears him for itself and puts what was submitted before its meeting."""
        self.hear("complainant")
        self.do("take_submission", number="06-BC", remarks="taken")

    def hear_all(self, form: str) -> None:
        self.hear("complainant", "decider", "cell")
        self.do("put_complaint_before_meeting", number="04-BC", proposed_form=form, remarks="")

    # --- the meeting

    @property
    def item(self) -> AgendaItem:
        item = self.complaint.agenda_item
        assert item is not None
        return item

    @property
    def decides(self) -> bool:
        return str(self.complaint.mode(self.day)) == "decide"

    def able(self) -> list[Person]:
        """Of the body that votes, who may preside: not who took part in the decision."""
        task_body = self.task.body
        assert task_body is not None
        barred = self.complaint.recused(self.day)
        seats = Seat.objects.on(self.day).filter(body=task_body).exclude(person_id__in=list(barred)).order_by("pk")
        return [row.person for row in seats.select_related("person")]

    def open_vote(self, **data: Any) -> Result:
        able = [row["person"] for row in self.item.roster if row["votes"]]
        verb = "open_deciding_vote" if self.decides else "open_vote"
        given = {"form": "secret", "medium": "paper", "tellers": able[-2:], **data}
        return self.do(verb, on=self.day, **given)

    def vote_on(
        self, form: str, *, invalid: int = 0, anew: str = "", conclusion: str = "Concluded.", **others: int
    ) -> Result:
        """A whole meeting: all who get a ballot mark ``form``, but for ``others`` and the invalid ones."""
        able = self.able()
        self.meet(secretary=able[-1])
        self.open_vote()
        self.do("seal_box", on=self.day)
        handed = sum(row["votes"] for row in self.item.roster)
        votes = {**others, form: handed - invalid - sum(others.values())}
        counts = {"issued": handed, "returned": handed, "invalid": invalid, "votes": votes}
        self.do("count_votes", on=self.day, minutes=signed_minutes(), **counts)
        verb = "record_answer" if self.decides else "record_proposed_answer"
        return self.do(verb, on=self.day, resolution_number="05-BB", conclusion=conclusion, anew=anew)

    def answer(self, *, receipt: str = "handed", **data: Any) -> None:
        self.do("sign_answer", reason="As concluded.", **data)
        self.do("announce_answer", place="Hall", receipt=receipt, note="")

    def through(self, form: str = "warning", **vote: Any) -> Grievance:
        """From where it stands to the announced answer; everybody votes for ``form``."""
        self.to("meeting", form="" if form == "no_discipline" else form)
        self.vote_on(form, **vote)
        self.answer(**({"offices": "secretary"} if form == "removal" else {}))
        self.matter.day = self.day
        return self
