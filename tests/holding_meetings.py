"""How a journey holds the meeting of its open step: convened, opened, voted, counted, recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from organization.models import Person, User
from tests.workflows.files import pdf
from workflows.actions import Result
from workflows.meetings.convening import attend, convene, open_meeting
from workflows.meetings.models import AgendaItem, Meeting
from workflows.meetings.rosters import RosterRow, members_of
from workflows.models import Task

if TYPE_CHECKING:
    from tests.chain import Chain


def signed_minutes() -> SimpleUploadedFile:
    """What a counting team signed, as a scan."""
    return SimpleUploadedFile("bien-ban-kiem-phieu.pdf", pdf(), content_type="application/pdf")


class HoldingMeetings:
    """What a journey does at meetings, beside its acts; a meeting of one case, on the day after the last act."""

    if TYPE_CHECKING:
        chain: Chain
        day: date
        pace: timedelta

        @property
        def dossier(self) -> Any: ...
        @property
        def task(self) -> Task: ...
        @property
        def step(self) -> str: ...
        def do(self, verb: str, *, on: date | None = None, **data: Any) -> Result: ...
        def actor(self) -> User: ...

    def roster(self, attendance: Mapping[str, str] | None = None) -> list[RosterRow]:
        """Of the open step's body on the day after ``pace``."""
        body = self.task.body
        assert body is not None
        return self.dossier.roster(body, self.day + self.pace, attendance)

    def present(self) -> list[str]:
        """The public ids of everybody on the roster of the open step's body."""
        return [row.person for row in self.roster()]

    def plan(self, **data: Any) -> Meeting:
        """A meeting of the open step's body on the next day with this one case."""
        self.day += self.pace
        task, actor = self.task, self.actor()
        assert task.body is not None
        assert actor.person is not None
        rows = [row.person for row in self.dossier.roster(task.body, self.day)]
        others = Person.objects.exclude(pk__in=[actor.person.pk, self.dossier.subject_id])
        other = others.filter(public_id__in=rows).order_by("pk")[0]
        values = {
            "held_on": self.day,
            "starts_at": time(8, 0),
            "place": "Hall 1",
            "chair": actor.person,
            "chair_sent_by": "",
            "secretary": other,
            "notice_sent_on": self.day - timedelta(days=1),
            "representatives": "",
            "tasks": [task],
            **data,
        }
        return convene(task.body, by=actor, on=self.day, key=uuid4(), data=values)

    def meet(self, *, present: list[str] | None = None, excused: Sequence[str] = (), **data: Any) -> Meeting:
        """``plan``, then the meeting opens: everybody is there unless ``present`` says who."""
        meeting, actor = self.plan(**data), self.actor()
        rows = list(members_of(meeting.body, meeting.held_on))
        came = rows if present is None else present
        absent = {person: "excused" if person in excused else "absent" for person in rows if person not in came}
        attend(meeting, dict.fromkeys(came, "present") | absent, by=actor, on=self.day, key=uuid4())
        open_meeting(meeting, by=actor, on=self.day, key=uuid4())
        return Meeting.objects.get(pk=meeting.pk)

    @property
    def item(self) -> AgendaItem:
        item = self.dossier.agenda_item
        assert item is not None
        return item

    @property
    def decides(self) -> bool:
        """Whether the vote of the open step is a deciding one."""
        return self.step == "standing" or self.dossier.route(self.day).has("authorised")

    def open_vote(self, *, form: str = "card", medium: str = "paper", tellers: list[str] | None = None) -> Result:
        """Open the box of the open step by the verb of the day."""
        named = [row["person"] for row in self.item.roster if row["present"]][:2] if tellers is None else tellers
        data: dict[str, Any] = {"form": form, "medium": medium, "tellers": named if form == "secret" else []}
        verb = "open_deciding_vote" if self.decides and self.step != "cell" else "open_vote"
        return self.do(verb, on=self.day, acknowledge=True, **data)

    def count(self, *, yes: int | None = None, no: int | None = None, invalid: int = 0, **data: Any) -> Result:
        """Seal the box and enter the count of paper or cards: all who vote agree, or ``yes`` of them."""
        self.do("seal_box", on=self.day, acknowledge=True)
        voters = sum(row["votes"] for row in self.item.roster)
        agree = voters - (no or 0) - invalid if yes is None else yes
        against = voters - agree - invalid if no is None else no
        counts = {"issued": voters, "returned": voters, "invalid": invalid, "votes": {"yes": agree, "no": against}}
        return self.do("count_votes", on=self.day, acknowledge=True, **{"minutes": None, **counts, **data})

    @property
    def recording_verb(self) -> str:
        """The verb that records the outcome of the open step's vote."""
        own = "record_deciding_vote" if self.decides else "record_committee_vote"
        return {"cell": "record_cell_vote", "grassroots": own, "standing": "record_standing_vote"}[self.step]

    def vote(
        self,
        *,
        yes: int | None = None,
        no: int | None = None,
        invalid: int = 0,
        present: list[str] | None = None,
        form: str = "card",
        **data: Any,
    ) -> Result:
        """A whole meeting: everybody is present; all vote yes, or ``yes`` of them and the others no."""
        self.meet(present=present)
        self.open_vote(form=form)
        self.count(yes=yes, no=no, invalid=invalid, **({"minutes": signed_minutes()} if form == "secret" else {}))
        return self.do(
            self.recording_verb, on=self.day, **{"resolution_number": "05-NQ/CB", "acknowledge": True, **data}
        )
