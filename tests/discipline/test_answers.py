"""Every rule but those of power and of the vote is shown to hold and not to hold by the YAML cases."""

from discipline import rules
from tests.discipline.test_rules import HERE
from tests.law_cases import cases_in
from workflows.rules import Rule, Status

MODULES = [
    rules.circumstances,
    rules.complaint,
    rules.complaint_bars,
    rules.complaint_resolving,
    rules.contents,
    rules.deadlines,
    rules.decision,
    rules.deferral,
    rules.denunciation,
    rules.inspection,
    rules.judgments,
    rules.limitation,
    rules.principles,
    rules.procedure,
    rules.standing,
    rules.suspension,
    rules.versions,
    rules.wrong_discipline,
]
#: These only tell how things are; nothing a case says can break them.
TELLING = {
    "circumstances_are_listed",
    "complaint_follows_the_version_of_its_right",
    "concluded_facts_are_used",
    "disciplined_probationary_is_still_considered",
    "hindrance_defers_nothing",
    "limitation_is_not_counted_again",
    "step_follows_the_procedure_of_its_day",
    "subject_stays_answerable",
    "suspension_is_no_form",
}


def test_rules_each_hold_in_one_case_and_not_in_another() -> None:
    answers: dict[str, set[Status]] = {}
    for case in cases_in(HERE / "law"):
        for name, status in case.values[0].expect.items():
            answers.setdefault(name, set()).add(status)
    mine = {name for module in MODULES for name, value in vars(module).items() if isinstance(value, Rule)}
    weighed = {Status.BROKEN, Status.HUMAN}
    assert {name for name in mine if Status.HOLDS in answers[name] and weighed & answers[name]} == mine - TELLING
