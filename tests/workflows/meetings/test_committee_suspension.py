"""Who is suspended from committee activity alone votes in his cell and in no committee, in matters of admission too."""

from datetime import date

import pytest

from organization.models import Role, Standing
from tests.chain import Journey, build_chain
from tests.factories import membership, seat

pytestmark = pytest.mark.django_db


def test_vote_on_an_admission_is_computed_without_him_in_the_committee_and_with_him_in_the_cell():
    chain = build_chain()
    member = chain.members[4]
    seat(member, chain.bodies["grassroots"], Role.MEMBER)
    membership(member, chain.cell, Standing.COMMITTEE_SUSPENDED, since=date(2024, 1, 1))
    journey = Journey(chain).to("cell")
    found = {}
    for step in ("cell", "grassroots"):
        journey.to(step).meet()
        certificate = journey.open_vote().judgement.certificate
        row = next(row for row in certificate["roster"] if row["person"] == member.public_id)
        found[step] = (row["in_base"], row["reason"], row["votes"], certificate["base"] == len(certificate["roster"]))
        journey.count()
        journey.do(journey.recording_verb, on=journey.day, resolution_number="05-NQ/CB", acknowledge=True)
    assert found == {
        "cell": (True, "counted", True, True),
        "grassroots": (False, "committee_suspended", False, False),
    }
