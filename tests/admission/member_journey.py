"""A driver for the member stage: from the ceremony to the card or the removal, by the real ``act``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from pytest_django import DjangoDbBlocker

from admission.models import Dossier, State
from admission.periods import end_probations
from organization.models import User
from tests.chain import Chain, Journey, build_chain
from workflows.actions import Result, act_on_case

#: The first working day on which the cell of the test may consider, counted from the end of the probation.
SOON = timedelta(days=3)


def member_actors(chain: Chain) -> dict[str, User]:
    """{step of the member stage: who usually acts}."""
    users = chain.users
    of_cell = (
        "probation",
        "member_remarks",
        "recognition_file",
        "recognition_cell",
        "recognition_supplement",
        "card",
        "removal_cell",
        "removal_notice",
        "removal_files_of_cell",
        "recognition_redo_papers",
        "recognition_redo_cell",
    )
    of_standing = (
        "recognition_standing",
        "recognition_decision",
        "recognition_superior_decision",
        "escalated",
        "escalated_superior",
        "removal_standing",
        "removal_superior",
        "removal_decision",
        "removal_superior_decision",
        "removal_files_above",
        "recognition_redo_review",
        "recognition_redo_standing",
    )
    of_base = (
        "recognition_grassroots",
        "recognition_authorised_decision",
        "escalated_committee",
        "removal_grassroots",
        "removal_authorised_decision",
        "removal_files",
        "authorised_recognition_redo_review",
        "recognition_redo_grassroots",
    )
    return {
        **dict.fromkeys(of_cell, users["cell"]),
        **dict.fromkeys(of_standing, users["standing"]),
        **(dict.fromkeys(of_base, users["grassroots"]) if "grassroots" in users else {}),
        **({"recognition_section": users["section"]} if "section" in users else {}),
        "recognition_appraisal": users["department"],
    }


class MemberJourney(Journey):
    """A dossier that is admitted at once and goes on as a member."""

    def __init__(self, chain: Chain | None = None, **options: Any) -> None:
        super().__init__(chain or build_chain(), **options)
        self.chain.actors |= member_actors(self.chain)
        self.to("end")

    def do(self, verb: str, **data: Any) -> Result:
        """Newer law is known on these days whose text is not loaded: it is acknowledged every time."""
        return super().do(verb, **{"acknowledge": True, **data})

    @property
    def ends_on(self) -> date:
        """The day from which the member is official, if recognised."""
        day = self.dossier.official_on
        assert day is not None
        return day

    @property
    def decides(self) -> bool:
        if self.step.endswith("cell"):
            return False
        return not self.step.endswith("grassroots") or self.dossier.route(self.day).has("authorised")

    @property
    def recording_verb(self) -> str:
        step = self.step
        if not step.startswith(("recognition", "removal", "escalated")):
            return super().recording_verb
        if step.startswith("removal"):
            own = "record_deciding_removal" if self.decides else "record_removal_vote"
            return own if step.endswith(("cell", "grassroots")) else "decide_removal"
        again = {
            "recognition_redo_cell": "record_recognition_vote_again",
            "recognition_redo_grassroots": (
                "resolve_recognition_again" if self.decides else "propose_recognition_again"
            ),
            "recognition_redo_standing": "decide_recognition_again",
        }
        if step in again:
            return again[step]
        own = "record_deciding_recognition" if self.decides else "record_recognition_proposal"
        return {"recognition_cell": "record_recognition_vote", "recognition_grassroots": own}.get(
            step, "decide_recognition"
        )

    def end_probation(self, *, late: timedelta = SOON) -> Dossier:
        """The twelve months pass; the system notes it ``late`` days after."""
        self.day = self.ends_on + late
        assert end_probations(self.day) == 1
        return self.dossier

    def file(self, code: str, **data: Any) -> Result:
        return self.do("file_member_paper", on=self.day, **{"code": code, "issued_on": self.day, **data})

    def file_all(self) -> None:
        """The self-criticism, the remarks of the present helper, the opinions."""
        helper = self.dossier.helper
        assert helper is not None
        self.file("self_criticism")
        self.file("helper_remarks", helper=helper.public_id)
        self.file("member_opinions")

    def begin(self) -> None:
        """The twelve months pass, the certificate is there, the file is begun."""
        if self.dossier.state == State.PROBATIONARY:
            self.end_probation()
        self.file("new_member_certificate", number="12/ĐVM", issuer="TTCT")
        self.do("begin_recognition")

    def make_file(self) -> None:
        self.file_all()
        self.do("submit_recognition")

    def sign(self, verb: str, **data: Any) -> Result:
        on = data.pop("on", None) or self.day + self.pace
        return self.do(verb, on=on, **{"signed_on": on, "acknowledge": True, **data})

    def hand_over(self, **data: Any) -> Result:
        on = self.day + self.pace
        self.do("announce_recognition", on=on, announced_on=on, temporary_informed=False)
        decided = (
            {} if self.dossier.probation_row.card_decided_on else {"card_decision_number": "9", "card_decided_on": on}
        )
        return self.do("hand_over_card", on=on, handed_on=on, card_number="012345678901", acknowledge=True, **decided)

    def on(self, step: str = "") -> "MemberJourney":
        """Go the straight way until ``step`` is open, or to the end."""
        while self.dossier.finished is None and self.step != step:
            self.on_one()
        return self

    def on_one(self) -> None:
        """What the open step needs on the straight way."""
        ways: dict[str, Callable[[], object]] = {
            "probation": self.begin,
            "recognition_file": self.make_file,
            "recognition_cell": self.vote,
            "recognition_section": lambda: self.do(
                "appraise_recognition_in_section",
                on=self.day + self.pace,
                held_on=self.day + self.pace,
                report_number="04-BC/ĐUBP",
                remarks="đủ",
            ),
            "recognition_grassroots": self.vote,
            "recognition_appraisal": lambda: self.do(
                "submit_recognition_to_standing", register_number="16", remarks=""
            ),
            "recognition_standing": self.vote,
            "recognition_decision": lambda: self.sign("issue_recognition"),
            "recognition_authorised_decision": lambda: self.sign("issue_recognition"),
            "recognition_superior_decision": lambda: self.sign("issue_recognition"),
            "card": self.hand_over,
            "removal_cell": self.vote,
            "removal_grassroots": self.vote,
            "removal_standing": self.vote,
            "removal_superior": self.vote,
            "removal_decision": lambda: self.sign("issue_removal"),
            "removal_authorised_decision": lambda: self.sign("issue_removal"),
            "removal_superior_decision": lambda: self.sign("issue_removal"),
            "removal_notice": lambda: self.dated("announce_removal", "announced_on"),
            "removal_files": lambda: self.dated("send_removed_files", "sent_on", letter_number="7-CV/ĐU"),
            "removal_files_above": lambda: self.dated("send_removed_files", "sent_on", letter_number="7-CV/ĐUK"),
            "removal_files_of_cell": lambda: self.dated("send_removed_files", "sent_on", letter_number="7-CV/CB"),
        }
        ways[self.step]()

    def dated(self, verb: str, field: str, **data: Any) -> Result:
        on = self.day + self.pace
        return self.do(verb, on=on, **{field: on, "acknowledge": True, **data})

    def again(self) -> "MemberJourney":
        """The same dossier from here, for a test that undoes what it did."""
        return copy(self)

    def propose_removal(self, ground: str = "unqualified", **data: Any) -> Result:
        self.day += self.pace
        data = {"ground": ground, "reason": "không đủ tư cách", "acknowledge": True, **data}
        return act_on_case(
            self.dossier, "propose_removal", by=self.chain.users["cell"], on=self.day, key=uuid4(), data=data
        )


@contextmanager
def undone(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is written meanwhile serves the tests of a module, and is undone at its end."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def kept(blocker: DjangoDbBlocker, step: str = "probation", **options: Any) -> Iterator[MemberJourney]:
    """A dossier brought to ``step`` once for the tests of a module, undone at its end."""
    with undone(blocker):
        yield MemberJourney(build_chain(**options)).on(step)
