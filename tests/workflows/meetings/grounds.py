"""A table of what makes somebody too near to a case, each fact written as the program keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from admission.models import Cv, Dossier, Introducer, VerificationRequest
from organization.models import BodyKind, Person, Role, User
from tests.factories import body, seat, user
from workflows.meetings.convening import decide_aside

SINCE = date(2022, 1, 10)


def handed_in(dossier: Dossier, *relatives: dict[str, Any], on: date = SINCE) -> Cv:
    return Cv.objects.create(
        dossier=dossier, answers={"family": list(relatives)}, sha256="0" * 64, submitted_on=on, submitted_by=user()
    )


def family(case: Any, member: Person) -> None:
    """Item 21 names him; of a member the CV lies with the dossier of his admission."""
    dossier = case if isinstance(case, Dossier) else admitted(case.subject)
    assert member.born_on is not None
    handed_in(dossier, {"relation": "sibling", "full_name": member.full_name, "born_year": member.born_on.year})


def admitted(subject: Person) -> Dossier:
    cell = body()
    return Dossier.objects.create(
        kind="admission", subject=subject, organization=cell.organization, opened_on=SINCE, last_day=SINCE
    )


def introducer(case: Dossier, member: Person) -> None:
    Introducer.objects.create(dossier=case, person=member, together_since=SINCE, assigned_on=SINCE)


def helper(case: Dossier, member: Person) -> None:
    Dossier.objects.filter(pk=case.pk).update(helper=member)


def sent_to_verify(case: Dossier, member: Person) -> None:
    VerificationRequest.objects.create(
        dossier=case, relation="cha", person_name="X", place="Y", sent_on=SINCE, verifier=member
    )


def of_the_team(case: Any, member: Person) -> None:
    case.team.create(person=member, since=SINCE, until=date(2022, 6, 1))


def superior(case: Any, member: Person) -> None:
    office = body(kind=BodyKind.COMMITTEE, name="Committee Elsewhere")
    seat(member, office, Role.SECRETARY, since=SINCE)
    seat(case.subject, office, Role.MEMBER, since=SINCE)


def subordinate(case: Any, member: Person) -> None:
    office = body(kind=BodyKind.COMMITTEE, name="Committee Elsewhere")
    seat(member, office, Role.MEMBER, since=SINCE)
    seat(case.subject, office, Role.SECRETARY, since=SINCE)


Fact = Callable[[Any, Person], None]
_SIBLING = (
    "has the name and the year of birth of the brother or sister of the person concerned (item 21 of the CV handed in"
    " on 10/01/2022); to be compared"
)
_BOTH: dict[str, tuple[Fact, str]] = {
    "family": (family, _SIBLING),
    "superior": (superior, "Secretary of Committee Elsewhere since 10/01/2022, where the person concerned sits."),
    "subordinate": (
        subordinate,
        "Sits in Committee Elsewhere, whose Secretary the person concerned is since 10/01/2022.",
    ),
}
#: ground -> (how the fact comes about, the path in words)
OF_ADMISSION: dict[str, tuple[Fact, str]] = {
    **_BOTH,
    "introducer": (introducer, "assigned on 10/01/2022 to introduce the applicant"),
    "helper": (helper, "assigned to help him, by the dossier"),
    "verifier": (sent_to_verify, "sent on 10/01/2022 to verify the CV"),
}
OF_DISCIPLINE: dict[str, tuple[Fact, str]] = {
    **_BOTH,
    "verifier": (of_the_team, "of the team that verified, since 10/01/2022"),
}


def told_of(item: Any, member: Person) -> list[tuple[str, str, str, str]]:
    """[(ground, effect, what was decided, path)] of his row on the roster."""
    row = row_of(item, member)
    return [(one["ground"], one["effect"], one["stands"], one["path"]) for one in row["grounds"]]


def row_of(item: Any, member: Person) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in item.roster if row["person"] == member.public_id)
    return found


def decide(journey: Any, person: Person, *, stands: bool = True, by: User | None = None, reason: str = "Near.") -> None:
    data = {"person": person.public_id, "stands": stands, "reason": reason}
    decide_aside(journey.task, by=by or journey.actor(), on=journey.day, key=uuid4(), data=data)


def member(journey: Any, number: int) -> Person:
    return Person.objects.get(full_name=f"Grassroots Member {number}")
