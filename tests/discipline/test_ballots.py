"""The ballot of the forms as the law of the day makes it; what its counts come to, against a second way to count."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discipline.ballots import forms_ballot, forms_of, half_of, two_thirds_of
from discipline.codes import FORM_LABELS, NO_DISCIPLINE, Decider, Form, Matter, SubjectClass, SubjectKind
from discipline.competence import Powers, mode_of, powers
from discipline.facts import Facts
from tests.workflows.meetings import oracle
from workflows.law import Law, NotInForce, law_on
from workflows.meetings.ballot import Ballot
from workflows.meetings.facts import MeetingFacts
from workflows.meetings.outcomes import AbovePower, Mode, forms_outcome
from workflows.meetings.rules import BEFORE_ANY_VOTE
from workflows.procedures import law_folder
from workflows.rules import Status, judge
from workflows.votes import RosterMember, base_of, propose_roster

#: The codes of the second way to count.
SHORT: dict[str, str] = {
    Form.DISSOLUTION: "GT",
    Form.EXPULSION: "KTr",
    Form.REMOVAL: "CCh",
    Form.WARNING: "CC",
    Form.REPRIMAND: "KT",
    NO_DISCIPLINE: oracle.NONE,
}
WORDS = {str(form): words for form, words in FORM_LABELS.items()} | {NO_DISCIPLINE: "No discipline"}
SUBJECTS = [
    (SubjectKind.OFFICIAL, True),
    (SubjectKind.OFFICIAL, False),
    (SubjectKind.PROBATIONARY, False),
    (SubjectKind.ORGANIZATION, False),
]
DAY = date(2025, 8, 4)


def law_of(day: date = DAY) -> Law:
    return law_on(law_folder("discipline"), day)


def may_decide(*forms: str, law: Law) -> Powers:
    provision = law["discipline.vote.form"]
    return Powers({Form(form): provision for form in forms})


def ballot_of(kind: SubjectKind, holds_office: bool, power: Powers, law: Law) -> Ballot:
    return forms_ballot(law, subject_kind=kind, holds_office=holds_office, powers=power, question="?", labels=WORDS)


def agrees(ballot: Ballot, marks: Sequence[str], mode: Mode) -> None:
    """Asserts that the outcome of the marks is that of the second way to count."""
    asked = ballot.forms_vote
    assert asked is not None
    order = asked.ballot.order
    outcome = forms_outcome(
        {mark: count for mark, count in Counter(marks).items() if mark},
        len(marks),
        asked.ballot,
        mode=mode,
        power=asked.power,
        above_power=asked.above_power,
    )
    expected = oracle.forms_answer(
        [SHORT[mark] if mark else oracle.NOTHING for mark in marks],
        proposing=mode is Mode.PROPOSE,
        power={SHORT[Form(form)] for form in asked.power},
        go_down=False,
        forms=[SHORT[Form(form)] for form in order],
    )
    assert (outcome.ending.value, SHORT[Form(outcome.form)] if outcome.form else None) == expected[:2]
    assert [line.sum for line in outcome.lines if line.cumulated] == expected.sums


def ways(law: Law) -> Iterator[tuple[Ballot, Mode]]:
    """Every ballot of every subject with every power there can be, decided and proposed."""
    for (kind, holds_office), mode in product(SUBJECTS, Mode):
        forms = forms_of(law, kind, holds_office=holds_office)
        for size in range(len(forms) + 1):
            for decided in combinations(forms, size):
                yield ballot_of(kind, holds_office, may_decide(*decided, law=law), law), mode


@pytest.mark.parametrize("day", [date(2021, 7, 28), date(2025, 5, 30), date(2025, 7, 1)])
def test_every_small_vote_comes_to_what_the_text_says(day: date) -> None:
    for ballot, mode in ways(law_of(day)):
        for base in range(1, 6):
            for marks in combinations_with_replacement(("", *ballot.options), base):
                agrees(ballot, marks, mode)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(ways(law_of()))), st.data())
def test_larger_votes_come_to_what_the_text_says(way: tuple[Ballot, Mode], data: st.DataObject) -> None:
    ballot, mode = way
    base = data.draw(st.integers(1, 60))
    favourite = data.draw(st.sampled_from(ballot.options))
    near = sorted({base // 2, base // 2 + 1, 2 * base // 3, min(base, 2 * base // 3 + 1)})
    behind = data.draw(st.sampled_from(near))
    rest = data.draw(st.lists(st.sampled_from(("", *ballot.options)), min_size=base - behind, max_size=base - behind))
    agrees(ballot, [favourite] * behind + rest, mode)


def test_forms_go_to_the_ballot_heaviest_first() -> None:
    law = law_of()
    found = [forms_of(law, kind, holds_office=office) for kind, office in SUBJECTS]
    assert found == [
        ("expulsion", "removal", "warning", "reprimand"),
        ("expulsion", "warning", "reprimand"),
        ("warning", "reprimand"),
        ("dissolution", "warning", "reprimand"),
    ]


def test_ballot_has_every_form_no_discipline_last_and_is_secret() -> None:
    law = law_of()
    ballot = ballot_of(SubjectKind.OFFICIAL, False, may_decide("reprimand", "warning", law=law), law)
    assert list(ballot.labels.items()) == [
        ("expulsion", "Expulsion"),
        ("warning", "Warning"),
        ("reprimand", "Reprimand"),
        ("no_discipline", "No discipline"),
    ]
    assert ballot.forms == ("secret",)
    assert ballot.forms_vote is not None
    assert (ballot.forms_vote.power, ballot.forms_vote.above_power) == (
        frozenset({"reprimand", "warning"}),
        AbovePower.FORWARD,
    )


def test_power_over_a_form_that_is_not_asked_is_left_out() -> None:
    law = law_of()
    ballot = ballot_of(SubjectKind.PROBATIONARY, False, may_decide("warning", "expulsion", law=law), law)
    assert ballot.forms_vote is not None
    assert ballot.forms_vote.power == {"warning"}


@pytest.mark.parametrize(
    ("day", "regulation", "certainty"),
    [
        (date(2021, 7, 27), "30-qd-tw-2016", "unverified"),
        (date(2021, 7, 28), "22-qd-tw-2021", "quoted"),
        (date(2025, 5, 29), "22-qd-tw-2021", "quoted"),
        (date(2025, 5, 30), "296-qd-tw-2025", "unverified"),
        (date(2025, 6, 30), "296-qd-tw-2025", "unverified"),
        (date(2025, 7, 1), "294-qd-tw-2025", "text"),
    ],
)
def test_ratios_are_taken_from_the_text_that_was_read_once_there_is_one(day, regulation, certainty) -> None:
    found = [(one.regulation, one.certainty.value) for one in (half_of(law_of(day)), two_thirds_of(law_of(day)))]
    assert found == [(regulation, certainty)] * 2


def test_before_the_single_ballot_none_is_made() -> None:
    before, law = law_of(date(2016, 11, 20)), law_of(date(2016, 11, 21))
    power = may_decide("warning", law=law)
    assert ballot_of(SubjectKind.OFFICIAL, True, power, law).options[-1] == NO_DISCIPLINE
    with pytest.raises(NotInForce, match="single_ballot"):
        ballot_of(SubjectKind.OFFICIAL, True, power, before)


@pytest.mark.parametrize(
    ("matter", "expected", "mode"),
    [
        (Matter.CELL, Form.WARNING, Mode.DECIDE),
        (Matter.CELL, None, Mode.DECIDE),
        (Matter.CELL, Form.EXPULSION, Mode.PROPOSE),
        (Matter.SUPERIOR, Form.REPRIMAND, Mode.PROPOSE),
        (Matter.SUPERIOR, None, Mode.PROPOSE),
    ],
)
def test_mode_of_the_cell_is_fixed_from_the_expected_form_before_the_vote(matter, expected, mode) -> None:
    assert mode_of(law_of(), Decider.CELL, SubjectClass.A, matter, expected) is mode


def test_cell_that_proposes_a_superiors_task_decides_no_form_on_its_ballot() -> None:
    law = law_of()
    found = powers(law, Decider.CELL, SubjectClass.A, Matter.SUPERIOR)
    ballot = ballot_of(SubjectKind.OFFICIAL, True, found, law)
    assert ballot.forms_vote is not None
    assert ballot.forms_vote.power == frozenset()


# --- the meeting and its base

MEETING = MeetingFacts(
    held_on=DAY,
    notice_sent_on=DAY,
    chair="A",
    chair_role="secretary",
    body_kind="cell",
    secretary="B",
    secretary_present=True,
    summoned=9,
    base=9,
    present=9,
    minimum=5,
    voters=9,
    tellers=2,
    form="secret",
    medium="paper",
    excused=1,
)


def test_rules_of_any_meeting_are_in_force_for_discipline() -> None:
    findings = judge(BEFORE_ANY_VOTE, Facts(meeting=MEETING), law_of())
    assert {finding.name: finding.status for finding in findings} == dict.fromkeys(
        (rule.name for rule in BEFORE_ANY_VOTE.all), Status.HOLDS
    )


def test_accused_secretary_does_not_preside_over_his_own_matter() -> None:
    concerned = Facts(meeting=MeetingFacts(**{**vars(MEETING), "chair_concerned": True}))
    stopped = [finding.rule for finding in judge(BEFORE_ANY_VOTE, concerned, law_of()) if finding.stops]
    assert stopped == ["DIS-81"]


def test_base_of_a_cell_and_of_a_committee_is_known_from_294_on() -> None:
    members = [
        RosterMember(1, "official"),
        RosterMember(2, "exempt", overlays=frozenset({"exempt"}), present=False),
        RosterMember(3, "exempt and there", overlays=frozenset({"exempt"}), present=True),
        RosterMember(4, "suspended", overlays=frozenset({"suspended"}), present=True),
        RosterMember(5, "prosecuted", overlays=frozenset({"prosecuted"}), present=False),
        RosterMember(6, "away", overlays=frozenset({"temporarily_away"}), present=False),
        RosterMember(7, "absent", present=False),
        RosterMember(8, "probationary", kind="probationary", present=True),
    ]
    law = law_of(date(2025, 7, 1))
    assert base_of(propose_roster(members, law, cell=True)) == 3
    assert base_of(propose_roster(members[:7], law, cell=False)) == 4
    with pytest.raises(NotInForce, match="vote_base"):
        propose_roster(members, law_of(date(2025, 6, 30)), cell=True)
