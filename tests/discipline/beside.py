"""What every flow has beside its steps: a log-in of his own, acts of the system."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from organization.models import Person, User
from tests.factories import user
from workflows.actions import act_on_case


def login(of: Person) -> User:
    return User.objects.filter(person=of).first() or user(of)


def by_the_system(matter: Any, verb: str) -> None:
    act_on_case(matter.case, verb, by=None, on=matter.day, key=uuid4(), data={})
