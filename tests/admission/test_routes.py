"""The route is computed from the path and the powers of the day, never from a name."""

from datetime import date

import pytest

from admission.law_of_day import law_of
from admission.routes import route_of
from organization.models import BodyKind, Kind, Placement, Power, PowerGrant
from tests.chain import build_chain
from tests.factories import organization
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
        "grassroots": chain.base.pk,
        "authority": chain.khoi.pk,
        **({"section": chain.section.pk} if chain.section else {}),
    }
    assert found.body("authority", BodyKind.STANDING_COMMITTEE) == chain.bodies["standing"]


def test_route_costs_two_statements(django_assert_num_queries):
    chain = build_chain()
    with django_assert_num_queries(2):
        route(chain.cell)


def test_authorised_base_organisation_no_longer_goes_by_p1_from_the_day_of_the_grant():
    chain = build_chain()
    PowerGrant.objects.create(
        organization=chain.base,
        power=Power.AUTHORISED,
        decision_number="7-QĐ/ĐUK",
        decided_on=date(2025, 7, 20),
        since=date(2025, 8, 5),
    )
    assert route(chain.cell, date(2025, 8, 4)).profile == "p1"
    with pytest.raises(NoRoute, match="P2"):
        route(chain.cell, date(2025, 8, 5))


def test_merge_in_mid_flow_leads_to_the_new_superior_from_its_day():
    chain = build_chain()
    other = organization(Kind.SUPERIOR, parent=organization(Kind.DIRECT))
    Placement.objects.filter(organization=chain.base).update(until=date(2025, 9, 1))
    Placement.objects.create(organization=chain.base, parent=other, since=date(2025, 9, 1))
    assert route(chain.cell, date(2025, 8, 31)).levels["authority"] == chain.khoi
    assert route(chain.cell, date(2025, 9, 1)).levels["authority"] == other


def test_grassroots_cell_is_told_that_its_profile_is_not_loaded():
    chain = build_chain()
    with pytest.raises(NoRoute, match="P4"):
        route(organization(Kind.BASE_CELL, parent=chain.khoi))


def test_before_the_regulation_no_steps_are_set():
    with pytest.raises(NoRoute, match="30/06/2025"):
        route(build_chain().cell, date(2025, 6, 30))


def test_body_that_does_not_exist_that_day_is_named():
    chain = build_chain()
    chain.bodies["department"].until = date(2025, 8, 1)
    chain.bodies["department"].save()
    with pytest.raises(NoRoute):
        route(chain.cell).body("authority", BodyKind.ORGANIZATION_DEPARTMENT)
