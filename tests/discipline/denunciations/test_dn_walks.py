"""Each transition of a denunciation (discipline.md 7.1, N01 to N11), and what stops it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from discipline.denunciations.flows import DenunciationFlow
from discipline.denunciations.models import Denunciation
from discipline.models import DisciplineCase
from tests.discipline.denunciations.denounced import Denounced
from workflows.actions import Refused
from workflows.audit.chain import verify
from workflows.findings import RuleBroken
from workflows.models import CaseAccess, Deadline

pytestmark = pytest.mark.django_db


def refused() -> Denounced:
    found = Denounced().screen(grounds=["baseless"])
    found.do("refuse_denunciation", number="03-TB", reason="Nothing supports it.")
    return found


def informing() -> Denounced:
    found = Denounced(anonymous=True).screen(checkable=True)
    found.do("use_as_information", reason="Concrete.")
    return found


def transferred() -> Denounced:
    found = Denounced().screen(of_receiver=False)
    found.do(
        "transfer_denunciation",
        receiver=found.chain.bodies["base_inspection"],
        receiver_name="",
        number="03-PC",
        reason="He stands under the grassroots committee.",
    )
    return found


def taken() -> Denounced:
    found = transferred()
    found.do("take_denunciation", number="11-SM")
    return found


def taken_up() -> Denounced:
    found = refused()
    found.do_on_case("take_up_denunciation", reason="A new receipt.")
    return found


def withdrawn() -> Denounced:
    found = Denounced().to("dn_verifying")
    found.do_on_case("accept_withdrawal", number="12-RD", forced=False, signs=False)
    return found


WALKS: dict[str, tuple[str, Callable[[], Denounced]]] = {
    "receive": ("dn_received", Denounced),
    "screen": ("dn_screening", lambda: Denounced().to("dn_screening")),
    "refuse": ("dn_not_accepted", refused),
    "use_as_information": ("dn_info_only", informing),
    "take_up_again": ("dn_screening", taken_up),
    "transfer": ("dn_transferred", transferred),
    "take_in": ("dn_screening", taken),
    "accept": ("dn_accepted", lambda: Denounced().to("dn_accepted")),
    "begin_interview": ("dn_denouncer_interview", lambda: Denounced().to("dn_denouncer_interview")),
    "plan": ("dn_planned", lambda: Denounced().to("dn_planned")),
    "give_allegations": ("dn_explanation", lambda: Denounced().to("dn_explanation")),
    "explain": ("dn_verifying", lambda: Denounced().to("dn_verifying")),
    "finish_verifying": ("dn_org_meeting", lambda: Denounced().to("dn_org_meeting")),
    "conclude": ("dn_concluded", lambda: Denounced().to("dn_concluded")),
    "make_known": ("dn_notified", lambda: Denounced().to("dn_notified")),
    "close": ("dn_closed", lambda: Denounced().to("dn_closed")),
    "withdraw": ("dn_withdrawn", withdrawn),
}


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_goes_over_the_transition(name: str) -> None:
    state, go = WALKS[name]

    found = go()

    assert found.case.state == state
    assert verify(found.case).ok


def test_every_transition_has_a_walk() -> None:
    field = DenunciationFlow.process_class._meta.get_field("state")

    assert {one.name for one in field.get_all_transitions(Denunciation)} == set(WALKS)


@pytest.mark.parametrize("bar", ["copy", "incapable", "baseless", "concluded", "resent"])
def test_a_ground_stops_the_acceptance(bar: str) -> None:
    found = Denounced().screen(grounds=[bar], new_evidence=False)

    with pytest.raises(RuleBroken) as stopped:
        found.do("accept_denunciation", reason="")

    assert [finding.rule for finding in stopped.value.findings] == ["DIS-134"]
    assert found.case.state == "dn_screening"


@pytest.mark.parametrize("bar", ["concluded", "resent"])
def test_new_evidence_cures_what_was_concluded_or_sent_again(bar: str) -> None:
    found = Denounced().screen(grounds=[bar], new_evidence=True)

    found.do("accept_denunciation", reason="")

    assert found.case.state == "dn_accepted"


def test_a_body_that_is_not_competent_accepts_nothing() -> None:
    found = Denounced().screen(of_receiver=False)

    with pytest.raises(RuleBroken) as stopped:
        found.do("accept_denunciation", reason="")

    assert [finding.rule for finding in stopped.value.findings] == ["DIS-132"]


def test_of_two_signatures_a_person_decides_and_says_why() -> None:
    found = Denounced(signatories=2).screen()

    with pytest.raises(Refused) as stopped:
        found.do("accept_denunciation", reason="")
    assert list(stopped.value.errors) == ["reason"]

    result = found.do("accept_denunciation", reason="Each signed for himself.")
    human = [line for line in result.judgement.findings if line["name"] == "joint_denunciation_is_decided_by_a_person"]
    assert [line["status"] for line in human] == ["human"]


def test_before_that_a_joint_denunciation_is_not_handled() -> None:
    found = Denounced(signatories=2, start=date(2023, 3, 6)).screen()

    with pytest.raises(RuleBroken):
        found.do("accept_denunciation", reason="They agree.")

    found.do("refuse_denunciation", number="03-TB", reason="Two signed.")
    assert found.case.state == "dn_not_accepted"


def test_what_is_anonymous_is_never_opened_and_informs_only_where_it_can_be_checked() -> None:
    found = Denounced(anonymous=True).screen(checkable=False)

    for verb in ("accept_denunciation", "use_as_information"):
        with pytest.raises(RuleBroken):
            found.do(verb, reason="x")

    found.do("refuse_denunciation", number="", reason="No name.")
    assert found.case.state == "dn_not_accepted"


def test_nothing_is_refused_without_a_ground() -> None:
    found = Denounced().screen()

    with pytest.raises(Refused) as stopped:
        found.do("refuse_denunciation", number="03-TB", reason="Not now.")

    assert list(stopped.value.errors) == ["reason"]


def test_the_time_runs_from_the_receipt_by_the_competent_body() -> None:
    found = taken()
    received = found.case.received_on
    found.do("note_proposal", number="02-TT", of_receiver=True, grounds=[])
    found.do("accept_denunciation", reason="")

    clock = Deadline.objects.get(case=found.case, kind="denunciation")

    assert (clock.started_on, clock.provision, clock.unit) == (received, "denunciation.length", "working_day")
    assert received > date(2025, 8, 4)


def test_after_the_transfer_the_former_body_sees_nothing() -> None:
    found = transferred()
    tomorrow = found.day + timedelta(days=1)

    former = CaseAccess.objects.get(case=found.case, body=found.chain.bodies["inspection"])

    assert former.until is not None
    assert not type(found.case).objects.visible_to(found.of(former.body, "handle_denunciation"), tomorrow).exists()


def test_it_is_extended_once_and_no_further_than_the_law_says() -> None:
    found = Denounced().to("dn_verifying")
    with pytest.raises(RuleBroken):
        found.do("extend_denunciation", number="x", days=31, reason="Many books.")
    before = Deadline.objects.get(case=found.case, kind="denunciation").length

    found.do("extend_denunciation", number="13-QĐ", days=10, reason="Many books.")

    assert Deadline.objects.get(case=found.case, kind="denunciation").length == before + 10
    with pytest.raises(RuleBroken):
        found.do("extend_denunciation", number="14-QĐ", days=5, reason="Again.")


def test_an_extract_that_tells_who_denounced_is_not_given() -> None:
    found = Denounced().to("dn_planned")

    with pytest.raises(RuleBroken) as stopped:
        found.do("give_allegations", number="05-TL", extract="x", names_the_denouncer=True)

    assert [finding.rule for finding in stopped.value.findings] == ["DIS-136"]
    assert not found.case.in_own_file


def test_who_refuses_to_explain_stops_nothing() -> None:
    found = Denounced().to("dn_explanation")

    found.do("record_refused_explanation", reason="He said no.")

    assert found.case.state == "dn_verifying"


def test_no_conclusion_without_the_meeting_or_the_reason_for_none() -> None:
    found = Denounced().to("dn_org_meeting")
    row = found.case.allegations.get()
    found.do("conclude_allegation", allegation=row, conclusion="unfounded", reasons="Nothing was found.")
    with pytest.raises(Refused):
        found.do("conclude_denunciation", number="09-KL", remarks="")

    found.do("skip_org_meeting", reason="Secrecy demands it.")
    found.do("conclude_denunciation", number="09-KL", remarks="")

    assert (found.case.state, found.case.org_met_on) == ("dn_concluded", None)


def test_each_allegation_has_its_conclusion() -> None:
    found = Denounced()
    found.do("add_allegation", allegation="Came drunk to a meeting")
    found.to("dn_org_meeting")
    found.do("record_org_meeting", number="08-BB", heard=True, opinions="")
    found.do("conclude_allegation", allegation=found.case.allegations.first(), conclusion="false", reasons="x")

    with pytest.raises(RuleBroken) as stopped:
        found.do("conclude_denunciation", number="09-KL", remarks="")

    assert [finding.rule for finding in stopped.value.findings] == ["DIS-138"]


def test_all_three_are_told_before_it_goes_on() -> None:
    found = Denounced().to("dn_concluded")
    found.do("notify_of_result", party="accused", number="10-TB")

    with pytest.raises(Refused):
        found.do("finish_notification")

    assert found.case.state == "dn_concluded"


def test_what_is_false_clears_him_before_it_closes() -> None:
    found = Denounced().to("dn_org_meeting")
    found.conclude("false")
    found.tell()
    with pytest.raises(Refused):
        found.do("close_denunciation")

    found.do("clear_accused", number="15-TB", how="Read out in the cell.")
    found.do("close_denunciation")

    assert found.case.state == "dn_closed"


def test_what_deserves_discipline_opens_a_case_in_the_same_procedure() -> None:
    found = Denounced().to("dn_org_meeting")
    found.conclude("violation_to_discipline")
    found.tell()
    with pytest.raises(Refused):
        found.do("close_denunciation")
    row = found.case.allegations.get()

    given: dict[str, Any] = {"described": row.described, "code": "VM01", "started_on": date(2025, 1, 6)}
    found.do_on_case("open_discipline", allegation=row, **given)

    opened = DisciplineCase.objects.get()
    assert found.case.discipline == opened
    assert (opened.source, opened.source_number, opened.facts_concluded) == ("denunciation", "09-KL", True)
    assert opened.concluded_by_id == found.case_id
    assert (opened.subject, opened.registrar) == (found.accused, found.handler)
    assert opened.facts(found.day).facts_concluded_by == "09-KL"
    found.do("close_denunciation")
    with pytest.raises(Refused):
        found.do_on_case("open_discipline", allegation=row, **given)


def test_no_discipline_case_opens_on_another_conclusion() -> None:
    found = Denounced().to("dn_concluded")

    with pytest.raises(Refused):
        found.do_on_case("open_discipline", allegation=found.case.allegations.get(), described="x", code="VM01")

    assert not DisciplineCase.objects.exists()


@pytest.mark.parametrize(("forced", "signs"), [(True, False), (False, True)])
def test_a_withdrawal_that_was_forced_or_leaves_signs_is_not_accepted(forced: bool, signs: bool) -> None:
    found = Denounced().to("dn_verifying")

    with pytest.raises(RuleBroken) as stopped:
        found.do_on_case("accept_withdrawal", number="12-RD", forced=forced, signs=signs)
    assert {finding.rule for finding in stopped.value.findings} == {"DIS-140"}

    found.do_on_case("continue_after_withdrawal", number="12-RD", forced=forced, signs=signs)
    assert (found.case.state, found.case.continued) == ("dn_verifying", True)
    found.to("dn_closed")


def test_a_cell_handles_what_is_said_of_its_own_member() -> None:
    found = Denounced(handler="cell").to("dn_closed")

    assert found.case.state == "dn_closed"
