"""Which organisation is which level, and which bodies sit there: from kinds, places and the day, never from a name."""

from datetime import date, timedelta

import pytest

from discipline.codes import Decider, Form, Level, SubjectClass, SubjectKind
from discipline.competence import chain
from discipline.offices import class_of, committee_levels
from discipline.routes import STAMP, body_of, deciders_of, offices_of, route_of
from organization.models import Body, BodyKind, Kind, Organization, Placement, Power, PowerGrant, Role
from tests.factories import body, organization, person, seat
from workflows.law import law_on
from workflows.procedures import law_folder
from workflows.routes import NoRoute

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 4)
COMMITTEES = (BodyKind.INSPECTION, BodyKind.STANDING_COMMITTEE, BodyKind.COMMITTEE)


def route(place, day=DAY):
    return route_of(place, day, law_on(law_folder("discipline"), day))


def seated(kind, parent, *bodies) -> Organization:
    """An organisation of the kind with its bodies; three of a committee unless told."""
    made = organization(kind, parent=parent)
    for one in bodies or COMMITTEES:
        body(made, one)
    return made


@pytest.fixture
def direct() -> Organization:
    return seated(Kind.DIRECT, organization(Kind.CENTRAL))


@pytest.fixture
def superior(direct) -> Organization:
    return seated(Kind.SUPERIOR, direct)


def cell_under(parent, kind=Kind.CELL) -> Organization:
    return seated(kind, parent, BodyKind.CELL)


def levels(found) -> dict[str, int]:
    return {level: place.pk for level, place in found.levels.items()}


def deciders(found) -> list[Decider]:
    return [place.decider for place in deciders_of(found)]


UPPER = [Decider.UPPER_INSPECTION, Decider.UPPER_STANDING, Decider.UPPER_COMMITTEE, Decider.NEXT_ABOVE]
BASE = [Decider.BASE_INSPECTION, Decider.BASE_STANDING, Decider.BASE_COMMITTEE]


@pytest.mark.parametrize("kind", [Kind.BASE, Kind.COMMUNE_BASE])
def test_cell_below_a_base_organisation_passes_every_level(direct, superior, kind):
    base = seated(kind, superior)
    section = seated(Kind.SECTION, base, BodyKind.SECTION_COMMITTEE)
    cell = cell_under(section)
    found = route(cell)
    assert levels(found) == {
        Level.CELL: cell.pk,
        Level.SECTION: section.pk,
        Level.BASE: base.pk,
        Level.UPPER: superior.pk,
        Level.NEXT: direct.pk,
        STAMP: base.pk,
    }
    assert deciders(found) == [Decider.CELL, Decider.SECTION_COMMITTEE, *BASE, *UPPER]
    assert deciders_of(found)[4] == (
        Decider.BASE_COMMITTEE,
        Level.BASE,
        BodyKind.COMMITTEE,
        Body.objects.get(organization=base, kind=BodyKind.COMMITTEE),
    )


def test_body_that_does_not_exist_that_day_takes_no_part(superior):
    base = seated(Kind.BASE, superior, BodyKind.INSPECTION, BodyKind.COMMITTEE)
    Body.objects.filter(organization=base, kind=BodyKind.INSPECTION).update(until=DAY)
    cell = cell_under(base)
    assert deciders(route(cell, DAY - timedelta(days=1)))[1:3] == [Decider.BASE_INSPECTION, Decider.BASE_COMMITTEE]
    assert deciders(route(cell)) == [Decider.CELL, Decider.BASE_COMMITTEE, *UPPER]
    with pytest.raises(NoRoute, match="no Inspection commission on 04/08/2025"):
        body_of(route(cell), Decider.BASE_INSPECTION)


def test_grassroots_cell_is_cell_and_grassroots_in_one(direct, superior):
    cell = cell_under(superior, Kind.BASE_CELL)
    found = route(cell)
    assert levels(found) == {
        Level.CELL: cell.pk,
        Level.BASE: cell.pk,
        Level.UPPER: superior.pk,
        Level.NEXT: direct.pk,
        STAMP: cell.pk,
    }
    assert deciders(found) == [Decider.CELL, *UPPER]


