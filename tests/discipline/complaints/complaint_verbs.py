"""Walks that together do every verb of a complaint."""

from __future__ import annotations

from datetime import date, timedelta

from tests.discipline.complaints.grievances import Grievance, decided, upload


def noted_beside() -> Grievance:
    """What may be noted, filed and heard beside the straight way, until it is withdrawn by letter."""
    grievance = Grievance(decided())
    grievance.complain(denounces=True)
    grievance.do("file_complaint_paper", code="complaint_minutes", number="1", file=upload())
    grievance.to("admissibility").ground("moved", happened_on=date(2025, 1, 1))
    grievance = Grievance(decided(receipt="absent"))
    grievance.complain(decision_received_on=grievance.day, denounces=True)
    grievance.to("accepted")
    grievance.do("guide_to_denounce", number="03-CV")
    stranger = grievance.chain.users["base_inspection"]
    officer = grievance.actor()
    until = grievance.day + timedelta(days=30)
    grievance.do("name_to_complaint_team", by=officer, member=stranger, leads=False, until=until)
    row = grievance.complaint.team.get()
    grievance.do_on_case("end_complaint_team", by=officer, membership=row, reason="Moved away")
    grievance.day = date(2026, 3, 1)
    grievance.do_on_case("notify_overrun", by=officer, number="1-TB", reason="Papers came late.")
    grievance.withdraw_by_letter()
    return grievance


def rejected() -> Grievance:
    grievance = Grievance(decided())
    grievance.post(own=False)
    grievance.do("look_at_complaint")
    grievance.ground("on_behalf")
    grievance.do("reject_complaint", rejected_for=["on_behalf"], number="01-TB", reason="Signed by his wife.")
    return grievance


def redirected() -> Grievance:
    grievance = Grievance(decided())
    grievance.post("inspection")
    grievance.do("look_at_complaint")
    grievance.do("redirect_complaint", number="02-CV")
    return grievance


def withdrawn() -> Grievance:
    grievance = Grievance(decided())
    grievance.complain()
    grievance.withdraw()
    return grievance


def submitted() -> Grievance:
    """The lower body may not decide the form: the superior votes."""
    grievance = Grievance(decided())
    grievance.complain()
    grievance.to("meeting", form="expulsion")
    grievance.vote_on("expulsion")
    grievance.take_up()
    grievance.vote_on("expulsion")
    grievance.answer()
    return grievance


def final() -> Grievance:
    """To the next instance, whose answer is received later and then final."""
    matter = decided()
    first = Grievance(matter)
    first.complain()
    first.through("warning")
    second = Grievance(matter)
    second.complain("grassroots")
    second.to("meeting", form="warning")
    second.vote_on("warning")
    second.answer(receipt="absent")
    second.do("note_receipt", proof="signed for", on=second.day + timedelta(days=40))
    second.do("confirm_final", on=second.day + timedelta(days=60))
    return second
