"""Who is named – to read who denounced, to the team – sees it between his days alone, ended early or named anew."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from discipline.denunciations.identity import may_read
from discipline.denunciations.models import IdentityReader
from organization.models import Body, BodyKind, Role, User
from tests.admission.conftest import sign_in as sign_in
from tests.admission.signing_in import SignIn
from tests.discipline.denunciations.denounced import ADDRESS, CONTACT, NAME, Denounced
from tests.discipline.denunciations.sealing import PURPOSE, door, leaks
from tests.factories import body, seat, user
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.audit.models import EventPayload
from workflows.models import CasePerson

pytestmark = pytest.mark.django_db


def test_who_is_named_reads_it_until_his_day_and_a_member_of_the_team_does_not(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    named, member = user(), user()
    until = found.day + timedelta(days=10)
    with pytest.raises(Refused, match="holds a seat"):
        found.do_on_case("name_identity_reader", by=found.head, member=named, until=until, reason="Strange")
    office = body(found.case.handler.organization, BodyKind.OFFICE)
    for one in (named, member):
        seat(one.person, office, Role.OFFICER)
    found.do_on_case("name_identity_reader", by=found.head, member=named, until=until, reason="Takes the statement")
    found.do("name_denunciation_team", member=member, until=until)

    assert (may_read(found.case, named, found.day), may_read(found.case, member, found.day)) == (True, False)
    assert not may_read(found.case, named, until)
    assert CasePerson.objects.get(user=named).reason == "May read who denounced"
    client = sign_in(named, found.day)
    assert leaks(client.post(door(found), {"purpose": PURPOSE}).content.decode()) == [NAME, ADDRESS, CONTACT]
    assert EventPayload.objects.get(event__kind="identity.read").actor == named


def test_the_person_denounced_is_never_named_to_read_it() -> None:
    found = Denounced().to("dn_accepted")

    with pytest.raises(Refused) as stopped:
        found.do_on_case(
            "name_identity_reader",
            by=found.head,
            member=user(found.accused),
            until=found.day + timedelta(days=9),
            reason="x",
        )

    assert list(stopped.value.errors) == ["member"]
    assert not IdentityReader.objects.exists()


def test_nobody_names_himself() -> None:
    found = Denounced().to("dn_accepted")
    deputy = found.of(found.handler, "conclude_denunciation")

    with pytest.raises(Refused) as stopped:
        found.do_on_case(
            "name_identity_reader", by=deputy, member=deputy, until=found.day + timedelta(days=9), reason="x"
        )

    assert list(stopped.value.errors) == ["member"]


def test_a_transfer_closes_the_door_here_and_opens_it_there() -> None:
    found = Denounced()
    named, former = user(), found.head
    until = found.day + timedelta(days=40)
    seat(named.person, body(found.case.handler.organization, BodyKind.OFFICE), Role.OFFICER)
    found.do_on_case("name_identity_reader", by=former, member=named, until=until, reason="Screens it")
    found.screen(of_receiver=False)
    receiver = found.chain.bodies["base_inspection"]
    found.do("transfer_denunciation", receiver=receiver, receiver_name="", number="03-PC", reason="Theirs.")
    found.do("take_denunciation", number="11-SM")

    assert not may_read(found.case, named, found.day)
    assert not may_read(found.case, former, found.day)
    assert may_read(found.case, found.head, found.day)


def named(found: Denounced, days: int = 30) -> User:
    """One who is named to read who denounced, until so many days from now."""
    reader = of_the_territory(found)
    until = found.day + timedelta(days=days)
    found.do_on_case("name_identity_reader", by=found.head, member=reader, until=until, reason="Takes the statement")
    return reader


def of_the_territory(found: Denounced) -> User:
    one = user()
    office = Body.objects.filter(organization=found.handler.organization, kind=BodyKind.OFFICE).first()
    seat(one.person, office or body(found.handler.organization, BodyKind.OFFICE), Role.OFFICER)
    return one


def closed_to(sign_in: SignIn, reader: User, found: Denounced, on: date) -> bool:
    """Whether neither the door nor the case exists for him on the day."""
    client = sign_in(reader, on)
    case = reverse("case", args=[found.case.public_id])
    answers = [client.get(door(found)), client.post(door(found), {"purpose": PURPOSE}), client.get(case)]
    return {answer.status_code for answer in answers} == {404}


def test_who_has_read_finds_no_door_on_his_last_day_and_his_reading_stays(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    reader = named(found)
    read = sign_in(reader, found.day).post(door(found), {"purpose": PURPOSE})
    assert leaks(read.content.decode()) == [NAME, ADDRESS, CONTACT]
    until = IdentityReader.objects.get().until

    assert not closed_to(sign_in, reader, found, until - timedelta(days=1))
    assert closed_to(sign_in, reader, found, until)
    assert EventPayload.objects.filter(event__kind="identity.read", actor=reader).count() == 2
    assert verify(found.case).ok


def test_a_reader_is_ended_early_and_named_anew(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    reader = named(found)
    row = found.case.identity_readers.get()
    found.do_on_case("end_identity_reader", by=found.head, membership=row, reason="Moved away")

    assert closed_to(sign_in, reader, found, found.day)
    told = EventPayload.objects.get(event__kind="reader.ended").values
    assert (told["person"], told["reason"]) == (str(reader.person), "Moved away")
    with pytest.raises(Refused) as error:
        found.do_on_case("end_identity_reader", by=found.head, membership=row, reason="Again")
    assert set(error.value.errors) == {"membership"}

    until = found.day + timedelta(days=40)
    found.do_on_case("name_identity_reader", by=found.head, member=reader, until=until, reason="Back")
    assert may_read(found.case, reader, found.day)
    assert found.case.identity_readers.count() == 2


def test_named_anew_before_his_day_only_the_new_one_counts() -> None:
    found = Denounced().to("dn_accepted")
    reader = named(found, days=60)
    until = found.day + timedelta(days=20)
    found.do_on_case("name_identity_reader", by=found.head, member=reader, until=until, reason="Less time")

    first, second = found.case.identity_readers.order_by("pk")
    assert (first.until, second.until) == (found.day, until)
    assert may_read(found.case, reader, until - timedelta(days=1))
    assert not may_read(found.case, reader, until)


@pytest.mark.parametrize(("verb", "most"), [("name_identity_reader", 90), ("name_denunciation_team", 180)])
def test_nobody_is_named_for_longer_than_the_convention_allows(verb: str, most: int) -> None:
    found = Denounced().to("dn_accepted")
    one = of_the_territory(found)

    def name(until: date) -> None:
        given: dict[str, Any] = {"member": one, "until": until, "by": found.head}
        if verb == "name_identity_reader":
            found.do_on_case(verb, **given, reason="x")
        else:
            found.do(verb, **given)

    last = found.day + timedelta(days=most + 1)  # of the next day, on which it is entered
    before = found.case.event_count
    for until in (last + timedelta(days=1), found.day):
        with pytest.raises(Refused) as error:
            name(until)
        found.day -= timedelta(days=1)
        assert set(error.value.errors) == {"until"}
    assert found.case.event_count == before
    name(last)
    assert CasePerson.objects.get(user=one).until == last


def test_a_member_of_the_team_is_ended_by_who_named_him_or_who_presides(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    officers = [user(), user()]
    for one in officers:
        seat(one.person, found.handler, Role.OFFICER)
    member, until = of_the_territory(found), found.day + timedelta(days=40)
    for by in (officers[0], found.head):
        found.do("name_denunciation_team", by=officers[0], member=member, until=until)
        row = found.case.team.latest("pk")
        assert not closed_to(sign_in, member, found, found.day)
        with pytest.raises(Refused) as error:
            found.do_on_case("end_denunciation_team", by=officers[1], membership=row, reason="Not mine")
        assert set(error.value.errors) == {"membership"}
        found.do_on_case("end_denunciation_team", by=by, membership=row, reason="Moved away")
        assert closed_to(sign_in, member, found, found.day)
    assert found.case.team.count() == 2


def test_what_he_is_named_for_besides_goes_on(sign_in: SignIn) -> None:
    found = Denounced().to("dn_accepted")
    reader = named(found, days=30)
    longer = found.day + timedelta(days=60)
    found.do("name_denunciation_team", by=found.head, member=reader, until=longer)
    row = CasePerson.objects.get(user=reader)
    assert row.until == longer
    found.do_on_case("end_identity_reader", by=found.head, membership=found.case.identity_readers.get(), reason="Done")

    assert not may_read(found.case, reader, found.day)
    client = sign_in(reader, found.day)
    assert client.get(door(found)).status_code == 404
    assert client.get(reverse("case", args=[found.case.public_id])).status_code == 200
    found.do_on_case("end_denunciation_team", by=found.head, membership=found.case.team.get(), reason="Done")
    assert closed_to(sign_in, reader, found, found.day)
