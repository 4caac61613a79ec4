"""Persons in places of their own are asked about through what the guidance names (ADM-34)."""

from typing import Any

import pytest

from admission.models import VerificationRequest
from tests.admission.background.asking import ask, form, places, reply
from tests.chain import Journey
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db
ABROAD: dict[str, Any] = {"abroad": "on", "situation": "relative_abroad", "channel": "foreign_ministry_committee"}


@pytest.fixture
def asked(journey: Journey) -> Journey:
    """Everybody but the spouse was asked about and answered for."""
    for relation in ("self", "father", "mother"):
        reply(journey, ask(journey, places(journey)[relation]))
    return journey


def spouse(journey: Journey, *, clear: bool = True, **data: Any) -> VerificationRequest:
    request = ask(journey, places(journey)["spouse"], **data)
    reply(journey, request, clear=clear)
    return request


def left(journey: Journey) -> list[Any]:
    with pytest.raises(RuleBroken) as refused:
        journey.do("conclude_verification", remarks="tốt")
    return [(one.rule, one.numbers["missing"], one.citations[0]["article"]) for one in refused.value.findings]


def test_a_relative_abroad_is_asked_about_through_the_ministry(asked: Journey) -> None:
    request = spouse(asked, **ABROAD)
    assert (request.situation, request.channel) == ("relative_abroad", "foreign_ministry_committee")
    asked.do("conclude_verification", remarks="tốt")


def test_unclear_politics_abroad_are_asked_of_the_security_agency_too(asked: Journey) -> None:
    spouse(asked, clear=False, **ABROAD)
    assert left(asked) == [("ADM-34", ["the security agency"], "Mục 3.4c")]
    spouse(asked, **{**ABROAD, "channel": "security_agency"})
    asked.do("conclude_verification", remarks="tốt")


def test_a_foreign_employer_is_asked_in_two_ways(asked: Journey) -> None:
    spouse(asked, situation="foreign_employer", channel="workplace")
    assert left(asked) == [("ADM-34", ["the security agency"], "Mục 3.4c")]
    spouse(asked, situation="foreign_employer", channel="security_agency")
    asked.do("conclude_verification", remarks="tốt")


@pytest.mark.parametrize(
    ("who", "data", "field"),
    [
        ("spouse", {"situation": "applicant_abroad", "channel": "home_file"}, "situation"),
        ("self", ABROAD, "situation"),
        ("spouse", {"situation": "armed_forces"}, "channel"),
        ("spouse", {"situation": "armed_forces", "channel": "workplace"}, "channel"),
        ("spouse", {"channel": "workplace"}, "situation"),
        ("spouse", {"situation": "on_the_moon", "channel": "workplace"}, "situation"),
    ],
)
def test_a_way_that_does_not_fit_is_told_at_its_field(
    journey: Journey, who: str, data: dict[str, str], field: str
) -> None:
    bad = form(journey, whom=places(journey)[who], **data)
    assert not bad.is_valid()
    assert list(bad.errors) == [field]
    assert not journey.dossier.verifications.exists()


def test_under_a_law_that_names_no_ways_nothing_is_asked_about_them(journey: Journey) -> None:
    before = form(journey, whom="self")
    assert {"situation", "channel"} <= before.fields.keys()
    before.law = type(before.law)(before.law.on, ())
    before._special_places()
    assert not {"situation", "channel"} & before.fields.keys()
