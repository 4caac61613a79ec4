"""Members examined beside an accused organisation (DIS-15), and the organisation that is dissolved (DIS-66)."""

from datetime import timedelta
from typing import Any

import pytest

from discipline.forms import FORMS
from discipline.models import DisciplineCase
from organization.models import Kind, Membership, Organization, Seat, Standing
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import stored
from tests.discipline.matters import Matter
from tests.factories import organization
from workflows.acting import Refused
from workflows.findings import RuleBroken

pytestmark = pytest.mark.django_db


def test_responsibility_of_members_is_noted_and_linked_to_their_cases() -> None:
    matter = walks.criticised()
    chain, conductor = matter.chain, matter.actor()
    own = Matter(chain, accused=chain.members[1], registrar="base_inspection", start=matter.day)

    def note(number: int, result: str, **data: Any) -> None:
        given = {"person": chain.members[number], "result": result, "reason": "As he says.", "led_to": None, **data}
        matter.do_on_case("note_responsibility", by=conductor, **given)

    assert matter.case.examined_members(matter.day) is None
    note(0, "reminded")
    assert matter.case.examined_members(matter.day) is False
    note(1, "own_case", led_to=own.case)
    note(2, "objected")
    note(3, "not_answerable")
    note(4, "not_answerable")
    assert matter.case.examined_members(matter.day) is True
    assert matter.case.spared_and_disciplined() is False
    with pytest.raises(Refused) as refused:
        note(3, "own_case")
    assert set(refused.value.errors) == {"led_to"}
    with pytest.raises(Refused):
        note(3, "own_case", led_to=own.case)


def test_that_who_objected_was_disciplined_is_shown() -> None:
    matter = walks.criticised()
    chain, conductor = matter.chain, matter.actor()
    own = Matter(chain, accused=chain.members[1], registrar="base_inspection", start=matter.day).to("cell")
    own.vote_forms(own.all_for("warning"))
    given = {"person": chain.members[1], "result": "objected", "reason": "Minuted.", "led_to": own.case}
    matter.day = own.day
    matter.do_on_case("note_responsibility", by=conductor, **given)
    assert matter.case.spared_and_disciplined() is True


# --- dissolved


def test_thirty_working_days_run_from_the_dissolution() -> None:
    matter = walks.dissolution_in_force()
    clock = matter.case.deadlines.get(kind="winding_up")
    assert (clock.length, clock.unit, clock.started_on) == (30, "working_day", matter.case.effective_on)
    assert not matter.case.deadlines.filter(kind__in=("automatic_end", "state_sync")).exists()


def test_a_dissolution_is_concluded_when_nobody_is_left() -> None:
    matter = walks.dissolution_in_force()
    matter.day = matter.case.deadlines.get(kind="complaint").due_on
    before = stored()
    with pytest.raises(Refused, match="5 members"):
        matter.do("conclude_dissolution", files_collected=True, seal_collected=True)
    with pytest.raises(Refused) as refused:
        matter.do("conclude_dissolution", files_collected=True, seal_collected=False)
    assert set(refused.value.errors) == {"seal_collected"}
    assert stored() == before


def test_its_end_is_not_recorded_while_it_may_complain() -> None:
    """Its bodies end with it: nobody could hand the complaint in (DIS-112)."""
    matter = walks.dissolution_in_force()
    matter.move_all(organization(Kind.CELL, parent=matter.chain.base))
    last = matter.case.deadlines.get(kind="complaint").due_on
    given: dict[str, Any] = {"files_collected": True, "seal_collected": True}
    before = stored()
    with pytest.raises(Refused, match="may complain until") as refused:
        matter.do("conclude_dissolution", on=last, **given)
    assert set(refused.value.errors) == {"day"}
    assert stored() == before
    told = {last: "may complain until", last + timedelta(days=1): ""}
    for day, words in told.items():
        form = FORMS["conclude_dissolution"](
            verb="conclude_dissolution", on=day, user=matter.actor(), case=matter.case, task=matter.task
        )
        assert words in form.fields["day"].help_text
        assert bool(words) is bool(form.fields["day"].help_text)
    matter.do("conclude_dissolution", on=last + timedelta(days=1), **given)
    assert matter.case.state == "dissolved"


def test_members_move_to_a_cell_outside_it_only() -> None:
    matter = walks.dissolution_in_force()
    for receiving in (matter.organization, matter.chain.base):
        with pytest.raises(Refused) as refused:
            matter.move_all(receiving)
        assert set(refused.value.errors) == {"receiving"}


def test_dissolved_it_has_ended_and_its_members_are_counted_elsewhere() -> None:
    matter = walks.dissolved()
    day = matter.day
    cell = Organization.objects.get(pk=matter.organization.pk)
    assert cell.until == matter.case.ended_on == day
    assert not Seat.objects.on(day).filter(body__organization=cell).exists()
    for member in matter.chain.members:
        row = Membership.objects.on(day).get(person=member, standing=Standing.OFFICIAL)
        assert row.organization_id != cell.pk
    # the last secretary still reads what was decided
    head = matter.chain.users["cell"]
    assert list(DisciplineCase.objects.own_file_of(head.person, day)) == [matter.case]


def test_a_warning_is_no_dissolution_to_conclude() -> None:
    matter = walks.in_force()
    with pytest.raises(RuleBroken) as error:
        matter.do("conclude_dissolution", files_collected=True, seal_collected=True)
    assert [finding.rule for finding in error.value.findings if finding.stops] == ["DIS-66"]
