"""The map of the states and transitions of the law agrees with the flow, and real dossiers walk every row of it."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from admission import map_of_law
from admission.flows import AdmissionFlow
from admission.map_of_law import LawMap, MapError, Place
from admission.map_of_law.checking import Checker
from admission.screens import CLOCKS
from tests.admission import walks_applicant, walks_listed, walks_member, walks_member_moving, walks_moving
from tests.admission.walking import Seen, Walk, fits, unexplained, unwalked

WALKS: dict[str, Callable[[Walk], None]] = {
    **walks_listed.WALKS,
    **walks_applicant.WALKS,
    **walks_moving.WALKS,
    **walks_member.WALKS,
    **walks_member_moving.WALKS,
}


@pytest.fixture(scope="module")
def law_map() -> LawMap:
    return map_of_law.load()


def problems(law_map: LawMap) -> list[str]:
    return Checker(law_map, AdmissionFlow, CLOCKS).problems()


@pytest.mark.django_db
def test_real_dossiers_walk_every_row_of_the_map_and_nothing_beside_it(law_map: LawMap) -> None:
    walk = Walk()
    for name, journey in WALKS.items():
        try:
            walk.make(journey)
        except Exception as error:
            error.add_note(f"on the walk: {name}")
            raise
    assert unexplained(law_map, walk.seen) == []
    assert unwalked(law_map, walk.seen) == []


def test_map_and_flow_agree(law_map: LawMap) -> None:
    assert problems(law_map) == []
    assert (len(law_map.states), len(law_map.transitions)) == (50, 54)
    assert [row.id for row in law_map.transitions.values() if row.missing] == []


def changed(law_map: LawMap, row: str, index: int = 0, **values: Any) -> LawMap:
    """The map with one act of a row told otherwise."""
    old = law_map.transitions[row]
    acts = [replace(act, **values) if at == index else act for at, act in enumerate(old.acts)]
    return replace(law_map, transitions={**law_map.transitions, row: replace(old, acts=tuple(acts))})


@pytest.mark.parametrize(
    ("row", "values", "said"),
    [
        ("T01", {"verb": "dance"}, "T01: dance: not offered at 'prospect'"),
        ("T01", {"at": ("nowhere",)}, "T01: put_on_list: not offered at 'nowhere'"),
        ("T16", {"outcomes": ("x",)}, "T16: record_cell_vote at cell: has no outcome 'x'"),
        (
            "T29",
            {"targets": ("official",)},
            "T29: receive_decision at receipt, outcome done: does not lead to official",
        ),
        ("T29", {"sources": ("prospect",)}, "T29: receive_decision at receipt, outcome done: not offered in prospect"),
        ("T29", {"sources": ("limbo",)}, "T29: receive_decision: 'limbo' is no state"),
    ],
)
def test_act_that_the_flow_does_not_know_is_told(law_map: LawMap, row: str, values: dict[str, Any], said: str) -> None:
    assert said in problems(changed(law_map, row, **values))


def test_state_step_verb_or_row_that_the_map_leaves_out_is_told(law_map: LawMap) -> None:
    states = {name: meaning for name, meaning in law_map.states.items() if name != "official"}
    found = problems(replace(law_map, states=states))
    assert {"states: not 1 to 50, each once and in order", "state 'official': not in the map"} <= set(found)
    rows = {name: row for name, row in law_map.transitions.items() if name != "T29"}
    found = problems(replace(law_map, transitions=rows))
    assert "transitions: not T01 to T54, each once and in order" in found
    # T51 tells of the receipt as well
    assert "node 'receipt': not in the map" not in found
    rows = {name: row for name, row in law_map.transitions.items() if name != "T48"}
    found = problems(replace(law_map, transitions=rows))
    assert {"node 'card': not in the map", "hand_over_card at card, outcome done: not in the map"} <= set(found)


def test_step_or_clock_of_a_state_that_is_not_there_is_told(law_map: LawMap) -> None:
    voting = replace(law_map.states["cell_voting"], steps=("nowhere",))
    overdue = replace(law_map.states["ceremony_overdue"], clock="sundial")
    states = {**law_map.states, "cell_voting": voting, "ceremony_overdue": overdue}
    found = problems(replace(law_map, states=states))
    assert {"cell_voting: there is no step 'nowhere'", "ceremony_overdue: there is no clock 'sundial'"} <= set(found)


def test_rule_that_does_not_stop_a_refused_verb_is_told(law_map: LawMap) -> None:
    row = law_map.transitions["T12"]
    fails = (replace(row.fails[0], rule="old_enough"),)
    found = problems(replace(law_map, transitions={**law_map.transitions, "T12": replace(row, fails=fails)}))
    assert found == ["T12: declare_complete at completion: 'old_enough' does not stop it"]


def test_row_whose_acts_lead_from_one_end_to_the_other_is_asked_for(law_map: LawMap) -> None:
    row = law_map.transitions["T27"]
    cut = {**law_map.transitions, "T27": replace(row, acts=row.acts[1:])}
    assert "T27: authority_voting: no act leads from there to decision_issued" in problems(
        replace(law_map, transitions=cut)
    )


def test_act_that_keeps_a_state_keeps_it_where_the_step_waits_and_leads_to_no_other(law_map: LawMap) -> None:
    row = law_map.transitions["T39"]
    at = next(at for at, act in enumerate(row.acts) if (act.verb, act.outcomes) == ("begin_stay", ("probation",)))
    wrong = ("probationary", "recognition_drafting")
    assert problems(changed(law_map, "T39", at, sources=wrong, targets=wrong)) == [
        "T39: begin_stay at stay_while_prepared, outcome probation: probation does not wait in recognition_drafting"
    ]
    unknown = changed(law_map, "T39", at, sources=("cell_resolved",), targets=("cell_resolved",))
    where = "T39: begin_stay at stay_while_prepared, outcome probation: "
    assert f"{where}not offered in cell_resolved" in problems(unknown)
    before, after = Place("probationary", "probation"), Place("probation_complete", "probation")
    kept, moved = (Seen("stay_while_prepared", "begin_stay", "probation", before, end) for end in (before, after))
    assert not fits(law_map, row.acts[at], moved)
    assert fits(law_map, row.acts[at], kept)
    assert "T39: begin_stay from probation_complete to probation_complete" in unwalked(law_map, {kept, moved})


def test_walk_that_misses_a_row_or_does_something_else_is_told(law_map: LawMap) -> None:
    before, after = Place("decision_issued", "receipt"), Place("decision_received", "ceremony")
    seen = {Seen("receipt", "receive_decision", "done", before, after)}
    assert unexplained(law_map, seen) == []
    missed = unwalked(law_map, seen)
    assert not [line for line in missed if line.startswith("T29")]
    assert {"T30: hold_ceremony at ceremony, done", "probationary: no dossier was ever in it"} <= set(missed)
    other = {Seen("receipt", "receive_decision", "done", before, Place("probationary", "probation"))}
    assert len(unexplained(law_map, other)) == 1
    assert "T29: receive_decision from decision_issued to decision_received" in unwalked(law_map, other)


def test_place_is_told_in_the_words_of_the_law(law_map: LawMap) -> None:
    told = {
        Place(""): {"nothing"},
        Place("dossier_complete", "cell"): {"dossier_complete"},
        Place("dossier_complete", "cell", on_agenda=True): {"dossier_complete", "cell_voting"},
        Place("base_resolved", "appraisal"): {"base_resolved", "authority_appraisal"},
        Place("decision_received", "ceremony"): {"decision_received"},
        Place("decision_received", "ceremony", overdue=frozenset({"ceremony"})): {
            "decision_received",
            "ceremony_overdue",
        },
        Place("authority_agreed", "decision"): {"authority_agreed"},
    }
    assert {place: set(law_map.identifiers(place)) for place in told} == told


def test_page_leads_to_files_and_headings_that_are_there(settings: Any) -> None:
    text = (settings.BASE_DIR / "docs" / "states-and-transitions.md").read_text(encoding="utf-8")
    links = set(re.findall(r"\]\(([^)]+)\)", text))
    headings = {line[4:].lower() for line in text.splitlines() if line.startswith("### ")}
    assert len(headings) == 54
    missing = [link for link in links if link[0] != "#" and not (settings.BASE_DIR / "docs" / link).exists()]
    assert missing == []
    assert {link[1:] for link in links if link[0] == "#"} == headings


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"verb": "x", "missing": "y"}, "T01: an act is verb and missing; it must be exactly one"),
        ({"at": ["x"]}, "T01: an act is nothing; it must be exactly one"),
        ({"verb": "x", "whence": "y"}, "T01: unknown key 'whence'"),
    ],
)
def test_act_of_no_shape_is_refused(row: dict[str, Any], said: str) -> None:
    with pytest.raises(MapError) as caught:
        map_of_law._act("T01", row, (), ())
    assert str(caught.value) == said


def test_act_that_keeps_states_and_leads_elsewhere_is_refused() -> None:
    with pytest.raises(MapError, match="T01: what keeps states has no from, to, outcome or at_once"):
        map_of_law._acts("T01", [{"verb": "x", "keeps": {"done": ["prospect"]}, "to": "official"}], (), ())
