"""What follows from an inspection or leads to it: who stands aside there too, and what its conclusion fixes."""

from datetime import timedelta

import pytest

from organization.models import Membership, Role
from tests.discipline.collectives import build_collective_chain
from tests.discipline.inspections.continued import led_to
from tests.discipline.inspections.organizations import OfOrganization, WatchOfOrganization, matter_of
from tests.discipline.inspections.searches import START, Search
from tests.discipline.inspections.test_organizations_disciplined import stored
from tests.factories import seat
from workflows.acting import Refused
from workflows.models import Case

pytestmark = pytest.mark.django_db


def deserving(**given: object) -> OfOrganization:
    search = OfOrganization(**given).to("verifying")
    search.to("reported").conclude("violation_to_discipline")
    search.to("published")
    return search


def leave(search: OfOrganization, number: int) -> int:
    """A member goes to another cell and sits in the commission above; his id."""
    gone = search.chain.members[number]
    Membership.objects.filter(person=gone, until__isnull=True).update(until=search.day)
    seat(gone, search.chain.bodies["inspection"], Role.MEMBER)
    return int(gone.pk)


def test_who_belonged_to_it_at_the_inspection_stands_aside_in_its_discipline_case() -> None:
    search = deserving()
    gone = leave(search, 2)
    search.pass_on()
    case = led_to(search)
    assert case.follows_from is not None
    assert case.follows_from.pk == search.case_id
    assert gone not in case.belonging(search.day)
    assert gone in case.recused(search.day)


def test_who_belonged_to_it_at_the_supervision_stands_aside_in_the_inspection_on_its_signs() -> None:
    watch = WatchOfOrganization().to("verifying")
    gone = leave(watch, 2)
    watch.find_signs()
    inspection = watch.case.led_to
    assert inspection is not None
    assert gone not in inspection.belonging(watch.day)
    assert gone in inspection.recused(watch.day)


def mistaken() -> OfOrganization:
    """Discipline has gone on as a case to be screened, which was closed as a mistake."""
    search = OfOrganization(build_collective_chain()).to("reported")
    search.accused = search.chain.members[3]
    search.conclude("violation_to_discipline", against_organization=False, against_persons=[search.accused])
    search.to("published").pass_on(against=search.case.consequences.get())
    matter = matter_of(search)
    matter.do("close_mistaken", reason="The day of the act was misread.")
    search.day = matter.day
    return search


def test_a_case_closed_as_a_mistake_passes_nothing_on() -> None:
    search = mistaken()
    first = led_to(search)
    before = stored()
    with pytest.raises(Refused, match="before the file is closed"):
        search.do("file_inspection", number="01-ML")
    assert stored() == before
    search.pass_on(against=search.case.consequences.get())
    assert led_to(search).pk != first.pk
    search.do("file_inspection", number="01-ML")


def test_it_goes_on_anew_also_when_the_inspection_is_filed_by_then() -> None:
    search = OfOrganization().to("reported")
    search.accused = search.chain.members[3]
    search.conclude("violation_to_discipline", against_organization=False, against_persons=[search.accused])
    search.to("published").pass_on(against=search.case.consequences.get())
    matter = matter_of(search)
    search.do("file_inspection", number="01-ML")
    assert not search.case.concerns("go_on_with_discipline", search.day)
    matter.day = search.day
    matter.do("close_mistaken", reason="The day of the act was misread.")
    search.day = matter.day
    assert search.case.concerns("go_on_with_discipline", search.day)
    given = {"code": "VM01", "matter": "cell", "expected_form": "warning", "described": "Spent the fund"}
    by = search.holder(search.body, "decide_inspection")
    search.do_on_case("go_on_with_discipline", by=by, started_on=START - timedelta(days=200), **given)
    assert led_to(search).state == "screening"


def test_a_correction_leaves_what_the_conclusion_fixes() -> None:
    search = OfOrganization().to("reported")
    search.accused = search.chain.members[3]
    search.conclude("violation_to_discipline", against_organization=False, against_persons=[search.accused])
    search.to("published").pass_on(against=search.case.consequences.get())
    matter = matter_of(search)
    row = matter.case.violations.get()
    before = stored()
    with pytest.raises(Refused) as refused:
        matter.do("correct_report", violation=row, described="Something else", reason="x")
    assert set(refused.value.errors) == {"violation"}
    matter.do("add_violation", code="VM01", described="Another act", started_on=search.day)
    added = matter.case.violations.get(number=2)
    with pytest.raises(Refused) as refused:
        matter.do("correct_report", violation=added, source_number="99", reason="x")
    assert set(refused.value.errors) == {"source_number"}
    matter.do("correct_report", violation=added, described="Yet another act", reason="x")
    assert stored() != before


def test_an_inspection_that_no_supervision_led_to_inherits_nobody() -> None:
    assert Search().case.follows_from is None
    assert Case.objects.count() == 1
