"""What follows from an inspection or leads to it: who stands aside there too, and what its conclusion fixes."""

from datetime import timedelta

import pytest

from discipline.forms import FORMS
from organization.models import Membership, Role
from tests.discipline.collectives import build_collective_chain
from tests.discipline.inspections.continued import led_to
from tests.discipline.inspections.organizations import OfOrganization, WatchOfOrganization, matter_of
from tests.discipline.inspections.searches import START, Search
from tests.discipline.inspections.test_organizations_disciplined import stored
from tests.discipline.matters import Matter
from tests.discipline.merging import merge
from tests.factories import seat
from workflows.acting import Refused
from workflows.models import Case

pytestmark = pytest.mark.django_db


def deserving() -> OfOrganization:
    search = OfOrganization().to("verifying")
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


def test_against_a_person_who_is_in_no_cell_any_more_it_goes_on_from_his_last_one() -> None:
    search = OfOrganization().to("reported")
    search.accused = search.chain.members[3]
    search.conclude("violation_to_discipline", against_organization=False, against_persons=[search.accused])
    search.to("published")
    Membership.objects.filter(person=search.accused, until__isnull=True).update(until=search.day)
    search.pass_on(against=search.case.consequences.get())
    assert (led_to(search).organization, led_to(search).subject_kind) == (search.organization, "official")
    search.do("file_inspection", number="01-ML")


def test_it_is_handed_to_a_body_or_outside_not_to_both() -> None:
    search = deserving()
    given = {"receiver": str(search.chain.bodies["base_inspection"].pk), "receiver_name": "Another province"}
    form = FORMS["hand_to_competent"](
        given, verb="hand_to_competent", on=search.day, user=search.holder(search.body, "inspect"), case=search.case
    )
    assert "not both" in str(form.errors["receiver_name"])


def test_an_inspected_organisation_that_ends_is_inspected_to_the_end_and_disciplined() -> None:
    search = OfOrganization().to("verifying")
    merge(search.chain, search.day)
    search.organization.refresh_from_db()
    search.do("criticise_in_inspection", account="We admit it.")
    search.to("org_meeting")
    search.vote()
    search.to("reported").conclude("violation_to_discipline")
    search.to("published")
    before = stored()
    with pytest.raises(Refused) as refused:
        search.pass_on()
    assert (set(refused.value.errors), stored()) == ({"standing"}, before)
    search.pass_on(standing="merged", above=None, standing_reason="It stood below the section.")
    case = led_to(search)
    assert (case.standing, case.above, case.of_organization) == ("merged", search.chain.section, True)


def test_its_form_asks_before_whom_the_ended_one_answers() -> None:
    search = deserving()
    user = search.holder(search.body, "inspect")

    def asked() -> set[str]:
        given = {"verb": "go_on_with_discipline", "on": search.day, "user": user, "case": search.case}
        return set(FORMS["go_on_with_discipline"](**given).fields)

    standing = {"standing", "above", "standing_reason"}
    assert not asked() & standing
    merge(search.chain, search.day)
    assert asked() >= standing


def test_a_member_whose_cell_is_merged_is_inspected_and_examined_in_the_cell_that_counts_him() -> None:
    search = Search().to("verifying")
    now = merge(search.chain, search.day)
    search.to("reported")
    search.conclude("violation_to_discipline")
    search.pass_on()
    assert led_to(search).organization == now


def test_the_way_of_a_member_whose_cell_is_merged_begins_where_he_is_counted() -> None:
    matter = Matter()
    now = merge(matter.chain, matter.day)
    assert matter.case.route(matter.day).path[0] == now
