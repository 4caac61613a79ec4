"""The count of a box and the outcome computed from it. Errors first; after each nothing is stored."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from admission.models import State
from organization.models import Standing, User
from tests.chain import Journey, build_chain
from tests.factories import membership, person
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.stored import FIVE, PAPER, now, refused, stored
from workflows.actions import AlreadyDone, act
from workflows.audit.chain import verify
from workflows.meetings import ballots, sealing
from workflows.meetings.convening import close_meeting
from workflows.meetings.models import AgendaItem, CountedBallot, ItemState, SealedBallot, WrappedKey
from workflows.meetings.stamps import stamp
from workflows.models import Document, Tally, Teller
from workflows.verbs import Secret

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"issued": 6, "returned": 6, "votes": {"yes": 6, "no": 0}}, "6 ballots were issued, but only 5"),
        ({"issued": 4}, "5 ballots were returned, but only 4 were issued."),
        ({"invalid": 6}, "6 ballots are invalid, but only 5 were returned."),
        ({"votes": {"yes": 6, "no": 0}}, "the options have 6 in all"),
        ({"votes": {"yes": 4, "no": 0}}, "the options have 4 in all"),
        ({"votes": {"yes": 4, "no": 0}, "returned": 5, "invalid": 2}, "the options have 4 in all"),
        ({"returned": 4}, "the options have 5 in all"),
        ({"votes": {"yes": 6, "no": -1}}, "A count is negative: -1."),
        ({"issued": -1, "returned": -1, "invalid": -1, "votes": {}}, "A count is negative: -1."),
    ],
)
def test_counts_that_do_not_sum_are_refused(met, changed, said):
    met.open_vote()
    now(met, "seal_box")
    assert said in refused(partial(now, met, "count_votes", **{**FIVE, **changed}), "issued")
    assert now(met, "count_votes", **FIVE).case.state == State.COMPLETE


def test_option_that_is_not_on_the_ballot_is_refused(met):
    met.open_vote()
    now(met, "seal_box")
    do = partial(now, met, "count_votes", **{**FIVE, "votes": {"yes": 4, "perhaps": 1}})
    assert refused(do, "") == "The ballot has no such option."


def test_ballots_that_did_not_come_back_and_those_not_taken_stay_in_the_base(journey):
    """Five are present of six: one took no ballot, one kept his, one spoilt his."""
    away = person("Away")
    membership(away, journey.chain.cell, Standing.OFFICIAL)
    journey.meet(present=[member.public_id for member in journey.chain.members], excused=[away.public_id])
    journey.open_vote(form="secret")
    now(journey, "seal_box")
    found = {"issued": 4, "returned": 3, "invalid": 1, "votes": {"yes": 2}}
    now(journey, "count_votes", minutes=signed_minutes(), **found)
    assert journey.item.counts == {**found, "votes": {"yes": 2, "no": 0}, "unreturned": 2, "absent": 1}
    tally = now(journey, "record_cell_vote", **PAPER).judgement.tally
    assert (tally.base, tally.valid, tally.invalid, tally.unreturned, tally.absent) == (6, 2, 1, 2, 1)
    assert (tally.minimum_yes, tally.passed, journey.step) == (4, False, "cell_shortfall")


def test_secret_ballot_on_paper_needs_the_signed_minutes(journey):
    journey.meet()
    journey.open_vote(form="secret")
    now(journey, "seal_box")
    said = refused(partial(now, journey, "count_votes", **FIVE), "minutes")
    assert said == "The signed minutes of the counting team are needed."
    now(journey, "count_votes", **{**FIVE, "minutes": signed_minutes()})
    filed = Document.objects.get(case=journey.case_id, code="counting_minutes")
    assert (filed.issued_on, filed.issuer, bool(filed.sha256)) == (
        journey.day,
        str(journey.chain.bodies["cell"]),
        True,
    )
    assert now(journey, "record_cell_vote", **PAPER).judgement.tally.secret is True


def test_paper_box_is_not_counted_with_keys(met):
    met.open_vote()
    now(met, "seal_box")
    keys = {"first": "a", "second": "b", "first_passphrase": Secret("x"), "second_passphrase": Secret("y")}
    assert refused(partial(now, met, "count_ballots", **keys), "") == "The ballots of this box are on paper."


def electronic() -> tuple[Journey, dict[str, Any]]:
    """An open electronic box of the grassroots committee, all five ballots in it; what ``count_ballots`` is told."""
    journey = Journey(build_chain()).to("grassroots")
    journey.meet()
    item, committee = journey.item, journey.chain.bodies["grassroots"]
    voters = list(User.objects.filter(person__seats__body=committee).order_by("pk"))
    passphrases = {}
    for number, teller in enumerate(voters[:2]):
        assert teller.person is not None
        passphrases[teller.person.public_id] = Secret(f"mật khẩu của người {number}")
        ballots.name_teller(item, by=teller, passphrase=passphrases[teller.person.public_id], on=journey.day)
    (first, one), (second, two) = passphrases.items()
    journey.open_vote(form="secret", medium="electronic", tellers=[first, second])
    for voter, choice in zip(voters, ["yes", "yes", "yes", "yes", "blank"], strict=True):
        SealedBallot.objects.bulk_create([_sealed(journey.item, voter, choice)])
    return journey, {"first": first, "second": second, "first_passphrase": one, "second_passphrase": two}


@pytest.mark.parametrize("sealed", [False, True])
def test_electronic_box_whose_matter_was_withdrawn_is_opened_by_nobody(sealed):
    journey, keys = electronic()
    item = journey.item
    if sealed:
        now(journey, "seal_box")
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="x")
    with pytest.raises(AlreadyDone):
        act(item.task, "count_ballots", by=journey.chain.users["grassroots"], on=journey.day, key=uuid4(), data=keys)
    close_meeting(item.meeting, by=journey.chain.users["grassroots"], on=journey.day, ended_at=None)
    left = [model.objects.count() for model in (SealedBallot, WrappedKey, Teller, CountedBallot, Tally)]
    assert left == [0, 0, 0, 0, 1]  # the tally is that of the cell
    assert AgendaItem.objects.get(pk=item.pk).counts == {}


def test_electronic_box_goes_from_its_keys_to_the_outcome_and_no_passphrase_is_kept():
    journey, keys = electronic()
    first, one = keys["first"], keys["first_passphrase"]
    assert refused(partial(now, journey, "count_ballots", **keys), "") == "The vote is still open."
    now(journey, "seal_box")
    assert "keys of two tellers" in refused(partial(now, journey, "count_votes", **FIVE), "")
    wrong = {**keys, "second_passphrase": Secret("một mật khẩu khác")}
    assert "passphrase" in refused(partial(now, journey, "count_ballots", **wrong), "second_passphrase")
    same = {**keys, "second": first, "second_passphrase": one}
    refused(partial(now, journey, "count_ballots", **same), "")
    now(journey, "count_ballots", **keys)
    counts = {"issued": 5, "returned": 5, "invalid": 1, "votes": {"yes": 4, "no": 0}, "unreturned": 0, "absent": 0}
    assert journey.item.counts == counts
    assert sorted(CountedBallot.objects.values_list("choice", flat=True)) == ["blank", *["yes"] * 4]
    assert not SealedBallot.objects.exists()
    assert not WrappedKey.objects.exists()
    tally = now(journey, "record_committee_vote", **PAPER).judgement.tally
    assert (tally.yes, tally.invalid, tally.passed) == (4, 1, True)
    assert verify(journey.dossier).ok
    kept = str(stored())
    assert [phrase for phrase in (one, keys["second_passphrase"]) if phrase in kept] == []


def _sealed(item: AgendaItem, voter: User, choice: str) -> SealedBallot:
    sealed = sealing.seal(bytes(item.public_key or b""), sealing.choice_bytes(choice))
    assert voter.person is not None
    mark = stamp(item.public_id, voter.person.public_id, sealed)
    return SealedBallot(item=item, voter=voter.person, sealed=sealed, stamp=mark)


# the outcome


def test_outcome_is_computed_from_the_count_and_nothing_that_is_sent_changes_it(met):
    met.open_vote()
    met.count(yes=3)
    sent = {"yes": 5, "no": 0, "outcome": "passed", "passed": True, "base": 3}
    result = now(met, "record_cell_vote", **PAPER, **sent)
    tally = result.judgement.tally
    assert (result.judgement.outcome, tally.yes, tally.no, tally.passed) == ("below_ratio", 3, 2, False)
    item = AgendaItem.objects.get()
    assert (tally.item, item.state) == (item, ItemState.RESOLVED)


def test_record_tells_the_whole_vote(met):
    met.open_vote()
    met.count(yes=4)
    now(met, "record_cell_vote", **PAPER)
    events = met.dossier.events.order_by("sequence").select_related("payload")
    told = [event.kind for event in events if event.kind.split(".")[0] in ("meeting", "vote")]
    assert told == [
        "meeting.agenda",
        "meeting.changed",
        "meeting.opened",
        "vote.opened",
        "vote.sealed",
        "vote.ballots_counted",
        "vote.counted",
    ]
    counted = events.get(kind="vote.counted").payload.values
    names = ("mode", "base", "minimum_yes", "yes", "no", "passed", "adopted", "ending", "ratio", "resolution")
    assert {name: counted[name] for name in names} == {
        "mode": "propose",
        "base": 5,
        "minimum_yes": 4,
        "yes": 4,
        "no": 1,
        "passed": True,
        "adopted": "yes",
        "ending": "",
        "ratio": "≥ 2/3",
        "resolution": "05-NQ/CB",
    }
    assert verify(met.dossier).ok
