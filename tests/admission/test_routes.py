"""The route is computed from the path and the powers of the day, never from a name."""

from datetime import date, timedelta

import pytest

from admission.law_of_day import law_of
from admission.routes import route_of
from organization.models import BodyKind, Kind, Placement, Power, PowerGrant
from tests.chain import build_chain
from tests.factories import body, organization
from workflows.routes import NoRoute

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 4)


def route(cell, day=DAY):
    return route_of(cell, day, law_of(day))


@pytest.mark.parametrize("with_section", [True, False])
def test_cell_below_an_ordinary_base_organisation_goes_by_p1(with_section):
    chain = build_chain(with_section=with_section)
    found = route(chain.cell)
    assert (found.profile, found.has("section")) == ("p1", with_section)
    assert {level: place.pk for level, place in found.levels.items()} == {
        "cell": chain.cell.pk,
        "certifier": chain.base.pk,
        "grassroots": chain.base.pk,
        "authority": chain.khoi.pk,
        **({"section": chain.section.pk} if chain.section else {}),
    }
    assert found.body("authority", BodyKind.STANDING_COMMITTEE) == chain.bodies["standing"]


def test_route_costs_one_statement(django_assert_num_queries):
    chain = build_chain()
    with django_assert_num_queries(1):
        route(chain.cell)


def test_authorised_base_organisation_decides_itself_from_the_day_of_the_grant():
    chain = build_chain()
    PowerGrant.objects.create(
        organization=chain.base,
        power=Power.AUTHORISED,
        decision_number="7-QĐ/ĐUK",
        decided_on=date(2025, 7, 20),
        since=date(2025, 8, 5),
    )
    assert route(chain.cell, date(2025, 8, 4)).profile == "p1"
    found = route(chain.cell, date(2025, 8, 5))
    assert (found.profile, found.has("authority")) == ("p2", False)
    assert found.levels["authorised"] == found.levels["grassroots"] == chain.base


def test_merge_in_mid_flow_leads_to_the_new_superior_from_its_day():
    chain = build_chain()
    other = organization(Kind.SUPERIOR, parent=organization(Kind.DIRECT))
    Placement.objects.filter(organization=chain.base).update(until=date(2025, 9, 1))
    Placement.objects.create(organization=chain.base, parent=other, since=date(2025, 9, 1))
    assert route(chain.cell, date(2025, 8, 31)).levels["authority"] == chain.khoi
    assert route(chain.cell, date(2025, 9, 1)).levels["authority"] == other


@pytest.mark.parametrize(("profile", "alone"), [("p4", True), ("p6", False), ("p6_cell", True)])
def test_cell_goes_by_what_it_is_and_what_stands_above_it(profile, alone):
    chain = build_chain(profile)
    found = route(chain.cell)
    assert (found.profile, found.has("grassroots_cell"), found.has("grassroots")) == (profile, alone, not alone)
    assert found.levels["authority"] == chain.khoi


@pytest.mark.parametrize(
    ("day", "profile"),
    [
        (date(2024, 6, 14), "p0k"),
        (date(2025, 1, 19), "p0k"),
        (date(2025, 1, 20), "p0k"),
        (date(2025, 1, 24), "p0k"),
        (date(2025, 2, 17), "p0k"),
        (date(2025, 2, 18), "p1"),
        (date(2025, 2, 19), "p1"),
        (date(2025, 6, 30), "p1"),
        (date(2025, 7, 1), "p1"),
    ],
)
def test_day_chooses_between_the_chains_of_one_path(day, profile):
    assert route(build_chain().cell, day).profile == profile


@pytest.mark.parametrize("power", [Power.UPPER_LEVEL, Power.UPPER_LEVEL_PILOT])
def test_base_organisation_with_upper_level_powers_decides_by_its_own_standing_committee(power):
    chain = build_chain()
    PowerGrant.objects.create(organization=chain.base, power=power, decision_number="9-QĐ", decided_on=DAY, since=DAY)
    assert route(chain.cell, DAY - timedelta(days=1)).profile == "p1"
    found = route(chain.cell)
    assert (found.profile, found.has("grassroots"), found.levels["authority"]) == ("p3", False, chain.base)


@pytest.mark.parametrize("day", [date(2023, 7, 9), date(2023, 7, 10), date(2023, 7, 11)])
def test_pilot_powers_lead_nowhere_before_the_regulation_that_gives_them(day):
    chain = build_chain()
    power, since = Power.UPPER_LEVEL_PILOT, date(2023, 1, 1)
    PowerGrant.objects.create(
        organization=chain.base, power=power, decision_number="9-QĐ", decided_on=since, since=since
    )
    if day >= date(2023, 7, 10):
        assert route(chain.cell, day).profile == "p3"
        return
    with pytest.raises(
        NoRoute, match=r"No loaded regulation gives the power “Upper-level powers \(pilot\)” on 09/07/2023"
    ):
        route(chain.cell, day)


def test_khoi_of_early_2025_has_a_body_that_decides_on_every_day():
    """Also where the tree ends it on the day of the four central ones, and its units go on under another."""
    staying, moved = build_chain(), build_chain()
    after = organization(Kind.SUPERIOR, parent=organization(Kind.DIRECT))
    body(after, BodyKind.STANDING_COMMITTEE)
    Placement.objects.filter(organization=moved.base).update(until=date(2025, 1, 24))
    Placement.objects.create(organization=moved.base, parent=after, since=date(2025, 1, 24))
    days = [date(2025, 1, 19) + timedelta(days=count) for count in range(32)]
    deciding = [
        [route(chain.cell, day).body("authority", BodyKind.STANDING_COMMITTEE).organization for day in days]
        for chain in (staying, moved)
    ]
    before = days.index(date(2025, 1, 24))
    assert deciding == [[staying.khoi] * 32, [moved.khoi] * before + [after] * (32 - before)]


@pytest.mark.parametrize(("day", "profile"), [(date(2025, 7, 1), "p5"), (date(2025, 7, 2), "p5")])
def test_cell_right_under_a_superior_goes_by_p5_since_the_districts_are_gone(day, profile):
    chain = build_chain("p5")
    found = route(chain.cell, day)
    assert (found.profile, found.has("certifier"), found.levels["certifier_above"]) == (profile, False, chain.khoi)
    with pytest.raises(NoRoute, match="P5 on 30/06/2025"):
        route(chain.cell, date(2025, 6, 30))


def test_commune_is_a_grassroots_organisation_until_the_districts_are_gone():
    chain = build_chain("p0")
    assert [route(chain.cell, day).profile for day in (date(2020, 6, 1), date(2025, 6, 30))] == ["p0", "p0"]
    with pytest.raises(NoRoute, match="P0 on 01/07/2025"):
        route(chain.cell, date(2025, 7, 1))


def test_before_the_first_loaded_regulation_no_steps_are_set():
    with pytest.raises(NoRoute, match="P0K, P1 on 04/08/2025"):
        route_of(build_chain().cell, DAY, law_of(date(2016, 7, 24)))


def test_body_that_does_not_exist_that_day_is_named():
    chain = build_chain()
    chain.bodies["department"].until = date(2025, 8, 1)
    chain.bodies["department"].save()
    with pytest.raises(NoRoute):
        route(chain.cell).body("authority", BodyKind.ORGANIZATION_DEPARTMENT)
