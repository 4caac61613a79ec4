"""Local rules hold for the organisation that made them and for all below it, on the days on which they stand there."""

from datetime import date, timedelta
from typing import Any

import pytest

from admission.models import Dossier
from organization.models import Kind, Organization, Placement
from tests.chain import Journey, build_chain
from tests.factories import organization
from workflows.checks import law_is_whole
from workflows.law import Certainty

pytestmark = pytest.mark.django_db
IN_FORCE = date(2025, 11, 21)
#: A value that only Hà Nội sets, and one of which the domain says that the guidance of Hà Nội alone has it.
LOCAL = ("member_move.removal_after", "dossier.redo_verification_always")


@pytest.fixture
def journey(settings: Any) -> Journey:
    """Under the organisation of the code 01, whose local rules are those of Hà Nội."""
    made = Journey(build_chain())
    made.to("draft")
    Organization.objects.filter(pk=province(made).pk).update(code="01")
    settings.ADMISSION_LOCAL_LAW = "ha-noi:01"
    return made


def province(journey: Journey) -> Organization:
    return Placement.objects.get(organization=journey.chain.khoi).parent


def local_values(journey: Journey, day: date) -> list[Any]:
    law = Dossier.objects.get(pk=journey.case_id).law(day)
    return [law.get(name).certainty if name in law else None for name in LOCAL]


@pytest.mark.parametrize(
    ("day", "found"), [(-1, None), (0, Certainty.LOCAL), (1, Certainty.LOCAL)], ids=["before", "on", "after"]
)
def test_local_rules_hold_below_their_organisation_from_their_day(
    journey: Journey, day: int, found: Certainty | None
) -> None:
    assert local_values(journey, IN_FORCE + timedelta(days=day)) == [found, found]


def test_local_rules_hold_nowhere_else(journey: Journey) -> None:
    Organization.objects.filter(pk=province(journey).pk).update(code="02")
    assert local_values(journey, IN_FORCE) == [None, None]


@pytest.mark.parametrize(("day", "found"), [(-1, Certainty.LOCAL), (0, None), (1, None)], ids=["before", "on", "after"])
def test_who_leaves_the_organisation_leaves_its_rules(journey: Journey, day: int, found: Certainty | None) -> None:
    moving = date(2025, 12, 15)
    Placement.objects.filter(organization=journey.chain.khoi).update(until=moving)
    elsewhere = organization(Kind.DIRECT, code="46")
    Placement.objects.create(organization=journey.chain.khoi, parent=elsewhere, since=moving)
    assert local_values(journey, moving + timedelta(days=day)) == [found, found]


def test_rules_named_without_an_organisation_hold_everywhere(journey: Journey, settings: Any) -> None:
    Organization.objects.filter(pk=province(journey).pk).update(code="46")
    settings.ADMISSION_LOCAL_LAW = "ha-noi"
    assert local_values(journey, IN_FORCE) == [Certainty.LOCAL, Certainty.LOCAL]


@pytest.mark.parametrize(("setting", "statements"), [("", 0), ("ha-noi", 0), ("ha-noi:01", 1)])
def test_place_is_looked_up_once_a_day_and_only_where_a_place_has_rules(
    journey: Journey, settings: Any, django_assert_num_queries: Any, setting: str, statements: int
) -> None:
    settings.ADMISSION_LOCAL_LAW = setting
    dossier = Dossier.objects.get(pk=journey.case_id)
    with django_assert_num_queries(statements):
        assert dossier.law(IN_FORCE) is dossier.law(IN_FORCE)


@pytest.mark.parametrize(("setting", "problems"), [("", 0), ("ha-noi:01", 0), ("ha-noi:01,hue:46", 1), ("hue", 1)])
def test_rules_that_are_not_there_refuse_to_start(settings: Any, setting: str, problems: int) -> None:
    settings.ADMISSION_LOCAL_LAW = setting
    assert [message.id for message in law_is_whole(None)] == ["workflows.E010"] * problems
