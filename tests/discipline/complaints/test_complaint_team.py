"""The team of a complaint: who is named to it sees it between his days alone, ended early or named anew."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from organization.models import BodyKind, Role, User
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.complaints.grievances import Grievance, decided
from tests.factories import body, person, seat, user
from workflows.actions import Refused
from workflows.models import CasePerson, Event

pytestmark = pytest.mark.django_db


def accepted() -> tuple[Grievance, User]:
    """A complaint that is handled, and one of the territory who sees nothing of it."""
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("accepted")
    holder = person("Nguyễn Tổ Viên")
    seat(holder, body(grievance.chain.base, BodyKind.OFFICE), Role.OFFICER)
    return grievance, user(holder)


def status(sign_in: SignIn, member: User, grievance: Grievance, on: date) -> int:
    return int(sign_in(member, on).get(reverse("case", args=[grievance.complaint.public_id])).status_code)


def name(grievance: Grievance, member: User, until: date) -> None:
    grievance.do("name_to_complaint_team", member=member, leads=False, until=until)


def test_sight_begins_and_ends_with_the_days(sign_in: SignIn) -> None:
    grievance, member = accepted()
    assert status(sign_in, member, grievance, grievance.day) == 404
    until = grievance.day + timedelta(days=30)
    name(grievance, member, until)

    days = (grievance.day, until - timedelta(days=1), until)
    assert [status(sign_in, member, grievance, day) for day in days] == [200, 200, 404]


def test_nobody_is_named_for_longer_than_the_convention_allows() -> None:
    grievance, member = accepted()
    last = grievance.day + grievance.pace + timedelta(days=180)
    for until in (last + timedelta(days=1), grievance.day):
        with pytest.raises(Refused) as error:
            name(grievance, member, until)
        grievance.day -= grievance.pace
        assert set(error.value.errors) == {"until"}
    name(grievance, member, last)
    assert grievance.complaint.team.get().until == last


def test_it_ends_early_by_who_named_or_presides_and_he_is_named_anew(sign_in: SignIn) -> None:
    grievance, member = accepted()
    commission = grievance.task.body
    assert commission is not None
    officers = [user(), user()]
    for one in officers:
        seat(one.person, commission, Role.OFFICER)
    until = grievance.day + timedelta(days=60)
    given: dict[str, Any] = {"member": member, "leads": True, "until": until}
    grievance.do("name_to_complaint_team", by=officers[0], **given)
    row = grievance.complaint.team.get()
    assert grievance.complaint.concerns("end_complaint_team", grievance.day)
    with pytest.raises(Refused) as error:
        grievance.do_on_case("end_complaint_team", by=officers[1], membership=row, reason="Not mine")
    assert set(error.value.errors) == {"membership"}
    grievance.do_on_case("end_complaint_team", by=officers[0], membership=row, reason="Moved away")

    assert status(sign_in, member, grievance, grievance.day) == 404
    assert not grievance.complaint.concerns("end_complaint_team", grievance.day)
    assert CasePerson.objects.get(user=member).until == grievance.day
    left = Event.objects.get(kind="team.left", case=grievance.complaint)
    assert left.payload.values["reason"] == "Moved away"
    grievance.do("name_to_complaint_team", by=officers[0], **given)
    assert status(sign_in, member, grievance, grievance.day) == 200
    head = grievance.officer(commission, "sign_discipline")
    grievance.do_on_case("end_complaint_team", by=head, membership=grievance.complaint.team.latest("pk"), reason="x")
    assert status(sign_in, member, grievance, grievance.day) == 404


def test_named_anew_before_his_day_only_the_new_one_counts() -> None:
    grievance, member = accepted()
    name(grievance, member, grievance.day + timedelta(days=60))
    until = grievance.day + timedelta(days=20)
    name(grievance, member, until)

    first, second = grievance.complaint.team.order_by("pk")
    assert (first.until, second.until) == (grievance.day, until)
    assert CasePerson.objects.get(user=member).until == until
