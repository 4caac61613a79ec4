"""Who belonged to an accused organisation at the opening of its case, or spoke for it since, stands aside for good."""

from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse

from discipline.forms import FORMS
from discipline.models import DisciplineCase
from discipline.tracking import Wanted, tracked
from organization.models import Membership, Person, Role, Seat, User
from permissions.checks import NotPermitted
from permissions.visibility import Sight
from tests.admission.signing_in import SignIn
from tests.chain import Chain
from tests.counting import statements
from tests.discipline import collective_walks as walks
from tests.discipline.collectives import CollectiveMatter, build_collective_chain
from tests.discipline.complaints.grievances import Grievance
from tests.discipline.inspections.continued import led_to
from tests.discipline.inspections.organizations import OfOrganization, WatchOfOrganization
from tests.factories import membership, person, seat, user
from workflows.acting import Refused
from workflows.actions import act, act_on_case
from workflows.concerned import Concern, ConcernedPerson
from workflows.consumers import LiveConsumer
from workflows.models import Case, Task
from workflows.recusal import recused_because

pytestmark = pytest.mark.django_db

#: Bodies above the cell that see its case when it has reached the grassroots.
ABOVE = ("base_inspection", "grassroots", "inspection")


def rows_of(matter: CollectiveMatter) -> set[tuple[int, str]]:
    return set(ConcernedPerson.objects.filter(case_id=matter.case_id).values_list("person_id", "reason"))


def moved_up(chain: Chain, who: Person, matter: CollectiveMatter) -> User:
    """He has left the cell and every seat of it, and sits in the bodies above."""
    Seat.objects.filter(person=who, body__organization=chain.cell).update(until=matter.day)
    Membership.objects.filter(person=who, until__isnull=True).update(until=matter.day)
    membership(who, chain.base, since=matter.day)
    for name in ABOVE:
        if not Seat.objects.filter(person=who, body=chain.bodies[name]).exists():
            seat(who, chain.bodies[name], Role.MEMBER, since=matter.day)
    return User.objects.filter(person=who).first() or user(who)


def doors(login: User, matter: CollectiveMatter, sign_in: SignIn) -> dict[str, bool]:
    """Through which doors the case exists for him."""
    client, case = sign_in(login, matter.day), matter.case
    sight = Sight.of(Case, login, matter.day)
    socket = LiveConsumer()
    socket.user = login
    link = reverse("case", args=[case.public_id])
    return {
        "list": Case.objects.visible_to(login, matter.day).filter(pk=case.pk).exists(),
        "alone": Case.objects.visible_to(login, matter.day, one=True).filter(pk=case.pk).exists(),
        "tasks": sight.over(Task.objects.filter(process_id=case.pk), "process").exists(),
        "in full": Case.objects.read_in_full(login, matter.day, "track_cases").filter(pk=case.pk).exists(),
        "tracker": bool(tracked(login, matter.day, Wanted()).total),
        "search": link in client.get(reverse("cases"), {"q": case.code}).content.decode(),
        "inbox": matter.task.public_id in client.get(reverse("inbox")).content.decode(),
        "page": client.get(reverse("case", args=[case.public_id])).status_code == 200,
        "websocket": socket._sees(case.public_id),
    }


def shut_out(login: User, matter: CollectiveMatter, sign_in: SignIn) -> bool:
    """From every door, every act, every vote and every part in a meeting; told by True."""
    assert login.person_id is not None
    case, his = matter.case, login.person_id
    assert not any(doors(login, matter, sign_in).values())
    assert recused_because(login, case, matter.day)
    assert "convention" in case.recused(matter.day)[his]
    assert his in case.concerned(matter.day)
    with pytest.raises(NotPermitted, match="convention"):
        matter.do("record_own_verification", by=login, number="1", remarks="x")
    return True


def test_opening_keeps_who_belonged_and_who_speaks() -> None:
    matter = CollectiveMatter()
    members = {(member.pk, Concern.BELONGED.value) for member in matter.chain.members}
    assert rows_of(matter) == members | {(matter.chain.members[0].pk, Concern.SPOKE.value)}


