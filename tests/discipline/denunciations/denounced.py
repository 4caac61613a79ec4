"""A denunciation in a small Khối, moved along its way by the real ``act``; who denounced has a name that is nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from discipline.denunciations.flows import DenunciationFlow
from discipline.denunciations.models import Denunciation
from organization.models import Body, Role, Seat, User
from permissions.catalogue import Perm, roles_for
from tests.chain import Chain
from tests.discipline.matters import build_matter_chain
from tests.factories import user
from workflows.actions import Result, act, act_on_case, open_case
from workflows.models import Task
from workflows.verbs import Secret

START = date(2025, 8, 4)
NAME, ADDRESS, CONTACT = "Quách Thị Tố Nga Zứ", "Thôn Xyz Qua Khe", "0999 777 5553"


class Denounced:
    """Handled by the inspection commission above the grassroots unless told otherwise; one day with every act."""

    def __init__(self, chain: Chain | None = None, *, handler: str = "inspection", start: date = START, **data: Any):
        self.chain = chain or build_matter_chain()
        self.accused, self.day = self.chain.members[3], start
        self.handler = self.chain.bodies[handler]
        given: dict[str, Any] = {
            "person": self.accused,
            "cell": self.chain.cell,
            "day": start,
            "number": "01-SM",
            "allegation": "Used the fund of the cell for himself",
            "signatories": 1,
            "acknowledge": True,
        }
        if not data.get("anonymous"):
            given |= {"name": Secret(NAME), "address": Secret(ADDRESS), "contact": Secret(CONTACT)}
        result = open_case(
            DenunciationFlow,
            by=self.of(self.handler, Perm.HANDLE_DENUNCIATION),
            body=self.handler,
            on=start,
            key=uuid4(),
            data={**given, **data},
        )
        self.case_id = result.case.pk

    @property
    def case(self) -> Denunciation:
        rows = Denunciation.objects.select_related("subject", "organization", "handler", "receiver", "discipline")
        return rows.get(pk=self.case_id)

    @property
    def task(self) -> Task:
        return Task.objects.open().select_related("body").get(process_id=self.case_id)

    def of(self, body: Body, perm: str) -> User:
        """Who may, in the body; never the person denounced; the last one, so that it is seldom the head."""
        seats = Seat.objects.on(self.day).filter(body=body, role__in=roles_for(perm, body.kind))
        holder = seats.exclude(person=self.accused).order_by("-pk")[0].person
        return User.objects.filter(person=holder).first() or user(holder)

    @property
    def head(self) -> User:
        holder = Seat.objects.get(body=self.case.handler, role=Role.HEAD).person
        return User.objects.filter(person=holder).first() or user(holder)

    def actor(self) -> User:
        task = self.task
        assert task.body is not None
        return self.of(task.body, task.perm)

    def do(self, verb: str, *, by: User | None = None, **data: Any) -> Result:
        self.day += timedelta(days=1)
        given = {"day": self.day, "acknowledge": True, **data}
        return act(self.task, verb, by=by or self.actor(), on=self.day, key=uuid4(), data=given)

    def do_on_case(self, verb: str, *, by: User | None = None, **data: Any) -> Result:
        self.day += timedelta(days=1)
        node = DenunciationFlow.anytime(verb)
        assert node is not None
        body = node.body_of(self.case, self.day)
        assert body is not None
        given = {"day": self.day, "acknowledge": True, **data}
        actor = by or self.of(body, node.perm)
        return act_on_case(self.case, verb, by=actor, on=self.day, key=uuid4(), data=given)

    # --- the phases

    def screen(self, **data: Any) -> Denounced:
        """To the result of the screening."""
        self.do("screen_denunciation")
        self.do("note_proposal", **{"number": "02-TT", "of_receiver": True, "grounds": [], **data})
        return self

    def to(self, state: str) -> Denounced:
        """The straight way until ``state``."""
        ways: dict[str, Callable[[], object]] = {
            "dn_received": self.screen,
            "dn_screening": lambda: self.do("accept_denunciation", reason=""),
            "dn_accepted": lambda: self.do("begin_interview"),
            "dn_denouncer_interview": self.plan,
            "dn_planned": lambda: self.do(
                "give_allegations", number="05-TL", extract="The fund of the cell.", names_the_denouncer=False
            ),
            "dn_explanation": lambda: self.do("hand_in_explanation", account="I gave it back."),
            "dn_verifying": self.verify,
            "dn_org_meeting": self.conclude,
            "dn_concluded": self.tell,
            "dn_notified": lambda: self.do("close_denunciation"),
        }
        while self.case.state != state:
            ways[self.case.state]()
        return self

    def plan(self) -> None:
        self.do("record_interview", number="03-BB", result="He confirms every allegation.")
        self.do("plan_denunciation", number="04-KH", remarks="")

    def verify(self) -> None:
        self.do("record_dn_verification", number="06-BB", result="The books were read.")
        self.do("finish_dn_verification", number="07-BC")

    def conclude(self, conclusion: str = "shortcoming") -> None:
        self.do("record_org_meeting", number="08-BB", heard=True, opinions="")
        for row in self.case.allegations.all():
            self.do("conclude_allegation", allegation=row, conclusion=conclusion, reasons="As verified.")
        self.do("conclude_denunciation", number="09-KL", remarks="")

    def tell(self) -> None:
        for party in ("accused", "organization", "denouncer"):
            self.do("notify_of_result", party=party, number="10-TB")
        self.do("finish_notification")
