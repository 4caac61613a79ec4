"""Suspension lies over a case: who, how long, and what it does to votes."""

from datetime import date, timedelta

import pytest

from organization.models import Role
from permissions.checks import NotPermitted
from tests.discipline.matters import Matter, build_matter_chain
from tests.factories import seat
from workflows.acting import Refused
from workflows.findings import RuleBroken
from workflows.meetings.rosters import roster_of
from workflows.votes import RosterLine

pytestmark = pytest.mark.django_db


def suspended(matter: Matter, *, days: int = 60, **data: object) -> None:
    """By the body that may expel him."""
    by = matter._actor(matter.case.expelling_body(matter.day), "sign_discipline")
    given = {
        "suspended_from": "party",
        "grounds": ["obstructs"],
        "number": "20-QĐ/UBKT",
        "until": matter.day + matter.pace + timedelta(days=days),
        "reason": "He hides the books.",
        **data,
    }
    matter.do_on_case("suspend", by=by, **given)


def test_a_suspended_member_is_not_in_the_base_and_his_rights_stay() -> None:
    matter = Matter().to("verifying")
    suspended(matter)
    matter.to("cell")
    row = next(row for row in matter.roster({}) if row.person == matter.accused.public_id)
    assert (row.counted, row.line.reason) == (False, "suspended")
    assert matter.case.hearings.count() == 1


def test_it_ends_by_itself_after_its_last_day() -> None:
    matter = Matter().to("verifying")
    suspended(matter, days=5)
    last = matter.case.suspensions.get().until
    assert last is not None
    assert matter.case.suspension_on(last) is not None
    assert matter.case.suspension_on(last + timedelta(days=1)) is None
    held = matter.accused.memberships.get(standing="suspended")
    assert held.until == last + timedelta(days=1)


def test_it_is_no_longer_than_the_law_of_its_first_day_allows() -> None:
    matter = Matter().to("verifying")
    with pytest.raises(RuleBroken) as error:
        suspended(matter, days=91)
    assert {finding.rule for finding in error.value.findings} == {"DIS-109"}
    assert not matter.case.suspensions.exists()
    assert not matter.accused.memberships.filter(standing="suspended").exists()


def test_it_is_extended_once_within_the_whole_length() -> None:
    matter = Matter().to("verifying")
    suspended(matter, days=90)
    by = matter._actor(matter.case.expelling_body(matter.day), "sign_discipline")
    since = matter.case.suspensions.get().since
    longest = {"number": "21-QĐ/UBKT", "reason": "Still."}
    with pytest.raises(RuleBroken):
        matter.do_on_case("extend_suspension", by=by, until=since + timedelta(days=181), **longest)
    matter.do_on_case("extend_suspension", by=by, until=since + timedelta(days=180), **longest)
    with pytest.raises(Refused, match="extended already"):
        matter.do_on_case("extend_suspension", by=by, until=since + timedelta(days=180), **longest)


def test_a_ground_is_needed() -> None:
    with pytest.raises(RuleBroken) as error:
        suspended(Matter().to("verifying"), grounds=["charged"])
    assert {finding.rule for finding in error.value.findings} == {"DIS-106"}


def test_it_is_lifted_and_no_second_one_runs_beside_it() -> None:
    matter = Matter().to("verifying")
    suspended(matter)
    with pytest.raises(Refused, match="suspended already"):
        suspended(matter)
    by = matter._actor(matter.case.expelling_body(matter.day), "sign_discipline")
    matter.do_on_case("lift_suspension", by=by, number="22-QĐ/UBKT", reason="He gave the books.")
    assert matter.case.suspension_on(matter.day) is None
    assert matter.accused.memberships.get(standing="suspended").until == matter.day


def test_a_cell_that_cannot_expel_does_not_suspend() -> None:
    matter = Matter().to("verifying")
    with pytest.raises(NotPermitted):
        matter.do_on_case(
            "suspend",
            by=matter.chain.users["cell"],
            suspended_from="party",
            grounds=["obstructs"],
            number="1",
            until=matter.day + timedelta(days=9),
            reason="R",
        )
    assert not matter.case.suspensions.exists()


def committee_member() -> Matter:
    """About a member of the cell who also sits in the grassroots committee."""
    chain = build_matter_chain()
    accused = chain.members[3]
    seat(accused, chain.bodies["grassroots"], Role.MEMBER)
    return Matter(chain, accused=accused).to("verifying")


def line_of(matter: Matter, body: str, day: date) -> RosterLine:
    rows = roster_of(matter.chain.bodies[body], day, matter.case.law(day))
    return next(row.line for row in rows if row.person == matter.accused.public_id)


def test_suspension_from_committee_activity_alone_leaves_the_base_of_the_committee_and_not_that_of_the_cell() -> None:
    """DIS-107; and it ends by itself after its last day."""
    matter = committee_member()
    suspended(matter, suspended_from="committee", grounds=["charged"], days=5)
    last = matter.case.suspensions.get().until
    assert last is not None
    line = line_of(matter, "grassroots", last)
    assert (line.counted, line.reason, line.article, line.certainty) == (
        False,
        "committee_suspended",
        "Mục 9.3.3 Quy định 294-QĐ/TW",
        "unverified",
    )
    assert line_of(matter, "cell", last).counted
    assert line_of(matter, "grassroots", last + timedelta(days=1)).counted


def test_suspension_from_party_activity_implies_that_from_committee_activity() -> None:
    """DIS-107, 111, 72."""
    matter = committee_member()
    suspended(matter)
    lines = {body: line_of(matter, body, matter.day) for body in ("grassroots", "cell")}
    assert {body: (line.counted, line.reason) for body, line in lines.items()} == {
        "grassroots": (False, "suspended"),
        "cell": (False, "suspended"),
    }


def test_lifted_suspension_from_committee_activity_lets_him_back_on_the_day() -> None:
    matter = committee_member()
    suspended(matter, suspended_from="committee", grounds=["charged"])
    by = matter._actor(matter.case.expelling_body(matter.day), "sign_discipline")
    matter.do_on_case("lift_suspension", by=by, number="22-QĐ/UBKT", reason="The charge was dropped.")
    assert line_of(matter, "grassroots", matter.day).counted
    assert matter.accused.memberships.get(standing="committee_suspended").until == matter.day
