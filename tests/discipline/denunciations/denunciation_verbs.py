"""Walks that together do every verb of a denunciation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.discipline.beside import login
from tests.discipline.denunciations.denounced import Denounced
from tests.discipline.inspections.watches import decision
from workflows.verbs import Secret


def told_of() -> Denounced:
    """Received in full, by a team, with a reader, the meeting skipped, and false."""
    found = Denounced()
    found.do("add_allegation", allegation="Came drunk to a meeting")
    found.do("add_denouncer", name=Secret("Lò Thị Hai"), address=Secret("Thôn Hai"), contact=Secret(""))
    found.do("seal_original", original=decision())
    found.do("file_denunciation_paper", code="evidence", number="1", tells_nothing=True, file=decision())
    found.to("dn_accepted")
    until = found.day + timedelta(days=60)
    member = found.chain.users["base_inspection"]
    found.do("name_denunciation_team", member=member, until=until)
    found.do_on_case("name_identity_reader", by=found.head, member=member, until=until, reason="Takes the statement")
    reader = found.case.identity_readers.get()
    found.do_on_case("end_identity_reader", by=found.head, membership=reader, reason="Done")
    found.do_on_case("end_denunciation_team", by=found.head, membership=found.case.team.get(), reason="Done")
    found.to("dn_explanation")
    found.do("file_own_evidence", by=login(found.accused), note="Books", file=decision())
    found.do("record_refused_explanation", reason="He said no.")
    found.do("extend_denunciation", number="13-QĐ", days=10, reason="Many books.")
    found.do_on_case("continue_after_withdrawal", number="12-RD", forced=True, signs=False)
    found.to("dn_org_meeting")
    found.do("skip_org_meeting", reason="Secrecy demands it.")
    for row in found.case.allegations.all():
        found.do("conclude_allegation", allegation=row, conclusion="false", reasons="As verified.")
    found.do("conclude_denunciation", number="09-KL", remarks="")
    found.tell()
    found.do("clear_accused", number="15-TB", how="Read out in the cell.")
    found.do("note_bad_faith", number="16-KL", conclusion="He knew it.")
    found.do("close_denunciation")
    return found


def disciplined() -> Denounced:
    found = Denounced().to("dn_org_meeting")
    found.conclude("violation_to_discipline")
    found.tell()
    row = found.case.allegations.get()
    given: dict[str, Any] = {"described": row.described, "code": "VM01", "started_on": date(2025, 1, 6)}
    found.do_on_case("open_discipline", allegation=row, **given)
    return found


def taken_up_again() -> Denounced:
    found = Denounced().screen(grounds=["baseless"])
    found.do("refuse_denunciation", number="03-TB", reason="Nothing supports it.")
    found.do_on_case("take_up_denunciation", reason="A new receipt.")
    found.do("note_proposal", number="02-TT", of_receiver=False, grounds=[])
    receiver = found.chain.bodies["base_inspection"]
    found.do("transfer_denunciation", receiver=receiver, receiver_name="", number="03-PC", reason="His commission.")
    found.do("take_denunciation", number="11-SM")
    return found


def informing() -> Denounced:
    found = Denounced(anonymous=True).screen(checkable=True)
    found.do("use_as_information", reason="Concrete.")
    return found


def no_longer_meant() -> Denounced:
    found = Denounced().to("dn_verifying")
    found.do_on_case("accept_withdrawal", number="12-RD", forced=False, signs=False)
    return found
