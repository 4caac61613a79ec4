"""A walk through the real flow for each transition of a case about an organisation (discipline.md 5, last line)."""

from __future__ import annotations

from datetime import date, timedelta

from organization.models import BodyKind, Kind, Organization, Role
from tests.discipline.collectives import CollectiveMatter, build_collective_chain
from tests.discipline.matters import START as START
from tests.factories import body, organization, person, seat


def registered() -> CollectiveMatter:
    return CollectiveMatter()


def screened() -> CollectiveMatter:
    matter = CollectiveMatter()
    matter.to("screening")
    return matter


def handed_over() -> CollectiveMatter:
    matter = CollectiveMatter(registrar="inspection")
    matter.to("screening")
    receiver = matter.chain.bodies["base_inspection"]
    matter.do("hand_over", receiver=receiver, receiver_name="", number="09-CV", reason="The grassroots is competent.")
    return matter


def taken() -> CollectiveMatter:
    matter = handed_over()
    matter.do("take_case", number="10-CV")
    return matter


def prepared() -> CollectiveMatter:
    matter = CollectiveMatter()
    matter.to("preparing")
    return matter


def known() -> CollectiveMatter:
    matter = CollectiveMatter()
    matter.to("self_criticism")
    return matter


def criticised() -> CollectiveMatter:
    matter = known()
    matter.criticise()
    return matter


def refused_criticism() -> CollectiveMatter:
    matter = known()
    matter.do("summon", purpose="self_criticism", proof="signed for")
    matter.do("record_refused_criticism", reason="The committee of the cell refuses.")
    return matter


def reported(form: str = "warning") -> CollectiveMatter:
    """Before who stands directly above it."""
    matter = CollectiveMatter()
    matter.to("appraisal", form=form)
    return matter


def returned() -> CollectiveMatter:
    matter = reported()
    matter.do("return_for_completion", what="The harm is not concluded.")
    return matter


def to_hearing() -> CollectiveMatter:
    matter = reported()
    matter.do("record_own_verification", number="06-QĐ/UBKT", remarks="verified")
    matter.do("go_to_hearing")
    return matter


def to_meeting(form: str = "warning") -> CollectiveMatter:
    return reported(form).to_meeting()


def taken_over() -> CollectiveMatter:
    """A grassroots organisation that the commission of another one examined: by the commission directly above it."""
    return take_over(examined_beside())


def examined_beside() -> CollectiveMatter:
    """About a grassroots organisation, handed over to the commission of another one, which verifies."""
    chain = build_collective_chain()
    beside = body(organization(Kind.BASE, parent=chain.khoi), BodyKind.INSPECTION, symbol="UBKT2")
    seat(person("Head Beside"), beside, Role.HEAD)
    matter = CollectiveMatter(chain, organization=chain.base, registrar="inspection")
    matter.to("screening")
    matter.do("hand_over", receiver=beside, receiver_name="", number="09-CV", reason="Nobody here is impartial.")
    matter.do("take_case", number="10-CV")
    matter.to("verifying")
    return matter


def take_over(matter: CollectiveMatter) -> CollectiveMatter:
    """By the head of the inspection commission above the grassroots."""
    by = matter._actor(matter.chain.bodies["inspection"], "take_over_case")
    matter.do_on_case("take_over", by=by, number="12-QĐ/UBKT", ground="inaction", reason="Nobody acts.")
    return matter


def decided(form: str = "warning") -> CollectiveMatter:
    matter = to_meeting(form)
    matter.vote_forms(matter.all_for(form))
    return matter


def no_discipline() -> CollectiveMatter:
    matter = to_meeting()
    matter.vote_forms(matter.all_for("no_discipline"))
    return matter


def barred() -> CollectiveMatter:
    """An act of six years ago, for which a reprimand is voted all the same (DIS-20, 27)."""
    chain = build_collective_chain()
    Organization.objects.filter(pk=chain.cell.pk).update(since=date(2015, 1, 1))
    chain.cell.refresh_from_db()
    matter = CollectiveMatter(chain, started_on=date(2019, 6, 1))
    matter.to("appraisal", form="reprimand")
    matter.to_meeting().vote_forms(matter.all_for("reprimand"))
    return matter


def signed() -> CollectiveMatter:
    matter = decided()
    matter.do("sign_decision", complaint_to="The committee above")
    return matter


def announced() -> CollectiveMatter:
    return _announced(signed())


def _announced(matter: CollectiveMatter) -> CollectiveMatter:
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    return matter


def in_force() -> CollectiveMatter:
    matter = announced()
    matter.do("take_effect", reported_number="07-BC")
    return matter


def ended() -> CollectiveMatter:
    matter = in_force()
    matter.do("confirm_end", on=matter.day + timedelta(days=370))
    return matter


def proposed_to_dissolve() -> CollectiveMatter:
    """The committee directly above has proposed it with two thirds."""
    matter = to_meeting("dissolution")
    matter.vote_forms(matter.all_for("dissolution"))
    return matter


def dissolution_in_force() -> CollectiveMatter:
    matter = proposed_to_dissolve().to_meeting()
    matter.vote_forms(matter.all_for("dissolution"))
    matter.do("sign_decision", complaint_to="The committee above")
    _announced(matter).do("take_effect", reported_number="07-BC")
    return matter


def dissolved() -> CollectiveMatter:
    matter = dissolution_in_force()
    matter.move_all(organization(Kind.CELL, parent=matter.chain.base))
    matter.day = matter.case.deadlines.get(kind="complaint").due_on
    matter.do("conclude_dissolution", files_collected=True, seal_collected=True)
    return matter
