"""Walks that together do every verb of an inspection and of a supervision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from permissions.catalogue import Perm
from tests.discipline.beside import login
from tests.discipline.inspections.searches import Search
from tests.discipline.inspections.watches import Watch, decision


def team_named(one: Any) -> None:
    """A member of the team, named and ended."""
    until = one.day + timedelta(days=60)
    one.do("name_inspector", member=one.chain.users["base_inspection"], leads=False, until=until)
    presides = one.holder(one.body, Perm.DECIDE_INSPECTION)
    one.do_on_case("end_inspector", by=presides, membership=one.case.inspectors.get(), reason="Moved away")


def inspected() -> Search:
    """Verified without his explanation, at the level of discipline, which goes on from it."""
    search = Search()
    search.do("file_inspection_paper", code="evidence", number="1", issuer="A", file=decision())
    search.to("decided")
    team_named(search)
    search.to("explanation")
    search.do("file_own_evidence", by=login(search.accused), note="Books", file=decision())
    presides = search.holder(search.body, Perm.DECIDE_INSPECTION)
    search.do_on_case("extend_inspection", by=presides, number="03-QĐ", days=10, reason="Abroad")
    search.day += timedelta(days=11)
    search.do("note_no_explanation", reason="He keeps silent.")
    search.do_on_case("reserve_opinion", by=login(search.accused), opinion="It was otherwise.")
    search.deserving().pass_on()
    search.do("file_inspection", number="01-ML")
    return search


def dropped() -> Search:
    search = Search()
    search.do("file_signs", reason="Nothing in it")
    return search


def handed_to_the_competent() -> Search:
    search = Search().to("explanation").deserving()
    given = {"receiver": search.chain.bodies["cell"], "receiver_name": "", "number": "09-CV", "reason": "His cell."}
    search.pass_on("hand_to_competent", **given)
    return search


def watched() -> Watch:
    """Planned, changed, supervised with a report, and remedied."""
    watch = Watch()
    watch.do_on_case("change_item", by=watch.actor(), theme="Dues", month=10, reason="Better known now", number="")
    watch.to("decided")
    team_named(watch)
    watch.to("verifying")
    watch.do("file_inspection_paper", code="evidence", number="1", issuer="A", file=decision())
    watch.do("file_own_evidence", by=login(watch.accused), note="Books", file=decision())
    head = watch.holder(watch.body, Perm.DECIDE_INSPECTION)
    watch.do_on_case("extend_supervision", by=head, number="1", days=10, reason="x")
    watch.do_on_case("reserve_opinion", by=login(watch.accused), opinion="It was otherwise.")
    watch.to("concluded")
    remedy = watch.require()
    watch.do("put_off_remedy", remedy=remedy, due_on=remedy.due_on + timedelta(days=9), number="05-CV", reason="Late.")
    watch.tick(remedy)
    watch.do("lift_remedy", remedy=watch.require(), number="06-CV", reason="The cell was merged.")
    watch.do("file_supervision", number="01-ML")
    return watch


def silent() -> Watch:
    """No report on himself, but signs of a violation."""
    watch = Watch().to("deployed")
    watch.do("note_no_report", reason="He keeps silent.")
    watch.find_signs()
    return watch


def taken_out() -> Watch:
    watch = Watch().to("programmed")
    watch.do_on_case("withdraw_item", by=watch.actor(), number="02-CTr", reason="The cell was merged.")
    return watch
