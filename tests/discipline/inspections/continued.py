"""Discipline cases that go on from an inspection, driven on as every other."""

from datetime import timedelta

from discipline.models import DisciplineCase
from tests.discipline.inspections.searches import Search
from tests.discipline.matters import Matter


def led_to(search: Search) -> DisciplineCase:
    """The one discipline case that the inspection has led to."""
    case = search.case.consequences.get().led_to
    assert case is not None
    return case


def matter_of(search: Search) -> Matter:
    """The discipline case that the inspection has led to."""
    matter = Matter.__new__(Matter)
    matter.chain, matter.accused = search.chain, search.accused
    matter.day, matter.pace = search.day, timedelta(days=1)
    matter.case_id = led_to(search).pk
    return matter


def continued(by: str, *, criticised: bool = True, heard: bool = True) -> Matter:
    search = Search(by=by).deserving(criticised=criticised, heard=heard)
    search.pass_on()
    return matter_of(search)


def handed_over() -> Matter:
    search = Search().deserving()
    given = {"receiver": search.chain.bodies["cell"], "receiver_name": ""}
    search.pass_on("hand_to_competent", number="09-CV", reason="His cell decides.", **given)
    return matter_of(search)
