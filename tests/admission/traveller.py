"""A dossier that may go any way of the flow, and what the walks of the map of the law do to it in passing."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from organization.models import Organization, Placement, User
from tests.admission.member_journey import MemberJourney, member_actors
from tests.admission.moves import MovingJourney, working_days_before
from tests.admission.unusual import UnusualJourney
from tests.admission.walking import Walk
from tests.chain import START, Journey, build_chain
from workflows.meetings.convening import take_off

ONE = timedelta(days=1)
_MEMBER = ("recognition", "removal_", "escalated")


class Traveller(MovingJourney, UnusualJourney, MemberJourney):
    """From the opening on; ``there`` is the chain of another place, to which the applicant may move."""

    def __init__(self, profile: str = "p1", *, there: str = "", start: date = START, **options: Any) -> None:
        Journey.__init__(self, build_chain(profile, **options), start=start)
        if there:
            self.there = build_chain(there)
        self.know_actors()
        self.chain.actors |= member_actors(self.chain)

    @property
    def _driver(self) -> type[UnusualJourney] | type[MemberJourney]:
        return MemberJourney if self.step.startswith(_MEMBER) else UnusualJourney

    @property
    def decides(self) -> bool:
        driver: Any = self._driver.decides
        return bool(driver.fget(self))

    @property
    def recording_verb(self) -> str:
        driver: Any = self._driver.recording_verb
        return str(driver.fget(self))

    @property
    def users(self) -> dict[str, User]:
        return self.chain.users

    def to(self, step: str) -> "Traveller":
        super().to(step)
        return self

    def on(self, step: str = "") -> "Traveller":
        super().on(step)
        return self

    def below(self, times: int = 1) -> "Traveller":
        """So many votes of the open step without a vote in favour."""
        for _time in range(times):
            self.vote(yes=0)
        return self

    def hold_ceremony(self, **data: Any) -> None:
        helper = self.chain.members[2].public_id
        self.dated("hold_ceremony", "held_on", helper=helper, **{"consent_number": "", "consent_on": None, **data})

    def refer(self) -> None:
        self.dated("refer_political_issue", "signed_on", cv_true=True, needs="needs_conclusion", issue="báo cáo số 5")

    def notify(self) -> None:
        self.dated("notify_refusal", "notified_on", number="3-TB", reason="không đồng ý")

    def ask_consent(self) -> None:
        letter = {"matters": ["over_age"], "addressee": "Ban Thường vụ Tỉnh ủy", "number": "31-CV"}
        self.dated("ask_higher_consent", "asked_on", **letter)

    def begins_again(self) -> Journey:
        """A new case of the same person."""
        return Journey(self.chain, start=self.day + 5 * ONE)


def leaves(walk: Walk, journey: UnusualJourney, *, withdraws: bool = True) -> None:
    """The person dies where the dossier stands, or withdraws."""
    with walk.branch(journey) as other:
        other.by_cell("report_death", died_on=other.day, number="", file=None)
    if withdraws:
        with walk.branch(journey) as other:
            other.do_on_case("withdraw", by=other.chain.applicant, reason="", acknowledge=True)


def moves(walk: Walk, journey: Traveller, by: str, *, reported: bool = False) -> None:
    """The applicant moves: the committee opens the transfer, or the cell reports it."""
    for verb, who in (("open_transfer", by), *((("report_move", "cell"),) if reported else ())):
        with walk.branch(journey) as other:
            other.open(by=other.users[who], verb=verb)


def meets(walk: Walk, journey: Traveller, *, member: bool = False) -> None:
    """The dossier stands on the agenda of a meeting; the person goes, or it is taken off."""
    with walk.branch(journey) as other:
        other.plan()
        if member:
            may_be_removed(walk, other)
        else:
            leaves(walk, other)
        actor = other.chain.actors[other.step]
        take_off(other.item, by=actor, on=other.day, key=uuid4(), reason="chưa đủ hồ sơ")


def may_be_removed(walk: Walk, journey: Traveller) -> None:
    """The removal of a member is proposed where he stands, or he dies there."""
    with walk.branch(journey) as other:
        other.propose_removal()
    leaves(walk, journey, withdraws=False)


def late_after(journey: Journey) -> date:
    """A day of the transfer so long before the decision that the decision is cancelled."""
    decided_on = journey.dossier.decided_on
    assert decided_on is not None
    return working_days_before(decided_on, 31)


def put_under(place: Organization, above: Organization, on: date) -> None:
    """From the day on the organisation stands under another."""
    Placement.objects.filter(organization=place, until__isnull=True).update(until=on)
    Placement.objects.create(organization=place, parent=above, since=on)