def test_former_secretary_stands_aside_after_a_representative_was_named(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    former = moved_up(chain, chain.members[0], matter)
    conductor = matter._actor(chain.bodies["base_inspection"], "conduct_examination")
    matter.do_on_case("name_representative", by=conductor, person=chain.members[2], reason="Nobody is secretary.")
    assert matter.case.subject == chain.members[2]
    assert shut_out(former, matter, sign_in)
    # nor does he follow it any more: another speaks for it
    assert not DisciplineCase.objects.own_file_of(former.person, matter.day).exists()


def test_member_who_moved_up_since_the_opening_stands_aside(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    above = moved_up(chain, chain.members[3], matter)
    assert shut_out(above, matter, sign_in)
    other = user(person("Other Member"))
    assert other.person is not None
    for name in ABOVE:
        seat(other.person, chain.bodies[name], Role.MEMBER)
    assert all(doors(other, matter, sign_in).values())


def test_who_joined_later_stands_aside_while_he_belongs_to_it(sign_in: SignIn) -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    newcomer = person("New Member")
    membership(newcomer, chain.cell, since=matter.day)
    for name in ABOVE:
        seat(newcomer, chain.bodies[name], Role.MEMBER)
    assert shut_out(user(newcomer), matter, sign_in)
    matter.day += timedelta(days=1)
    login = moved_up(chain, newcomer, matter)
    assert Case.objects.visible_to(login, matter.day).filter(pk=matter.case_id).exists()
    assert not recused_because(login, matter.case, matter.day)
    assert newcomer.pk not in matter.case.concerned(matter.day)


@pytest.mark.parametrize("how", ["secretary", "representative"])
def test_who_joined_later_and_spoke_for_it_stands_aside_for_good(sign_in: SignIn, how: str) -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("self_criticism")
    newcomer = person("New Member")
    membership(newcomer, chain.cell, since=matter.day)
    Seat.objects.filter(body=chain.bodies["cell"], role=Role.SECRETARY).update(until=matter.day)
    if how == "secretary":
        seat(newcomer, chain.bodies["cell"], Role.SECRETARY, since=matter.day)
    else:
        matter.do_on_case("name_representative", by=matter.actor(), person=newcomer, reason="Nobody is secretary.")
    assert matter.case.followed_by(matter.day) == newcomer.pk
    login = User.objects.filter(person=newcomer).first() or user(newcomer)
    act_on_case(matter.case, "reserve_opinion", by=login, on=matter.day, key=uuid4(), data={"opinion": "We object."})
    assert (newcomer.pk, Concern.SPOKE.value) in rows_of(matter)
    matter.day += timedelta(days=1)
    moved_up(chain, newcomer, matter)
    if how == "representative":
        matter.do_on_case("name_representative", by=matter.actor(), person=chain.members[2], reason="He has left.")
    assert newcomer.pk in matter.case.concerned(matter.day)
    assert not Case.objects.visible_to(login, matter.day).filter(pk=matter.case_id).exists()
    assert "spoke for it" in recused_because(login, matter.case, matter.day)


def test_who_moved_up_gets_no_ballot_and_neither_presides_nor_takes_the_minutes() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("appraisal")
    moved_up(chain, chain.members[3], matter)
    other = Person.objects.get(full_name="Grassroots Member 2")
    matter.to_meeting()
    for chair, secretary in ((other, chain.members[3]), (chain.members[3], other)):
        with pytest.raises(Refused, match="the matter is his own"):
            matter.meet(chair=chair, secretary=secretary)
    matter.meet(secretary=other)
    his = next(row for row in matter.item.roster if row["person"] == chain.members[3].public_id)
    assert (his["in_base"], his["votes"]) == (True, False)


def test_who_moved_up_is_not_named_to_the_team() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("verifying")
    login = moved_up(chain, chain.members[3], matter)
    until = matter.day + timedelta(days=30)
    with pytest.raises(Refused) as refused:
        matter.do_on_case("name_to_team", by=matter.actor(), member=login, leads=False, until=until)
    assert set(refused.value.errors) == {"member"}


def test_complaint_inherits_whom_the_case_concerns(sign_in: SignIn) -> None:
    matter = walks.in_force()
    chain = matter.chain
    moved_up(chain, chain.members[3], matter)
    grievance = Grievance(matter)
    grievance.complain(to="inspection")
    complaint, login = grievance.complaint, User.objects.get(person=chain.members[3])
    assert (chain.members[3].pk, Concern.BELONGED.value) in set(
        complaint.persons_concerned.values_list("person_id", "reason")
    )
    assert chain.members[3].pk in complaint.recused(grievance.day)
    assert not Case.objects.visible_to(login, grievance.day).filter(pk=complaint.pk).exists()
    assert sign_in(login, grievance.day).get(reverse("case", args=[complaint.public_id])).status_code == 404


def test_cases_opened_before_the_rows_were_kept_get_them_by_the_migrations() -> None:
    matter = walks.in_force()
    Grievance(matter).complain(to="inspection")
    written = set(ConcernedPerson.objects.values_list("case_id", "person_id", "reason"))
    ConcernedPerson.objects.all().delete()
    import_module("workflows.migrations.0021_concerned_persons").note(apps, None)
    import_module("discipline.migrations.0012_complaints_inherit_concerned").inherit(apps, None)
    assert set(ConcernedPerson.objects.values_list("case_id", "person_id", "reason")) == written


def test_inspections_made_cases_of_organisations_get_them_too_and_so_does_what_follows() -> None:
    watch = WatchOfOrganization().to("verifying")
    watch.find_signs()
    search = OfOrganization(watch.chain).to("verifying")
    search.to("reported").conclude("violation_to_discipline")
    search.to("published").pass_on()
    written = set(ConcernedPerson.objects.values_list("case_id", "person_id", "reason"))
    ConcernedPerson.objects.all().delete()
    DisciplineCase.objects.update(concluded_by=None)
    migration = import_module("discipline.migrations.0017_inspections_concern")
    for step in (migration.link, migration.note, migration.inherit):
        step(apps, None)
    assert set(ConcernedPerson.objects.values_list("case_id", "person_id", "reason")) == written
    assert led_to(search).concluded_by_id == search.case_id


def test_dissolved_its_last_members_stay_out_of_it() -> None:
    matter = walks.dissolved()
    chain = matter.chain
    login = moved_up(chain, chain.members[3], matter)
    assert not Case.objects.visible_to(login, matter.day).exists()
    assert recused_because(login, matter.case, matter.day)


def test_a_representative_is_one_of_those_who_belong_to_it() -> None:
    chain = build_collective_chain()
    matter = CollectiveMatter(chain)
    matter.to("self_criticism")
    moved_up(chain, chain.members[3], matter)
    assert chain.members[3] not in list(speakers(matter))
    assert chain.members[2] in list(speakers(matter))


def speakers(matter: CollectiveMatter) -> Any:
    form = FORMS["name_representative"](
        verb="name_representative", on=matter.day, user=matter.actor(), case=matter.case, task=matter.task
    )
    field: Any = form.fields["person"]
    return field.queryset


def test_acts_and_lists_cost_no_more_with_many_members() -> None:
    def cost(members: int) -> tuple[int, int]:
        chain = build_collective_chain()
        for number in range(members):
            membership(person(f"Further Member {number}"), chain.cell)
        opened: list[CollectiveMatter] = []
        opening = statements(lambda: opened.append(CollectiveMatter(chain)))
        login = chain.users["inspection"]
        seen = statements(lambda: list(Case.objects.visible_to(login, opened[0].day)))
        return opening, seen

    assert cost(0) == cost(60)


def test_an_act_with_nobody_new_writes_no_row() -> None:
    matter = walks.criticised()
    before = rows_of(matter)
    for row in matter.case.violations.all():
        matter.do("conclude_violation", violation=row, established=True, conclusion="It is established.")
    assert rows_of(matter) == before
    data = {"day": matter.day, "acknowledge": True, "number": "1", "proposed_form": "", "remarks": ""}
    task, by = matter.task, matter.actor()
    assert statements(lambda: act(task, "send_to_superior", by=by, on=matter.day, key=uuid4(), data=data)) <= 25
