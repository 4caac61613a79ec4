"""What stands behind the name of a field: nothing where the act needs it, when it does, or that it never does."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string

from discipline.collective_forms import RegisterOrganizationReportForm
from discipline.examination_forms import FilePaperForm, VoteForm
from discipline.screens import SCREEN
from tests.discipline.matters import Matter
from workflows.forms import ActForm
from workflows.meetings.item_forms import OpenVoteForm


def forms(of: type[ActForm] = ActForm) -> Iterator[type[ActForm]]:
    for form in of.__subclasses__():
        yield form
        yield from forms(form)


@pytest.mark.parametrize("form", sorted(set(forms()), key=repr))
def test_only_fields_that_may_be_left_empty_say_when_they_are_needed(form: type[ActForm]) -> None:
    assert SCREEN.forms
    fields = {name for name in form.needed if name in form.base_fields and form.base_fields[name].required}
    assert fields == set()
    own = form.__dict__.get("needed", {})
    assert own.keys() <= form.base_fields.keys()


@pytest.mark.django_db
def test_the_mark_says_when_the_act_needs_the_field() -> None:
    matter = Matter().to("cell")
    matter.meet()
    told: dict[str, Any] = {
        "on": matter.day,
        "user": matter.chain.users["cell"],
        "case": matter.case,
        "task": matter.task,
    }

    tellers = render_to_string("components/field.html", {"field": OpenVoteForm(verb="open_vote", **told)["tellers"]})
    scan = render_to_string("components/field.html", {"field": FilePaperForm(verb="file", **told)["file"]})
    number = render_to_string("components/field.html", {"field": FilePaperForm(verb="file", **told)["number"]})

    assert "(needed for a secret ballot)" in tellers
    assert "(needed where the paper is not written here)" in scan
    assert "(optional)" in number


@pytest.mark.django_db
def test_a_form_of_two_parts_says_what_both_say() -> None:
    of = Matter()
    form = RegisterOrganizationReportForm(verb="register", on=of.day, user=of.chain.users["cell"])
    shown = [render_to_string("components/field.html", {"field": form[name]}) for name in ("person", "discovered_on")]
    assert "(needed where it has no secretary on that day)" in shown[0]
    assert "(needed where the day of the act cannot be fixed)" in shown[1]


@pytest.mark.django_db
def test_what_the_regulation_asks_of_a_conclusion_is_no_option() -> None:
    matter = Matter().to("cell")
    matter.meet()
    form = VoteForm(
        verb="record_cell_decision", on=matter.day, user=matter.chain.users["cell"], case=matter.case, task=matter.task
    )
    assert "optional" not in render_to_string("components/field.html", {"field": form["conclusion_elements"]})
