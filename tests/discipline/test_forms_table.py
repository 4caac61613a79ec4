"""Every verb has its form, and no two share one by accident."""

from dataclasses import replace

import pytest

from discipline.checks import form_problems, verbs_and_forms_agree
from discipline.complaints.flows import ComplaintFlow
from discipline.flows import DisciplineFlow
from discipline.forms import FORMS, SHARED, joined, shared
from workflows.forms import ActForm
from workflows.nodes import Doing


def test_the_table_fits_the_flows() -> None:
    assert verbs_and_forms_agree(None) == []


class Another(ActForm):
    pass


def test_one_verb_with_two_forms_is_refused() -> None:
    with pytest.raises(ValueError, match="accept"):
        joined([{"accept": ActForm, "refuse": ActForm}, {"accept": Another}])


def test_a_form_that_two_tables_name_is_shared() -> None:
    tables = [{"accept": ActForm, "refuse": ActForm}, {"accept": ActForm}]
    assert joined(tables) == {"accept": ActForm, "refuse": ActForm}
    assert shared(tables) == {"accept"}
    assert {"hand_in_explanation"} == SHARED


def test_what_is_missing_or_too_much_is_told() -> None:
    flows = [DisciplineFlow, ComplaintFlow]
    wanted = {code for flow in flows for node in flow.verb_nodes() for code in node.doings}
    table = {code: form for code, form in FORMS.items() if code in wanted}
    assert list(form_problems(flows, table)) == []
    without = {code: form for code, form in table.items() if code != "note_ground"}
    assert [problem.id for problem in form_problems(flows, without)] == ["discipline.E002"]
    assert [problem.id for problem in form_problems(flows, {**table, "nobody": ActForm})] == ["discipline.E003"]


def test_two_verbs_of_one_code_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    node = next(node for node in ComplaintFlow.verb_nodes() if "note_ground" in node.doings)
    doing = node.doings["note_ground"]
    other = Doing(replace(doing.verb, code="summon"), doing.rules, doing.leads)
    monkeypatch.setitem(node.doings, "summon", other)
    found = form_problems([DisciplineFlow, ComplaintFlow], FORMS)
    assert "discipline.E001" in {problem.id for problem in found}
