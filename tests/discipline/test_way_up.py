"""The way of a case up to who decides it: each link by its own power, and why a way leads to nobody."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discipline.codes import Decider, Form, Level, Matter, SubjectClass, SubjectKind
from discipline.competence import HOME, NO_LAW, NO_POWER, NO_SUCH_START, NOT_ON_THE_WAY, Chain, chain, powers
from discipline.law_of_day import law_of

DAY = date(2025, 8, 4)
FORMS = (Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.EXPULSION)
D = Decider
UPPER = (D.UPPER_INSPECTION, D.UPPER_STANDING, D.UPPER_COMMITTEE, D.NEXT_ABOVE)
FULL = (D.CELL, D.SECTION_COMMITTEE, D.BASE_INSPECTION, D.BASE_STANDING, D.BASE_COMMITTEE, *UPPER)
NO_BASE = (D.CELL, *UPPER)


def way(form: Form, of: str = "a", *, on: Sequence[Decider] = FULL, day: date = DAY, **given) -> Chain:
    given = {"subject_kind": SubjectKind.OFFICIAL, "subject_class": SubjectClass(of), "matter": Matter.CELL, **given}
    return chain(law_of(day), form=form, deciders=on, **given)


def links(found: Chain) -> list[str]:
    return [f"{link.decider.value} {link.does}" for link in found.links]


TO_EXPEL = ["cell proposes", "section_committee verifies", "base_inspection verifies"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"form": Form.WARNING}, ["cell decides"]),
        (
            {"form": Form.EXPULSION},
            [*TO_EXPEL, "base_committee proposes", "upper_inspection decides"],
        ),
        # DIS-52, DIS-53
        ({"form": Form.EXPULSION, "grants": ["authorised"]}, [*TO_EXPEL, "base_committee decides"]),
        ({"form": Form.EXPULSION, "grants": ["upper_level"]}, [*TO_EXPEL, "base_standing decides"]),
        # without an inspection commission above it is the standing committee, without that the committee
        (
            {"form": Form.EXPULSION, "on": (D.CELL, D.UPPER_STANDING, D.UPPER_COMMITTEE)},
            ["cell proposes", "upper_standing decides"],
        ),
        ({"form": Form.EXPULSION, "on": (D.CELL, D.UPPER_COMMITTEE)}, ["cell proposes", "upper_committee decides"]),
        # B, C: removed by the grassroots committee
        ({"form": Form.REMOVAL, "of": "b"}, [*TO_EXPEL, "base_committee decides"]),
        # D: a grassroots cell (DIS-45: to the standing committee above); A right under a commune (U-14)
        (
            {"form": Form.EXPULSION, "of": "d", "on": NO_BASE},
            ["cell proposes", "upper_inspection proposes", "upper_standing decides"],
        ),
        ({"form": Form.EXPULSION, "on": NO_BASE}, ["cell proposes", "upper_inspection decides"]),
        # E
        (
            {"form": Form.REMOVAL, "of": "e"},
            [
                "cell proposes",
                "base_inspection proposes",
                "base_committee proposes",
                "upper_inspection proposes",
                "upper_standing decides",
            ],
        ),
        # F
        (
            {"form": Form.REMOVAL, "of": "f"},
            [
                "cell proposes",
                "base_inspection proposes",
                "base_committee proposes",
                "upper_inspection proposes",
                "upper_committee proposes",
                "next_above decides",
            ],
        ),
        ({"form": Form.WARNING, "of": "f"}, ["cell decides"]),
        # G
        (
            {"form": Form.REMOVAL, "of": "g", "managed_by": Level.UPPER},
            [
                "cell proposes",
                "base_inspection proposes",
                "base_committee proposes",
                "upper_inspection proposes",
                "upper_standing decides",
            ],
        ),
        (
            {"form": Form.REMOVAL, "of": "g", "managed_by": Level.NEXT},
            ["cell proposes", "base_inspection proposes", "base_committee proposes", "next_above decides"],
        ),
        # DIS-46: a superior's task
        (
            {"form": Form.REPRIMAND, "matter": Matter.SUPERIOR},
            ["cell proposes", "section_committee verifies", "base_inspection decides"],
        ),
        (
            {"form": Form.WARNING, "matter": Matter.SUPERIOR},
            ["cell proposes", "section_committee verifies", "base_inspection verifies", "base_standing decides"],
        ),
        (
            {"form": Form.WARNING, "matter": Matter.SUPERIOR, "day": date(2021, 7, 27)},
            ["cell proposes", "section_committee verifies", "base_inspection verifies", "base_committee decides"],
        ),
        (
            {"form": Form.WARNING, "of": "f", "matter": Matter.SUPERIOR, "assigned_by": Level.BASE},
            ["cell proposes", "base_inspection proposes", "base_committee decides"],
        ),
        (
            {"form": Form.WARNING, "of": "f", "matter": Matter.SUPERIOR, "assigned_by": Level.UPPER},
            [
                "cell proposes",
                "base_inspection proposes",
                "base_committee proposes",
                "upper_inspection proposes",
                "upper_standing decides",
            ],
        ),
        # DIS-59: cell committee and grassroots committee, the grassroots committee and the one above
        (
            {"form": Form.REMOVAL, "of": "c", "committees": [Level.CELL, Level.SECTION]},
            [*TO_EXPEL, "base_committee decides"],
        ),
        (
            {"form": Form.EXPULSION, "committees": [Level.CELL, Level.BASE], "on": NO_BASE},
            ["cell proposes", "upper_inspection proposes", "upper_standing decides"],
        ),
        (
            {"form": Form.EXPULSION, "of": "e", "committees": [Level.BASE, Level.UPPER]},
            [
                "cell proposes",
                "base_inspection proposes",
                "base_committee proposes",
                "upper_inspection proposes",
                "upper_committee proposes",
                "next_above decides",
            ],
        ),
        # DIS-60: a superior takes over
        ({"form": Form.WARNING, "start": D.UPPER_INSPECTION}, ["upper_inspection decides"]),
        ({"form": Form.WARNING, "of": "e", "start": D.BASE_COMMITTEE}, ["base_committee decides"]),
        # DIS-62: at the host, up to a warning
        ({"form": Form.WARNING, "temporary_host": True}, ["cell decides"]),
    ],
)
def test_way_leads_up_to_the_first_that_may_decide(given, expected):
    found = way(given.pop("form"), given.pop("of", "a"), **given)
    assert (links(found), found.complete, found.reason) == (expected, True, "")


@pytest.mark.parametrize(
    ("level", "form", "expected"),
    [
        (Level.CELL, Form.WARNING, ["base_standing decides"]),
        (Level.SECTION, Form.REPRIMAND, ["base_standing decides"]),
        (Level.BASE, Form.WARNING, ["upper_inspection decides"]),
        (Level.UPPER, Form.WARNING, ["next_above decides"]),
        (Level.CELL, Form.DISSOLUTION, ["base_committee proposes", "upper_committee decides"]),
        (Level.BASE, Form.DISSOLUTION, ["upper_committee proposes", "next_above decides"]),
    ],
)
def test_organisation_is_disciplined_from_directly_above_and_dissolved_a_level_higher(level, form, expected):
    found = chain(
        law_of(DAY), subject_kind=SubjectKind.ORGANIZATION, form=form, deciders=FULL, organization_level=level
    )
    assert (links(found), found.complete) == (expected, True)


@pytest.mark.parametrize(
    ("given", "expected", "reason"),
    [
        ({"form": Form.WARNING, "day": date(2016, 7, 25)}, [], NO_LAW),
        ({"form": Form.EXPULSION, "temporary_host": True}, ["cell proposes"], HOME),
        ({"form": Form.EXPULSION, "on": (D.CELL,)}, ["cell proposes"], NO_POWER),
        (
            {"form": Form.EXPULSION, "of": "g", "on": NO_BASE},
            ["cell proposes"],
            NOT_ON_THE_WAY,
        ),
        ({"form": Form.WARNING, "start": D.BASE_STANDING, "on": NO_BASE}, [], NO_SUCH_START),
    ],
)
def test_way_that_leads_to_nobody_says_why(given, expected, reason):
    found = way(given.pop("form"), given.pop("of", "a"), **given)
    assert (links(found), found.complete, found.decider, found.reason) == (expected, False, None, reason)


def test_host_had_no_limit_before_the_day_of_22():
    found = way(Form.REMOVAL, "b", temporary_host=True, day=date(2021, 7, 27))
    assert found.decider is D.BASE_COMMITTEE
    assert way(Form.REMOVAL, "b", temporary_host=True, day=date(2021, 7, 28)).reason == HOME


@settings(max_examples=300, deadline=None)
@given(
    st.sets(st.sampled_from(FULL), min_size=1),
    st.sampled_from(list(SubjectClass)),
    st.sampled_from(list(Matter)),
    st.sampled_from(FORMS),
    st.sets(st.sampled_from(["authorised", "upper_level"])),
    st.sets(st.sampled_from(list(Level)), max_size=3),
    st.none() | st.sampled_from(list(Level)),
)
def test_every_way_climbs_and_ends_with_the_only_one_that_decides(on, of, matter, form, grants, committees, level):
    """Each link by its own power; only the last decides; whoever decides has the power for the form by the matrix."""
    law, order = law_of(DAY), [one for one in Decider if one in on]
    found = chain(
        law,
        subject_kind=SubjectKind.OFFICIAL,
        subject_class=of,
        matter=matter,
        form=form,
        deciders=order,
        grants=grants,
        committees=committees,
        managed_by=level,
        assigned_by=level,
    )
    places = [order.index(link.decider) for link in found.links]
    assert places == sorted(set(places))
    assert [link.does for link in found.links[:-1]].count("decides") == 0
    assert found.complete == (not found.reason)
    for link in found.links:
        own = {"upper": Level.UPPER, "base": Level.BASE, "next": Level.NEXT}.get(link.decider.value.split("_")[0])
        may = powers(law, link.decider, of, matter, grants=grants, own_task=level == own, own_cadre=level == own)
        allowed = {
            "decides": form in may.decides,
            "proposes": form in may.decides | may.proposes,
            "verifies": may.verifies,
        }
        assert allowed[link.does]


def test_level_without_a_body_is_still_the_direct_superior():
    """A warning of the cell is not decided a level too high because nobody sits at the grassroots that day."""

    def warned(path: Sequence[Level] = ()) -> Chain:
        return chain(law_of(DAY), subject_kind=SubjectKind.ORGANIZATION, form=Form.WARNING, deciders=NO_BASE, path=path)

    found = warned([Level.CELL, Level.BASE, Level.UPPER, Level.NEXT])
    assert (links(found), found.reason) == ([], NO_POWER)
    assert links(warned()) == ["upper_inspection decides"]
