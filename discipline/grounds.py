"""Where the grounds to stand aside come from that discipline keeps: who decided before, who verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from discipline.complaints.models import Complaint
from discipline.models import DisciplineCase
from organization.models import Person
from workflows.grounds import source


@source("took_part")
def decided_before(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    """In a complaint, who took part in the decision complained of (DIS-118)."""
    if isinstance(case, Complaint):
        yield from case.participants.items()


@source("verifier")
def was_in_the_team(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    """Whoever was of the team that verified, or still is: of the case, or of the complaint."""
    if not isinstance(case, DisciplineCase | Complaint):
        return
    for person_id, day in case.team.filter(since__lte=on).order_by("pk").values_list("person_id", "since"):
        yield person_id, _("of the team that verified, since %(day)s") % {"day": f"{day:%d/%m/%Y}"}
