"""Who can see a case, as its page lists it, and as the door answers each one."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organization.models import Role, Seat, User
from tests.chain import Journey
from tests.discipline.collectives import CollectiveMatter
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.matters import Matter, build_matter_chain
from tests.discipline.walks import proposed_by_cell, take_over
from tests.factories import person, seat, user
from workflows import access
from workflows.models import Case
from workflows.timeline import titles_of
from workflows.who_sees import lines_of, who_see

pytestmark = pytest.mark.django_db


def dossier() -> Any:
    return Journey(build_matter_chain()).to("cell")


def with_a_team() -> Any:
    """Named to it: one of another body, who later is also the one the case is about in another world."""
    matter = Matter().to("preparing")
    by, until = matter.chain.users["cell"], matter.day + timedelta(days=30)
    matter.do_on_case("name_to_team", by=by, member=matter.chain.users["clerk"], leads=True, until=until)
    return matter


def accused_in_a_committee() -> Any:
    chain = build_matter_chain()
    seat(chain.members[3], chain.bodies["section"], Role.MEMBER)
    user(chain.members[3])
    matter = Matter(chain).to("cell", form="expulsion")
    matter.vote_forms(matter.all_for("expulsion"))
    return matter


WORLDS = {
    "dossier": dossier,
    "team": with_a_team,
    "accused in a committee": accused_in_a_committee,
    "on its way up": proposed_by_cell,
    "taken over": lambda: take_over(Matter().to("preparing")),
    "denunciation": Denounced,
    "organisation": CollectiveMatter,
}


@pytest.mark.parametrize("world", WORLDS)
def test_the_list_names_those_whom_the_door_lets_in_and_nobody_else(world: str) -> None:
    driver = WORLDS[world]()
    # an account that is shut, a seat that has ended, a person without an account
    shut = driver.chain.users["clerk"]
    User.objects.filter(pk=shut.pk).update(is_active=False)
    Seat.objects.filter(person=driver.chain.users["standing_member"].person).update(until=driver.day)
    for body in list(driver.chain.bodies.values()):
        seat(person(f"Without account in {body.pk}"), body, Role.MEMBER)

    for days in (-1, 0, 1, 29, 31, 400):
        on = driver.day + timedelta(days=days)
        case: Any = type(driver.case if hasattr(driver, "case") else driver.dossier).objects.get(pk=driver.case_id)
        bodies, named = access.who_can_see(case, on)
        listed = who_see(lines_of(case, bodies, named, on))
        let_in = {
            one.person_id
            for one in User.objects.select_related("person")
            if Case.objects.visible_to(one, on).filter(pk=case.pk).exists()
        }
        assert listed == let_in, (world, days)
        assert let_in or days != 0


def test_the_page_tells_reason_days_and_act_of_each(settings: Settings, client: Client) -> None:
    matter = with_a_team()
    settings.TODAY = matter.day
    client.force_login(matter.chain.users["cell"])

    page = client.get(reverse("case", args=[matter.case.public_id])).content.decode()

    row = matter.case.team.get()
    event = matter.case.events.get(kind__endswith=".name_to_team")
    act = titles_of(matter.case)[event.kind]
    told = f"<td>{row.since:%d/%m/%Y}</td><td>{row.until:%d/%m/%Y}</td><td>{act}, {event.on:%d/%m/%Y}</td>"
    assert told in page


def test_whose_own_matter_it_is_stands_in_the_list_as_one_who_does_not_see(settings: Settings, client: Client) -> None:
    matter = accused_in_a_committee()
    settings.TODAY = matter.day
    bodies, named = access.who_can_see(matter.case, matter.day)

    lines = lines_of(matter.case, bodies, named, matter.day)
    section = next(line for line in lines if line.whom == matter.chain.bodies["section"])
    mine = [holder for holder in section.holders if holder.seat.person_id == matter.accused.pk]

    assert [(holder.aside, holder.sees) for holder in mine] == [(True, False)]
    assert matter.accused.pk not in who_see(lines)
    assert section.act
