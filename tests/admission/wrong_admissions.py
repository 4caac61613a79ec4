"""What tests of a wrong admission share: a member, and the acts that put it right."""

from datetime import timedelta

from admission.facts_fault import Fault
from organization.models import Placement
from tests.admission.unusual import UnusualJourney
from tests.chain import Journey, build_chain
from workflows.actions import Result

ONE = timedelta(days=1)


def member(profile: str = "p1", **options) -> UnusualJourney:
    """A probationary member, three months after the ceremony."""
    journey = UnusualJourney(build_chain(profile, **{"with_section": False, **options}))
    journey.to("end")
    journey.day += timedelta(days=90)
    return journey


def issuer(journey: UnusualJourney | Journey) -> str:
    return "grassroots" if journey.dossier.route(journey.day).has("authorised") else "standing"


def annul(journey: UnusualJourney, fault: str = Fault.UNTRUTHFUL_CV, **data) -> Result:
    values = {
        "fault": fault,
        "qualified": False,
        "found": "khai man lý lịch",
        "signed_on": journey.day + ONE,
        "acknowledge": True,
        **data,
    }
    who = values.pop("by", journey.chain.users[issuer(journey)])
    return journey.do_on_case("annul", by=who, **values)


def redo(journey: UnusualJourney, *faulty: str, **data) -> Result:
    values = {
        "fault": Fault.PROCEDURE,
        "qualified": True,
        "found": "biểu quyết sai",
        "faulty": list(faulty),
        "number": "9-CV/ĐUK",
        "signed_on": journey.day + ONE,
        "acknowledge": True,
        **data,
    }
    return journey.do_on_case("order_redo", by=journey.chain.users[issuer(journey)], **values)


def hand_on(journey: UnusualJourney) -> str:
    journey.do("hand_on_redo", acknowledge=True)
    return journey.step


def conclude(journey: UnusualJourney) -> None:
    journey.do("conclude_redo", responsibility="kiểm điểm chi ủy", acknowledge=True)


def moved_elsewhere(journey: UnusualJourney) -> UnusualJourney:
    """The cell now lies under another committee; the issuer goes on existing."""
    other = build_chain("p1", with_section=False)
    day = journey.day
    place = Placement.objects.get(organization=journey.chain.base, until__isnull=True)
    place.until = day
    place.save()
    Placement.objects.create(organization=journey.chain.base, parent=other.khoi, since=day)
    journey.chain.users["here"] = other.users["standing"]
    return journey


def annul_here(journey: UnusualJourney, **data) -> Result:
    values = {
        "fault": Fault.POLITICAL,
        "qualified": False,
        "found": "x",
        "signed_on": journey.day + ONE,
        "at_intake": True,
        "consent_number": "5-CV/TU",
        "consent_on": journey.day,
        "acknowledge": True,
        **data,
    }
    return journey.do_on_case("annul_after_intake", by=journey.chain.users["here"], **values)
