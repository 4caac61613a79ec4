"""The administrator neither gets a voter a new password nor takes his log-in while an electronic box expects him."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organization.models import EntryCode, Membership, Person, Role, Seat, Standing, User
from tests.chain import Journey, build_chain
from tests.factories import membership, person, seat, user
from tests.workflows.meetings.stored import now
from tests.workflows.meetings.votes import cell_that_met, name_tellers, open_electronically, put_in
from workflows.meetings.ballots import NoSuchBallot, cast

pytestmark = pytest.mark.django_db
HELD = "takes part in an electronic vote that is open"


@pytest.fixture
def vote() -> Journey:
    """The cell votes electronically; everybody of the five has a log-in."""
    return open_electronically(cell_that_met())


@pytest.fixture
def root(settings: Any, vote: Journey) -> Client:
    settings.TODAY = vote.day
    client = Client()
    client.force_login(user(username="root", is_superuser=True))
    return client


def voter(journey: Journey, number: int = 3) -> User:
    return User.objects.get(person=journey.chain.members[number])


def issue_code(client: Client, of: User) -> str:
    """What the administration says to a one-time code for the log-in; "" when it is issued."""
    address = reverse("admin:auth_user_password_change", args=[of.pk])
    answer = client.post(address, {"issue": "1"}, follow=True)
    said = [str(one) for one in answer.context["messages"]]
    return "" if EntryCode.objects.filter(user=of).exists() else "; ".join(said)


def link(client: Client, of: User, to: Person | None) -> str:
    """What the administration says to another person of the log-in; "" when it is linked."""
    address = reverse("admin:organization_user_change", args=[of.pk])
    sent = {"username": of.username, "person": to.pk if to else "", "is_active": "on"}
    answer = client.post(address, sent)
    if answer.status_code == 302:
        assert User.objects.get(pk=of.pk).person == to
        return ""
    assert User.objects.get(pk=of.pk).person == of.person
    return str(answer.context["adminform"].form.errors["person"])


def test_voter_gets_no_new_password_while_the_box_is_open(root: Client, vote: Journey) -> None:
    assert HELD in issue_code(root, voter(vote))
    page = root.get(reverse("admin:auth_user_password_change", args=[voter(vote).pk])).content.decode()
    assert HELD in page
    assert 'name="issue"' not in page


def test_log_in_of_a_voter_is_neither_taken_nor_given_away_while_the_box_is_open(root: Client, vote: Journey) -> None:
    mine = user()
    assert HELD in link(root, voter(vote), None)
    assert HELD in link(root, voter(vote), person())
    assert HELD in link(root, mine, vote.chain.members[4])


def test_everything_else_of_his_log_in_is_still_administered(root: Client, vote: Journey) -> None:
    """Above all it can be blocked: then nobody votes by it."""
    of = voter(vote)
    address = reverse("admin:organization_user_change", args=[of.pk])
    sent = {"username": "khac", "person": of.person_id}
    assert root.post(address, sent).status_code == 302
    assert User.objects.filter(pk=of.pk, username="khac", is_active=False).exists()


def _seal(journey: Journey) -> None:
    put_in(journey, "yes", "yes", "yes")
    now(journey, "seal_box")


def _break_off(journey: Journey) -> None:
    now(journey, "break_off_vote", reason="x")


@pytest.mark.parametrize("end", [_seal, _break_off])
def test_both_are_free_again_once_the_box_takes_no_ballot(
    root: Client, vote: Journey, end: Callable[[Journey], None]
) -> None:
    end(vote)
    assert issue_code(root, voter(vote)) == ""
    assert link(root, voter(vote), None) == ""


@pytest.mark.parametrize(("days", "free"), [(0, False), (1, True)])
def test_box_that_is_forgotten_holds_no_log_in_after_its_day(
    root: Client, vote: Journey, settings: Any, days: int, free: bool
) -> None:
    settings.TODAY = vote.day + timedelta(days=days)
    assert (issue_code(root, voter(vote)) == "") == free


def test_who_has_no_ballot_in_the_box_is_not_held(root: Client, vote: Journey) -> None:
    """The applicant, a member of another body, a log-in of nobody."""
    for of in (vote.chain.applicant, vote.chain.users["grassroots"], User.objects.create_user("nobody")):
        assert issue_code(root, of) == ""


def test_absent_member_is_not_held(settings: Any) -> None:
    journey = open_electronically(cell_that_met(present=range(4)))
    settings.TODAY, client = journey.day, Client()
    client.force_login(user(username="root", is_superuser=True))
    assert issue_code(client, voter(journey, 4)) == ""
    assert HELD in issue_code(client, voter(journey, 3))


def test_vote_on_paper_holds_nobody_and_a_teller_is_held_from_his_key_on(settings: Any) -> None:
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    settings.TODAY, client = journey.day, Client()
    client.force_login(user(username="root", is_superuser=True))
    name_tellers(journey)
    tellers = [one for one in User.objects.filter(person__in=journey.chain.members) if one.person]
    assert [HELD in issue_code(client, one) for one in tellers] == [True, True]
    journey.open_vote(form="secret")
    assert [issue_code(client, one) for one in tellers] == ["", ""]


def test_seats_and_standings_given_or_ended_in_the_midst_change_no_vote(vote: Journey) -> None:
    """The roster is frozen: who loses everything still has his ballot, who gets a seat has none."""
    leaves, comes = voter(vote, 4), user()
    Membership.objects.filter(person=leaves.person).update(until=vote.day)
    Seat.objects.filter(person=voter(vote, 1).person).update(until=vote.day)
    membership(comes.person, vote.chain.cell, Standing.OFFICIAL, since=date(2020, 1, 1))
    seat(comes.person, vote.chain.bodies["cell"], Role.DEPUTY_SECRETARY)
    for of in (leaves, voter(vote, 1)):
        assert len(cast(vote.item.public_id, "yes", by=of, on=vote.day)) == 64
    with pytest.raises(NoSuchBallot):
        cast(vote.item.public_id, "yes", by=comes, on=vote.day)
