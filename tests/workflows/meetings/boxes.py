"""A box of an electronic vote at any of its moments, as the acts of the meeting would leave it; what it refuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.serializers import serialize
from django.db import transaction
from django.db.models import Model

from admission.flows import AdmissionFlow
from admission.models import Dossier
from organization.models import Kind, Organization, Person, User
from tests.factories import body, organization, person, user
from workflows.meetings import ballots
from workflows.meetings.ballots import BLANK, Count
from workflows.meetings.emptying import destroy
from workflows.meetings.models import (
    AgendaItem,
    CountedBallot,
    Medium,
    Meeting,
    MeetingState,
    SealedBallot,
    Teller,
    WrappedKey,
)
from workflows.models import Event, Task

DAY = date(2025, 11, 14)
OPTIONS = ("yes", "no", BLANK)
#: Everything a ballot may leave anywhere.
TABLES: tuple[type[Model], ...] = (AgendaItem, SealedBallot, CountedBallot, Teller, WrappedKey, Event)


@dataclass
class Box:
    """``passphrases``: {public id: passphrase} of the two tellers, who are the first two voters."""

    item: AgendaItem
    voters: list[User]
    passphrases: dict[str, str]

    @property
    def public_id(self) -> str:
        return self.item.public_id

    def fresh(self) -> AgendaItem:
        return AgendaItem.objects.get(pk=self.item.pk)


def row(of: Person, *, votes: bool = True, present: bool = True, recused: str = "") -> dict[str, Any]:
    """What a frozen roster says of a person; see RosterRow.to_json."""
    return {
        "person": of.public_id,
        "name": of.full_name,
        "kind": "official",
        "in_base": votes,
        "present": present,
        "attendance": "present" if present else "absent",
        "recused": recused,
        "votes": votes,
    }


def ready(
    voters: Sequence[User] | int = 5, *, options: Sequence[str] = OPTIONS, others: Sequence[dict[str, Any]] = ()
) -> Box:
    """The roster is frozen and the first two voters have made their keys. ``others``: further rows of the roster."""
    users = [user() for _number in range(voters)] if isinstance(voters, int) else list(voters)
    chair, of_case = person(), _dossier()
    committee = of_case.organization.bodies.first() or body(of_case.organization)
    meeting = Meeting.objects.create(
        key=uuid4(),
        body=committee,
        held_on=DAY,
        chair=chair,
        secretary=chair,
        state=MeetingState.OPEN,
        convened_by=users[0],
        convened_on=DAY,
    )
    task = Task.objects.create(process=of_case, flow_task=AdmissionFlow.cell, flow_task_type="HUMAN", body=committee)
    people = [found.person for found in users if found.person]
    item = AgendaItem(meeting=meeting, case=of_case, task=task, position=1)
    item.roster = [*(row(of) for of in people), *others]
    item.asked = {"question": "Admit?", "labels": {"yes": "Agree", "no": "Do not agree"}}
    item.options, item.form, item.medium = list(options), "secret", Medium.ELECTRONIC
    item.freeze()
    item.save()
    box = Box(item, users, {})
    for number, teller in enumerate(users[:2]):
        box.passphrases[people[number].public_id] = f"mật khẩu của người {number}"
        ballots.name_teller(item, by=teller, passphrase=f"mật khẩu của người {number}", on=DAY)
    return box


def _dossier() -> Dossier:
    """A dossier in a cell whose way the law of the day knows; all boxes of a test stand in the same one."""
    cell = Organization.objects.filter(kind=Kind.CELL, name="The cell of the boxes").first()
    if cell is None:
        place = None
        for kind in (Kind.CENTRAL, Kind.DIRECT, Kind.SUPERIOR, Kind.BASE):
            place = organization(kind, parent=place)
        cell = organization(Kind.CELL, parent=place, name="The cell of the boxes")
    return Dossier.objects.create(
        kind="admission",
        flow_class=AdmissionFlow,
        subject=person("Applicant"),
        organization=cell,
        opened_on=DAY,
        last_day=DAY,
        authorised_on=DAY,
    )


def opened(*args: Any, **kwargs: Any) -> Box:
    """As ``ready``, and the vote is open."""
    box = ready(*args, **kwargs)
    open_box(box)
    return box


@transaction.atomic
def open_box(box: Box) -> None:
    box.item = AgendaItem.objects.select_for_update().get(pk=box.item.pk)
    ballots.prepare_box(box.item, fewest_voters=3)
    box.item.open_box()
    box.item.save()


def vote(box: Box, *choices: str) -> list[str]:
    """The receipts of the first voters, who choose as given."""
    return [
        ballots.cast(box.public_id, choice, by=voter, on=DAY)
        for voter, choice in zip(box.voters, choices, strict=False)
    ]


@transaction.atomic
def seal(box: Box) -> None:
    box.item = AgendaItem.objects.select_for_update().get(pk=box.item.pk)
    box.item.seal()
    box.item.save()


def sealed_box(*choices: str) -> Box:
    box = opened(max(3, len(choices)))
    vote(box, *choices)
    seal(box)
    return box


@transaction.atomic
def count(box: Box, passphrases: dict[str, str] | None = None) -> Count:
    box.item = AgendaItem.objects.select_for_update().get(pk=box.item.pk)
    found = ballots.count(box.item, box.passphrases if passphrases is None else passphrases)
    box.item.count()
    box.item.save()
    destroy(box.item)
    return found


def everything() -> list[str]:
    return [serialize("json", table._default_manager.order_by("pk")) for table in TABLES]


def refused(error: type[Exception], act: Any, *args: Any, **kwargs: Any) -> Any:
    """The refusal, after making sure that it left nothing."""
    before = everything()
    with pytest.raises(error) as caught:
        act(*args, **kwargs)
    assert everything() == before
    return caught.value
