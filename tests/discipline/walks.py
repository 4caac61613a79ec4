"""A walk through the real flow for each transition of discipline.md 5.2."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from organization.models import Standing
from tests.discipline import collective_walks, mended_walks
from tests.discipline.complaints import complaint_walks
from tests.discipline.inspections import continued, organizations
from tests.discipline.matters import Matter, build_matter_chain
from tests.factories import membership, person


class Walk(NamedTuple):
    number: str
    state: str
    go: Callable[[], Matter]


def registered() -> Matter:
    return Matter()


def screened() -> Matter:
    return Matter().to("screening")


def mistaken() -> Matter:
    matter = screened()
    matter.do("close_mistaken", reason="The report is about his namesake.")
    return matter


def handed_over() -> Matter:
    """From the inspection commission above to the one of the grassroots committee."""
    matter = Matter(registrar="inspection").to("screening")
    receiver = matter.chain.bodies["base_inspection"]
    matter.do("hand_over", receiver=receiver, receiver_name="", number="09-CV", reason="The grassroots is competent.")
    return matter


def handed_outside() -> Matter:
    matter = Matter().to("screening")
    matter.do("hand_over", receiver=None, receiver_name="Another Khối", number="09-CV", reason="He moved there.")
    return matter


def taken() -> Matter:
    matter = handed_over()
    matter.do("take_case", number="10-CV")
    return matter


def assigned() -> Matter:
    """The receiver refuses; the commission of the common superior assigns."""
    matter = handed_over()
    matter.do("refuse_case", reason="Not ours.")
    matter.do("assign_case", receiver=matter.chain.bodies["cell"], number="11-CV", reason="His cell conducts it.")
    return matter


def deferred() -> Matter:
    matter = Matter().to("screening")
    matter.do(
        "defer", ground="inpatient", certificate="Bệnh viện A, 12", expected_until=matter.day + timedelta(days=40)
    )
    return matter


def resumed() -> Matter:
    matter = deferred()
    matter.do("resume", reason="Discharged.")
    return matter


def by_judgment() -> Matter:
    matter = Matter().to("screening", form="expulsion")
    matter.do(
        "decide_by_judgment",
        judgment_number="22/2025/HS-ST",
        judgment_on=matter.day - timedelta(days=3),
        penalty="prison",
        certified=True,
    )
    return matter


def prepared() -> Matter:
    return Matter().to("preparing")


def known() -> Matter:
    return Matter().to("self_criticism")


def criticised() -> Matter:
    return Matter().to("verifying")


def refused_criticism() -> Matter:
    matter = Matter().to("self_criticism")
    matter.do("summon", purpose="self_criticism", proof="signed for")
    matter.do("record_refused_criticism", reason="He said no before two witnesses.")
    return matter


def before_cell() -> Matter:
    return Matter().to("cell")


def decided_by_cell() -> Matter:
    matter = before_cell()
    matter.vote_forms(matter.all_for("warning"))
    return matter


def proposed_by_cell() -> Matter:
    matter = Matter().to("cell", form="expulsion")
    matter.vote_forms(matter.all_for("expulsion"))
    return matter


def no_discipline() -> Matter:
    matter = before_cell()
    matter.vote_forms(matter.all_for("no_discipline"))
    return matter


def barred() -> Matter:
    """An act of seven years ago, for which the cell votes a reprimand all the same (DIS-20, 27)."""
    matter = Matter(started_on=date(2018, 6, 1)).to("cell", form="reprimand")
    matter.vote_forms(matter.all_for("reprimand"))
    return matter


def forwarded() -> Matter:
    """Through the section committee, which only verifies."""
    matter = proposed_by_cell()
    assert matter.case.decider == "section_committee"
    matter.do("forward_appraisal", number="05-BC", remarks="agreed")
    return matter


def returned() -> Matter:
    matter = proposed_by_cell()
    matter.do("return_for_completion", what="The minutes lack a signature.")
    return matter


def to_hearing() -> Matter:
    matter = proposed_by_cell()
    while matter.case.verifies_only(matter.day):
        matter.do("forward_appraisal", number="05-BC", remarks="agreed")
    matter.do("record_own_verification", number="06-QĐ/UBKT", remarks="verified")
    matter.do("go_to_hearing")
    return matter


def to_meeting() -> Matter:
    matter = to_hearing()
    matter.hear()
    matter.do("go_to_meeting")
    return matter


def proposed_up() -> Matter:
    matter = to_meeting()
    matter.vote_forms(matter.all_for("expulsion"))
    return matter


def decided_above() -> Matter:
    matter = proposed_up()
    while matter.step != "drafting":
        matter.appraise()
        matter.vote_forms(matter.all_for("expulsion"))
    return matter


def take_over(matter: Matter) -> Matter:
    """By the head of the inspection commission above."""
    head = matter._actor(matter.chain.bodies["inspection"], "take_over_case")
    given = {"number": "12-QĐ/UBKT", "ground": "inaction", "reason": "The cell does not act."}
    matter.do_on_case("take_over", by=head, **given)
    return matter


def taken_over() -> Matter:
    return take_over(before_cell())


def kept_above() -> Matter:
    """Taken over before the plan, conducted by the superior, and not put before the cell."""
    matter = take_over(prepared()).to("verifying")
    matter.do("go_on_itself", reason="The cell is split.")
    return matter


def returned_unheard() -> Matter:
    """Taken over while it is verified: the cell has not heard him yet."""
    matter = take_over(criticised())
    matter.do("return_for_completion", what="The cell holds its meeting first.")
    return matter


def closed_above() -> Matter:
    matter = to_meeting()
    matter.vote_forms(matter.all_for("no_discipline"))
    return matter


def signed() -> Matter:
    matter = decided_above()
    matter.do("sign_decision", complaint_to="The committee above")
    return matter


def announced() -> Matter:
    matter = signed()
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    return matter


def in_force() -> Matter:
    matter = announced()
    matter.do("take_effect", reported_number="07-BC")
    return matter


def expelled() -> Matter:
    matter = in_force()
    matter.do("conclude_expulsion", card_returned=True, badge_returned=False)
    return matter


def ended() -> Matter:
    matter = decided_by_cell()
    matter.do("write_cell_decision", complaint_to="UBKT đảng ủy cơ sở")
    matter.do("announce_decision", place="Hall", receipt="handed", note="")
    matter.do("take_effect", reported_number="07-BC/CB")
    matter.do("confirm_end", on=matter.day + timedelta(days=370))
    return matter


def deceased() -> Matter:
    matter = criticised()
    conductor = matter.actor()
    matter.do_on_case("conclude_after_death", by=conductor, number="13-KL", conclusion="Concluded.")
    return matter


def struck_off() -> Matter:
    chain = build_matter_chain()
    candidate = person("Probationary Member")
    membership(candidate, chain.cell, Standing.PROBATIONARY)
    matter = Matter(chain, accused=candidate, subject_kind="probationary").to("self_criticism", form="warning")
    for _number in range(3):
        matter.do("summon", purpose="self_criticism", proof="signed for")
    matter.do_on_case("strike_off", by=matter.actor(), number="14-CV", reason="Lost the quality of a member.")
    return matter


WALKS: dict[str, Walk] = {
    "come_under_complaint": Walk("T28", "under_complaint", complaint_walks.complained),
    "stand_upheld": Walk("T29", "in_force", complaint_walks.upheld),
    "stay_expelled": Walk("T29", "expelled", complaint_walks.stays_expelled),
    "change_on_complaint": Walk("T29", "decision_changed", complaint_walks.changed),
    "cancel_on_complaint": Walk("T29", "decision_cancelled", complaint_walks.cancelled),
    "close_cancelled": Walk("T30", "closed_no_discipline", complaint_walks.made_good),
    "come_handed_over": Walk("V10", "handed_over", continued.handed_over),
    "go_on_to_criticism": Walk(
        "V09", "self_criticism", lambda: continued.continued("cell", criticised=False, heard=False)
    ),
    "go_on_to_screening": Walk("V09", "screening", organizations.of_a_person),
    "go_on_to_verifying": Walk("V09", "verifying", lambda: continued.continued("cell", heard=False)),
    "go_on_to_cell": Walk("V09", "cell_meeting", lambda: continued.continued("cell")),
    "go_on_to_hearing": Walk("V09", "level_hearing", lambda: continued.continued("inspection")),
    "register": Walk("T01", "intake_registered", registered),
    "screen": Walk("T02", "screening", screened),
    "hand_over": Walk("T03", "handed_over", handed_over),
    "take_in": Walk("T03", "screening", taken),
    "close_mistaken": Walk("T01", "closed_mistaken", mistaken),
    "defer": Walk("T04", "deferred", deferred),
    "resume": Walk("T05", "screening", resumed),
    "go_by_judgment": Walk("T06", "decision_drafting", by_judgment),
    "prepare": Walk("T07", "preparing", prepared),
    "make_known": Walk("T08", "self_criticism", known),
    "criticise": Walk("T09", "verifying", criticised),
    "put_before_cell": Walk("T10", "cell_meeting", before_cell),
    "decide_at_cell": Walk("T12", "decision_signed", decided_by_cell),
    "send_to_superior": Walk("T10", "level_appraisal", collective_walks.reported),
    "return_to_conductor": Walk("T17", "verifying", collective_walks.returned),
    "dissolve": Walk("T26", "dissolved", collective_walks.dissolved),
    "send_up": Walk("T13", "level_appraisal", proposed_by_cell),
    "close_without": Walk("T14", "closed_no_discipline", no_discipline),
    "close_barred": Walk("T15", "closed_time_barred", barred),
    "forward": Walk("T16", "level_appraisal", forwarded),
    "return_to_cell": Walk("T17", "cell_meeting", returned),
    "go_to_hearing": Walk("T17", "level_hearing", to_hearing),
    "take_over": Walk("T18", "level_appraisal", taken_over),
    "take_over_intake": Walk("T18", "intake_registered", lambda: take_over(registered())),
    "take_over_screening": Walk("T18", "screening", lambda: take_over(screened())),
    "take_over_deferred": Walk("T18", "deferred", lambda: take_over(deferred())),
    "take_over_preparing": Walk("T18", "preparing", lambda: take_over(prepared())),
    "go_on_above": Walk("T18", "level_appraisal", kept_above),
    "return_to_verifying": Walk("T17", "verifying", returned_unheard),
    "go_to_meeting": Walk("T19", "level_meeting", to_meeting),
    "decide": Walk("T20", "decision_drafting", decided_above),
    "propose_up": Walk("T21", "level_appraisal", proposed_up),
    "answer_elsewhere": Walk("DIS-16", "level_appraisal", mended_walks.merged_above),
    "sign": Walk("T23", "decision_signed", signed),
    "announce": Walk("T24", "announced", announced),
    "take_effect": Walk("T25", "in_force", in_force),
    "expel": Walk("T26", "expelled", expelled),
    "end_by_itself": Walk("T27", "ended_automatic", ended),
    "conclude_after_death": Walk("T31", "closed_subject_deceased", deceased),
    "strike_off": Walk("T32", "struck_off_probationary", struck_off),
}
#: Further ways of the same transitions.
OTHERS: dict[str, Walk] = {
    "handed over outside": Walk("T03", "handed_over", handed_outside),
    "refused by the receiver, assigned above": Walk("T03", "screening", assigned),
    "self-criticism refused": Walk("T09", "verifying", refused_criticism),
    "taken over while it is handed over": Walk("T18", "screening", lambda: take_over(handed_over())),
    "taken over while the self-criticism is awaited": Walk("T18", "preparing", lambda: take_over(known())),
    "no discipline above": Walk("T22", "closed_no_discipline", closed_above),
}