def test_cell_right_under_a_commune_has_its_stamp_from_it(direct, superior):
    cell = cell_under(superior)
    found = route(cell)
    assert levels(found) == {
        Level.CELL: cell.pk,
        Level.UPPER: superior.pk,
        Level.NEXT: direct.pk,
        STAMP: superior.pk,
    }
    assert deciders(found) == [Decider.CELL, *UPPER]


def test_base_right_under_the_centres_organisation_has_that_as_its_upper_level(direct):
    base = seated(Kind.BASE, direct)
    found = route(cell_under(base))
    assert (found.levels[Level.UPPER], found.levels[Level.NEXT].kind) == (direct, Kind.CENTRAL)
    # nobody sits in the Central Committee of this tree
    assert deciders(found) == [Decider.CELL, *BASE, *UPPER[:-1]]


def test_of_the_next_level_one_body_stands_for_all(direct, superior):
    Body.objects.filter(organization=direct, kind=BodyKind.STANDING_COMMITTEE).delete()
    found = route(cell_under(seated(Kind.BASE, superior)))
    assert body_of(found, Decider.NEXT_ABOVE) == Body.objects.get(organization=direct, kind=BodyKind.COMMITTEE)


def test_accused_organisation_begins_its_own_route(direct, superior):
    base = seated(Kind.BASE, superior)
    found = route(base)
    assert (found.has(Level.CELL), found.levels[Level.BASE], found.levels[Level.UPPER]) == (False, base, superior)
    above = route(superior)
    assert levels(above) == {Level.UPPER: superior.pk, Level.NEXT: direct.pk, STAMP: superior.pk}


def test_grants_are_those_of_the_own_base_from_their_day(superior):
    base = seated(Kind.BASE, superior)
    PowerGrant.objects.create(organization=base, power=Power.AUTHORISED, decision_number="7", decided_on=DAY, since=DAY)
    cell = cell_under(base)
    assert route(cell, DAY - timedelta(days=1)).grants == frozenset()
    assert route(cell).grants == {Power.AUTHORISED}


def test_authorised_committee_is_the_end_of_the_way_from_the_day_of_the_grant(superior):
    base = seated(Kind.BASE, superior)
    PowerGrant.objects.create(organization=base, power=Power.AUTHORISED, decision_number="7", decided_on=DAY, since=DAY)
    cell = cell_under(base)

    def expels(day) -> Body:
        found = route(cell, day)
        way = chain(
            law_on(law_folder("discipline"), day),
            subject_kind=SubjectKind.OFFICIAL,
            subject_class=SubjectClass.A,
            form=Form.EXPULSION,
            deciders=deciders(found),
            grants=found.grants,
        )
        assert way.decider is not None
        return body_of(found, way.decider)

    assert expels(DAY - timedelta(days=1)) == Body.objects.get(organization=superior, kind=BodyKind.INSPECTION)
    assert expels(DAY) == Body.objects.get(organization=base, kind=BodyKind.COMMITTEE)


def test_base_above_a_base_is_the_upper_level_while_it_has_the_powers(direct):
    leading = seated(Kind.BASE, direct)
    base = seated(Kind.BASE, leading)
    cell = cell_under(base)
    PowerGrant.objects.create(
        organization=leading, power=Power.UPPER_LEVEL, decision_number="9", decided_on=DAY, since=DAY
    )
    found = route(cell)
    assert (found.levels[Level.BASE], found.levels[Level.UPPER], found.levels[Level.NEXT]) == (base, leading, direct)
    assert found.grants == frozenset()
    with pytest.raises(NoRoute, match="no upper-level powers on 03/08/2025"):
        route(cell, DAY - timedelta(days=1))


def test_merge_leads_to_the_new_superior_from_its_day(direct, superior):
    base = seated(Kind.BASE, superior)
    other = seated(Kind.SUPERIOR, direct)
    Placement.objects.filter(organization=base).update(until=DAY)
    Placement.objects.create(organization=base, parent=other, since=DAY)
    cell = cell_under(base)
    assert route(cell, DAY - timedelta(days=1)).levels[Level.UPPER] == superior
    assert route(cell).levels[Level.UPPER] == other


