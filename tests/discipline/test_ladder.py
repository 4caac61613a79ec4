"""The ladder of a complaint: the way that the domain gives as its example, and what is true of every ladder."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discipline.codes import Form
from discipline.codes_complaint import Level, Organ
from discipline.ladder import PathError, Place, Step, Tier, is_final, ladder, next_instance
from workflows.law import Law, NotInForce, law_on
from workflows.procedures import law_folder

Q22 = law_on(law_folder("discipline"), date(2024, 3, 1))
Q296 = law_on(law_folder("discipline"), date(2025, 8, 4))
PATH = [Tier(level) for level in Level]
CELL = Place(Level.CELL, Organ.CELL)
MEMBERS_FORMS = [Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.EXPULSION]

_organs = st.frozensets(st.sampled_from([Organ.INSPECTION, Organ.STANDING, Organ.COMMITTEE]))
_deciders = st.one_of(
    st.just(CELL),
    st.builds(
        Place,
        st.sampled_from([Level.GRASSROOTS, Level.ABOVE_GRASSROOTS, Level.UNDER_CENTRE]),
        st.sampled_from([Organ.INSPECTION, Organ.STANDING, Organ.COMMITTEE]),
    ),
)
_central = st.builds(
    Place,
    st.just(Level.CENTRE),
    st.sampled_from([Organ.INSPECTION, Organ.SECRETARIAT, Organ.POLITBURO, Organ.COMMITTEE]),
)
_places = st.builds(Place, st.sampled_from(Level), st.sampled_from(Organ))
_every = list(Level)
_paths = st.lists(st.sampled_from(Level), unique=True).flatmap(
    lambda levels: st.tuples(*(st.builds(Tier, st.just(level), _organs) for level in sorted(levels, key=_every.index)))
)


def places(steps: tuple[Step, ...]) -> list[str]:
    return [f"{step.level} {step.organ}{' final' if step.final else ''}" for step in steps]


def test_ladder_of_a_cells_decision_is_that_of_the_domain() -> None:
    below = [
        f"{level} {organ}"
        for level in ("grassroots", "above_grassroots", "under_centre")
        for organ in ("inspection", "standing", "committee")
    ]
    steps = ladder(Q22, decided_by=CELL, path=PATH, form=Form.WARNING)
    assert places(steps) == [*below, "centre inspection final"]
    steps = ladder(Q22, decided_by=CELL, path=PATH, form=Form.EXPULSION)
    assert places(steps) == [*below, "centre inspection", "centre secretariat final"]


@pytest.mark.parametrize(
    ("organ", "first"),
    [
        (Organ.INSPECTION, "grassroots standing"),
        (Organ.STANDING, "above_grassroots inspection"),
        (Organ.COMMITTEE, "above_grassroots inspection"),
    ],
)
def test_first_instance_follows_from_the_organ_that_decided(organ: Organ, first: str) -> None:
    steps = ladder(Q296, decided_by=Place(Level.GRASSROOTS, organ), path=PATH, form=Form.WARNING)
    assert places(steps)[0] == first


def test_level_without_a_standing_committee_goes_to_its_committee() -> None:
    small = Tier(Level.GRASSROOTS, frozenset({Organ.INSPECTION, Organ.COMMITTEE}))
    steps = ladder(Q22, decided_by=Place(Level.GRASSROOTS, Organ.INSPECTION), path=[small, PATH[2]], form=Form.WARNING)
    assert places(steps)[:2] == ["grassroots committee", "above_grassroots inspection"]


def test_cell_without_a_grassroots_committee_goes_to_the_level_above() -> None:
    steps = ladder(Q296, decided_by=CELL, path=[PATH[0], *PATH[2:]], form=Form.WARNING)
    assert places(steps)[0] == "above_grassroots inspection"


def test_every_step_names_what_makes_it_one() -> None:
    steps = ladder(Q22, decided_by=Place(Level.GRASSROOTS, Organ.INSPECTION), path=PATH, form=Form.EXPULSION)
    named = dict.fromkeys(step.provision.name for step in steps)
    assert list(named) == ["complaint.after_inspection", "complaint.ladder", "complaint.central_expulsion"]
    assert {step.provision.title for step in steps} == {"Quy định 22-QĐ/TW"}


@pytest.mark.parametrize(("path", "form"), [(PATH[:4], Form.WARNING), (PATH, Form.DISSOLUTION)])
def test_where_the_last_instance_is_not_known_no_step_is_final(path: list[Tier], form: Form) -> None:
    steps = ladder(Q22, decided_by=CELL, path=path, form=form)
    assert [step for step in steps if step.final] == []
    assert steps[-1].place == Place(Level.UNDER_CENTRE, Organ.COMMITTEE)


def test_last_instance_that_took_part_leaves_no_final_step() -> None:
    secretariat = Place(Level.CENTRE, Organ.SECRETARIAT)
    steps = ladder(Q22, decided_by=CELL, path=PATH, form=Form.EXPULSION, took_part=[secretariat])
    assert steps[-1].place == Place(Level.CENTRE, Organ.INSPECTION)
    assert not steps[-1].final


def test_levels_out_of_order_are_refused() -> None:
    with pytest.raises(PathError):
        ladder(Q22, decided_by=CELL, path=[PATH[1], PATH[0]], form=Form.WARNING)


def test_before_the_regulation_of_2021_no_ladder_is_known() -> None:
    law = law_on(law_folder("discipline"), date(2021, 7, 27))
    with pytest.raises(NotInForce):
        ladder(law, decided_by=CELL, path=PATH, form=Form.WARNING)


@given(_deciders, _paths, st.sampled_from(Form), st.lists(_places, max_size=3), st.sampled_from([Q22, Q296]))
@settings(deadline=None)
def test_ladder_never_visits_a_body_that_decided_or_took_part_goes_up_and_ends(
    decider: Place, path: tuple[Tier, ...], form: Form, took_part: list[Place], law: Law
) -> None:
    steps = ladder(law, decided_by=decider, path=path, form=form, took_part=took_part)
    heights = [decider.height, *(step.place.height for step in steps)]
    assert {step.place for step in steps} & {decider, *took_part} == set()
    assert all(lower < higher for lower, higher in pairwise(heights))
    assert len(steps) <= len(Level) * len(Organ)
    assert [step.final for step in steps[:-1]] == [False] * len(steps[:-1])
    walked, last = [], None
    while (step := next_instance(steps, last)) is not None:
        walked.append(step)
        last = step.place
    assert walked == list(steps)


@given(_deciders, st.sampled_from(MEMBERS_FORMS))
def test_on_the_whole_path_a_member_always_has_a_last_instance(decider: Place, form: Form) -> None:
    steps = ladder(Q22, decided_by=decider, path=PATH, form=form)
    last = Organ.SECRETARIAT if form is Form.EXPULSION else Organ.INSPECTION
    assert steps[-1].place == Place(Level.CENTRE, last)
    assert is_final(steps, steps[-1].place)
    assert not any(is_final(steps, step.place) for step in steps[:-1])


@given(_central, st.sampled_from(MEMBERS_FORMS))
def test_of_the_centres_own_decisions_the_central_committee_is_the_last(decider: Place, form: Form) -> None:
    assert places(ladder(Q22, decided_by=decider, path=PATH, form=form)) == ["centre committee final"]


def test_next_instance_passes_a_body_that_is_no_step_any_more() -> None:
    steps = ladder(Q22, decided_by=CELL, path=[PATH[0], *PATH[2:]], form=Form.WARNING)
    after = next_instance(steps, Place(Level.GRASSROOTS, Organ.COMMITTEE))
    assert after is not None
    assert after.place == Place(Level.ABOVE_GRASSROOTS, Organ.INSPECTION)
