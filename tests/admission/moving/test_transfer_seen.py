"""A transferred dossier is seen, found and acted on by each side in its time; one that leaves the system ends here."""

import pytest

from admission.models import Dossier, State
from organization.models import User
from permissions.checks import NotPermitted
from tests.admission.moves import MovingJourney, two_places
from tests.admission.moving.transfers import papers
from tests.admission.reading import clocks, found_by, sees
from tests.admission.unusual import told
from workflows import access
from workflows.actions import Refused
from workflows.case_list import Wanted, listing, words_of
from workflows.inbox import counts_of
from workflows.models import Case

pytestmark = pytest.mark.django_db


# out of the system
@pytest.mark.parametrize(
    ("step", "by", "paper"),
    [
        ("verify", "cell", "helped_certificate"),
        ("appraisal", "grassroots", "transfer_letter_resolved"),
        ("standing", "department", "transfer_letter_sent"),
        ("receipt", "department", "transfer_letter_other_authority"),
    ],
)
def test_place_outside_the_system_ends_the_dossier_here_with_its_papers(step, by, paper):
    journey = two_places().to(step)
    verb = "report_move" if by == "cell" else "open_transfer"
    journey.open(outside="Đảng ủy xã Minh Họa", by=journey.origin[by], verb=verb)
    journey.send(by=journey.origin["grassroots" if by == "cell" else by])
    dossier = journey.dossier
    assert (dossier.state, dossier.finished is not None, dossier.organization) == (
        State.MOVED_AWAY,
        True,
        journey.chain.cell,
    )
    assert paper in papers(journey)
    assert clocks(journey) == {}
    assert not dossier.subject.memberships.on(journey.day).exists()
    assert any("Đảng ủy xã Minh Họa" in line for line in told(journey))
    with pytest.raises(Refused):
        journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")


# who sees and finds it, and when
def at_desk(journey: MovingJourney, who: User) -> tuple[int, int, dict[str, int]]:
    """What he finds and the tasks by tab: all of one dossier or none."""
    return *found_by(journey, who), {tab.value: n for tab, n in counts_of(who, journey.day).items()}


def test_each_side_sees_the_dossier_in_its_time_and_strangers_never():
    journey = two_places().to("standing")
    origin = [journey.origin[name] for name in ("cell", "clerk", "section", "grassroots", "department", "standing")]
    receiver = journey.there.users["department"]
    there = [journey.there.users[name] for name in ("cell", "grassroots", "standing")]
    stranger = two_places().chain.users["cell"]
    nothing = (0, 0, {"mine": 0, "shared": 0, "waiting": 0})
    journey.open(by=journey.origin["department"])
    assert [sees(journey, who) for who in (*origin, *there, receiver)] == [True] * 6 + [False] * 4
    journey.send(by=journey.origin["department"])
    assert [sees(journey, who) for who in (*origin, *there, receiver)] == [True] * 6 + [False] * 3 + [True]
    assert at_desk(journey, receiver)[:2] == (1, 1)
    assert at_desk(journey, journey.origin["cell"]) == (1, 1, {"mine": 0, "shared": 0, "waiting": 1})
    journey.receive(by=receiver, cell=journey.there.cell)
    assert [sees(journey, who) for who in origin] == [False] * 6
    assert [at_desk(journey, who) for who in origin] == [nothing] * 6
    assert sees(journey, journey.there.users["cell"])
    assert at_desk(journey, journey.there.users["cell"]) == (1, 1, {"mine": 1, "shared": 0, "waiting": 0})
    assert (sees(journey, stranger), listing(stranger, journey.day, Wanted(words=words_of("zzz"))).total) == (False, 0)
    bodies, named = access.who_can_see(journey.dossier, journey.day)
    assert {row.body for row in bodies} == {journey.there.bodies["department"], journey.there.bodies["cell"]}
    assert not named.exists()
    assert all(
        row.until is None or row.until > row.since for row in Case.objects.get(pk=journey.case_id).accesses.all()
    )


def test_own_file_of_the_applicant_stays_with_him():
    journey = two_places().to("standing")
    journey.open(by=journey.origin["department"])
    own = Dossier.objects.own_file_of(journey.chain.applicant.person)
    assert own.get().told_applicant == State.TRANSFER_OUT
    journey.send(by=journey.origin["department"])
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert own.get().told_applicant == State.TRANSFER_IN
    journey.do_on_case("withdraw", by=journey.chain.applicant, reason="")
    assert own.get().state == State.WITHDRAWN


def test_list_filtered_by_organisation_follows_the_dossier():
    journey = two_places().to("standing")
    both = [journey.origin["department"], journey.there.users["department"]]
    places = [journey.chain.base, journey.there.base]

    def found() -> list[list[int]]:
        return [[listing(who, journey.day, Wanted(organization=place)).total for place in places] for who in both]

    assert found() == [[1, 0], [0, 0]]
    journey.open(by=journey.origin["department"])
    journey.send(by=journey.origin["department"])
    assert found() == [[1, 0], [1, 0]]
    journey.receive(by=journey.there.users["department"], cell=journey.there.cell)
    assert found() == [[0, 0], [0, 1]]
    assert journey.there.cell.search in journey.dossier.search


def test_bodies_of_the_place_left_do_nothing_after_the_receipt():
    journey = two_places().to("standing")
    journey.pass_on()
    with pytest.raises(NotPermitted):
        journey.assign(by=journey.origin["cell"])
    journey.assign(by=journey.there.users["cell"])
    for verb, who, data in (
        ("lead_anew", "cell", {"reason": "x"}),
        ("open_transfer", "department", {"decision_number": "1", "decided_on": journey.day, "outside": "x"}),
        ("extend_decision", "standing", {"number": "1", "decided_on": journey.day, "reason": "x"}),
        ("report_delay", "department", {"number": "1", "reported_on": journey.day, "reason": "x"}),
        ("withdraw_for_applicant", "cell", {"requested_on": journey.day}),
    ):
        with pytest.raises(NotPermitted):
            journey.do_on_case(verb, by=journey.origin[who], acknowledge=True, **data)
    with pytest.raises(NotPermitted):
        journey.do("appraise", by=journey.origin["department"], register_number="1", extract_sent=True)
    assert journey.step == "appraisal"