def test_before_the_first_matrix_nobody_disciplines(superior):
    cell = cell_under(superior, Kind.BASE_CELL)
    assert route_of(cell, DAY, law_on(law_folder("discipline"), date(2016, 7, 26))).has(Level.CELL)
    with pytest.raises(NoRoute, match="who may discipline on 04/08/2025"):
        route_of(cell, DAY, law_on(law_folder("discipline"), date(2016, 7, 25)))


def test_organisation_outside_the_tree_has_no_route(superior):
    gone = organization(Kind.CELL, parent=superior, until=DAY)
    with pytest.raises(NoRoute, match="no place in the tree"):
        route(gone)


def test_route_costs_one_statement(superior, django_assert_num_queries):
    cell = cell_under(seated(Kind.BASE, superior))
    with django_assert_num_queries(1):
        route(cell)


@pytest.mark.parametrize(
    ("where", "body_kind", "role", "expected"),
    [
        ("cell", BodyKind.CELL, Role.CLERK, SubjectClass.A),
        ("cell", BodyKind.CELL, Role.SECRETARY, SubjectClass.B),
        ("cell", BodyKind.CELL_COMMITTEE, Role.MEMBER, SubjectClass.B),
        ("section", BodyKind.SECTION_COMMITTEE, Role.MEMBER, SubjectClass.C),
        ("base", BodyKind.INSPECTION, Role.MEMBER, SubjectClass.A),
        ("base", BodyKind.COMMITTEE, Role.MEMBER, SubjectClass.E),
        ("superior", BodyKind.COMMITTEE, Role.MEMBER, SubjectClass.F),
        ("superior", BodyKind.ORGANIZATION_DEPARTMENT, Role.HEAD, SubjectClass.A),
        ("direct", BodyKind.COMMITTEE, Role.MEMBER, SubjectClass.G),
    ],
)
def test_class_is_that_of_the_highest_committee(direct, superior, where, body_kind, role, expected):
    base = seated(Kind.BASE, superior)
    section = organization(Kind.SECTION, parent=base)
    cell = cell_under(section)
    places = {"cell": cell, "section": section, "base": base, "superior": superior, "direct": direct}
    holder, found = person(), Body.objects.filter(organization=places[where], kind=body_kind).first()
    seat(holder, found or body(places[where], body_kind), role)
    assert class_of(offices_of(holder, route(cell))) == expected


def test_committee_member_of_a_grassroots_cell_is_in_a_class_of_his_own(superior):
    cell = cell_under(superior, Kind.BASE_CELL)
    holder = person()
    seat(holder, Body.objects.get(organization=cell), Role.SECRETARY)
    offices = offices_of(holder, route(cell))
    assert (class_of(offices), committee_levels(offices)) == (SubjectClass.D, frozenset({Level.CELL}))


def test_member_of_the_committee_above_the_base_is_f_also_right_under_the_centre(direct):
    """On the path his committee is the level above the base, whatever its kind; elsewhere its kind says."""
    holder = person()
    seat(holder, Body.objects.get(organization=direct, kind=BodyKind.COMMITTEE), Role.MEMBER)
    on_the_way = route(cell_under(seated(Kind.BASE, direct)))
    elsewhere = route(cell_under(seated(Kind.BASE, seated(Kind.SUPERIOR, organization(Kind.DIRECT)))))
    assert class_of(offices_of(holder, on_the_way)) == SubjectClass.F
    assert class_of(offices_of(holder, elsewhere)) == SubjectClass.G


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [((), SubjectClass.G), ((Kind.BASE,), SubjectClass.G), ((Kind.SUPERIOR,), SubjectClass.F)],
)
def test_cadre_of_a_higher_level_is_g_unless_he_is_f(superior, kinds, expected):
    holder = person()
    for kind in kinds:
        seat(holder, body(organization(kind), BodyKind.COMMITTEE), Role.MEMBER)
    found = route(cell_under(seated(Kind.BASE, superior)))
    assert class_of(offices_of(holder, found), managed_higher=True) == expected
