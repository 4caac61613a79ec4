"""Walks of a discipline case that mend what was entered, and of what happens to an organisation on the way."""

from __future__ import annotations

from datetime import timedelta

from tests.discipline.collectives import CollectiveMatter
from tests.discipline.complaints.grievances import decided
from tests.discipline.matters import Matter
from tests.discipline.merging import merge


def corrected() -> Matter:
    matter = Matter()
    row = matter.case.violations.get()
    matter.do("correct_report", violation=row, described="Missed the meetings", reason="It was misread.")
    return matter


def entered_by_mistake() -> Matter:
    matter = corrected()
    matter.do("close_mistaken", reason="The report is about his namesake.")
    return matter


def delivered_later() -> Matter:
    matter = decided(receipt="absent")
    matter.do("record_delivery", receipt="handed", how="By hand, signed for", by_whom="The secretary", note="")
    return matter


def suspended() -> CollectiveMatter:
    matter = CollectiveMatter()
    matter.to("verifying")
    body = matter.case.expelling_body(matter.day)
    until = matter.day + timedelta(days=60)
    given = {"number": "20-QĐ/ĐU", "until": until, "reason": "It hides its minutes."}
    matter.do_on_case("suspend_organization", by=matter._actor(body, "sign_discipline"), **given)
    return matter


def merged_on_the_way() -> CollectiveMatter:
    matter = CollectiveMatter()
    matter.to("verifying")
    by = matter.actor()
    merge(matter.chain, matter.day)
    given = {"standing": "merged", "above": None, "standing_reason": "The decision on the merger says so."}
    matter.do_on_case("conclude_standing", by=by, **given)
    return matter


def merged_above() -> CollectiveMatter:
    """While the committee directly above it is to hear it; it answers below another one now."""
    matter = CollectiveMatter()
    matter.to("appraisal")
    matter.do("record_own_verification", number="06-QĐ/UBKT", remarks="verified")
    matter.do("go_to_hearing")
    by = matter._actor(matter.case.conductor(matter.day), "conduct_examination")
    merge(matter.chain, matter.day)
    given = {"standing": "merged", "above": matter.chain.base, "standing_reason": "The decision says so."}
    matter.do_on_case("conclude_standing_above", by=by, **given)
    return matter
