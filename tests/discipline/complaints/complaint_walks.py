"""What a complaint does to the case complained of, as walks of its transitions (T28 to T30)."""

from tests.discipline.complaints.grievances import Grievance, decided, expelled
from tests.discipline.matters import Matter


def complained() -> Matter:
    matter = decided()
    grievance = Grievance(matter)
    grievance.complain()
    grievance.to("accepted")
    return matter


def upheld() -> Matter:
    return _answered(decided(), "warning")


def changed() -> Matter:
    return _answered(decided(), "reprimand")


def cancelled() -> Matter:
    return _answered(decided(), "no_discipline")


def stays_expelled() -> Matter:
    matter = expelled()
    matter.do("conclude_expulsion", card_returned=True, badge_returned=True)
    return _answered(matter, "expulsion", to="standing")


def made_good() -> Matter:
    matter = cancelled()
    matter.do("apologise", apology_by="decider", public=True, place="Hall", number="1-BB")
    matter.do("restore", restored=["entitlements"], requested=True, quality_kept=True, recorded=True, number="2-QĐ")
    matter.do("close_cancelled")
    return matter


def _answered(matter: Matter, form: str, to: str = "base_inspection") -> Matter:
    grievance = Grievance(matter)
    grievance.complain(to)
    grievance.through(form)
    return matter
