"""A vote as a file: what stands in it, who refuses to write it, and that a stranger's program agrees with it."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from organization.models import Standing
from tests.chain import Journey, build_chain
from tests.factories import membership, person
from tests.holding_meetings import signed_minutes
from tests.workflows.meetings.votes import STEPS, erased, exported, resolve, voted_in_cell
from workflows.audit import chain
from workflows.audit.triggers import RECORD
from workflows.meetings.export import NotRecorded, export
from workflows.models import Case, Event, EventPayload

pytestmark = pytest.mark.django_db

TOOL = Path(__file__).resolve().parents[3] / "tools" / "verify_certificate.py"


def checked(path: Path) -> tuple[int, list[str]]:
    """What a stranger sees: the tool alone, without the paths and packages of this suite."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(TOOL), str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("step", STEPS)
def test_certificate_of_every_step_verifies(step: str, tmp_path: Path) -> None:
    data = exported(step)
    (tmp_path / "certificate.json").write_text(json.dumps(data), encoding="utf-8")
    code, lines = checked(tmp_path / "certificate.json")
    assert [line for line in lines if line.startswith("✘")] == []
    assert (code, lines[-3]) == (0, "Kết luận: mọi mục đều khớp.")
    assert lines[-2].endswith(data["case"]["head_hash"])
    assert lines[-1] == (
        f"Đối chiếu với biên bản đã ký: {data['minutes']['events']} sự kiện, mã băm {data['minutes']['head_hash']}"
    )


def test_cell_leaves_out_the_suspended_and_who_is_exempt_or_away_and_absent() -> None:
    found = exported("cell")["certificate"]
    left_out = {row["name"]: row["reason"] for row in found["roster"] if not row["in_base"]}
    assert left_out == {
        "Suspended And Present": "suspended",
        "Exempt And Absent": "exempt",
        "Away And Absent": "temporarily_away",
    }
    assert (found["base"], found["present"], found["voters"], found["minimum"]) == (10, 9, 9, 7)


def test_vote_below_the_ratio_verifies_as_not_passed(tmp_path: Path) -> None:
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    journey.open_vote()
    journey.count(no=2)
    data = export(resolve(journey))
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert (data["outcome"]["passed"], checked(path)[0]) == (False, 0)


def after_one_that_was_broken_off() -> Journey:
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    journey.open_vote()
    journey.do("set_aside_vote", on=journey.day, reason="x", minutes=signed_minutes(), acknowledge=True)
    journey.meet()
    return journey


def with_a_chair_whom_the_superior_sends() -> Journey:
    journey = Journey(build_chain()).to("cell")
    chain, held_on = journey.chain, journey.day
    secretary, sent = chain.users["cell"].person, chain.users["grassroots"].person
    assert secretary is not None
    membership(secretary, chain.cell, Standing.SUSPENDED, since=held_on - timedelta(days=1))
    journey.meet(held_on=held_on, chair=sent, chair_sent_by="15-CV/ĐU", secretary=chain.members[3])
    return journey


def with_a_namesake_of_the_chair() -> Journey:
    chain = build_chain()
    membership(person(chain.members[0].full_name), chain.cell, Standing.OFFICIAL)
    journey = Journey(chain).to("cell")
    journey.meet()
    return journey


def under_a_draft() -> Journey:
    journey = Journey(build_chain(), start=date(2026, 3, 23)).to("cell")
    journey.day = date(2026, 4, 19)
    journey.meet()
    return journey


def of_an_authorised_committee() -> Journey:
    journey = Journey(build_chain("p2")).to("grassroots")
    journey.meet()
    return journey


@pytest.mark.parametrize(
    "met",
    [
        after_one_that_was_broken_off,
        with_a_chair_whom_the_superior_sends,
        with_a_namesake_of_the_chair,
        under_a_draft,
        of_an_authorised_committee,
    ],
)
def test_certificate_of_a_rarer_vote_verifies(met: Callable[[], Journey], tmp_path: Path) -> None:
    journey = met()
    journey.open_vote()
    journey.count()
    (tmp_path / "certificate.json").write_text(json.dumps(export(resolve(journey))), encoding="utf-8")
    code, lines = checked(tmp_path / "certificate.json")
    assert (code, [line for line in lines if line.startswith("✘")]) == (0, [])


def test_events_end_with_the_outcome_whatever_the_case_did_since() -> None:
    journey, item = voted_in_cell(medium="paper")
    before = export(item)
    journey.do("appraise_section", held_on=journey.day + journey.pace, report_number="03-BC/ĐUBP", remarks="đủ")
    assert export(item) == before
    last = before["events"][-1]
    assert (json.loads(last["canonical"])["kind"], last["hash"]) == ("vote.counted", before["case"]["head_hash"])
    assert Case.objects.get(pk=journey.case_id).event_count > before["case"]["events"]


def test_only_events_of_the_vote_show_their_values() -> None:
    data = exported("grassroots")
    kinds = [json.loads(event["canonical"])["kind"] for event in data["events"] if event["payload"] is not None]
    assert kinds == [
        "grassroots.freeze_roster",
        "meeting.opened",
        "grassroots.open_vote",
        "vote.opened",
        "grassroots.seal_box",
        "vote.sealed",
        "grassroots.count_votes",
        "vote.ballots_counted",
        "grassroots.record_committee_vote",
        "vote.counted",
    ]


def test_electronic_box_seals_its_receipts_in_the_record() -> None:
    data = exported("cell")
    sealed = next(e["payload"]["receipts"] for e in data["events"] if e["payload"] and "issued" in e["payload"])
    assert sealed["value"] == chain.digest(chain.canonical([data["voted"], data["receipts"]]))
    assert (len(data["voted"]), len(data["receipts"]), data["counts"]["issued"]) == (8, 8, 9)


def test_erased_field_stays_a_commitment_and_verifies_by_the_event_of_its_erasure(tmp_path: Path) -> None:
    _journey, item = voted_in_cell(medium="paper")
    data = erased(item, "meeting.opened", "excluded", "chair", "_actor")
    (tmp_path / "certificate.json").write_text(json.dumps(data), encoding="utf-8")
    assert json.loads(data["events"][-1]["canonical"])["kind"] == "redacted"
    code, lines = checked(tmp_path / "certificate.json")
    gone = [line for line in lines if line.startswith("Không đối chiếu được vì đã xóa khỏi sổ: ")]
    at = next(number for number, event in enumerate(data["events"]) if "chair" in (event["payload"] or ()))
    names = [name for name in data["events"][at]["payload"] if name in ("excluded", "chair", "_actor")]
    assert (code, gone) == (
        0,
        [f"Không đối chiếu được vì đã xóa khỏi sổ: {'; '.join(f'events[{at}].payload.{name}' for name in names)}"],
    )


def test_erasure_that_no_event_records_is_named(tmp_path: Path) -> None:
    _journey, item = voted_in_cell(medium="paper")
    data = erased(item, "meeting.opened", "excluded", recorded=False)
    (tmp_path / "certificate.json").write_text(json.dumps(data), encoding="utf-8")
    code, lines = checked(tmp_path / "certificate.json")
    assert code == 1
    assert [line.split(" — ")[0] for line in lines if line.startswith("✘")] == [
        "✘ Chỉ trường về người được xóa, và có sự kiện ghi việc xóa"
    ]


def test_what_is_not_recorded_yet_is_not_exported() -> None:
    journey = Journey(build_chain()).to("cell")
    journey.meet()
    journey.open_vote()
    journey.count()
    with pytest.raises(NotRecorded):
        export(journey.item)


def test_vote_whose_sealing_the_record_does_not_know_is_not_exported(client: Client, settings: Any) -> None:
    journey, item = voted_in_cell(medium="paper")
    address = reverse("certificate", args=[item.meeting.public_id, f"{item.public_id}.json"])
    settings.TODAY = journey.day
    client.force_login(journey.chain.users["cell"])
    assert client.get(address).status_code == 200
    with RECORD.suspended(connection):
        EventPayload.objects.filter(event__kind="vote.sealed").delete()
        Event.objects.filter(kind="vote.sealed").delete()
    with pytest.raises(NotRecorded, match=r"vote\.sealed"):
        export(item)
    assert client.get(address).status_code == 404


def run(*words: str) -> str:
    out = StringIO()
    call_command("certificate", *words, stdout=out, no_color=True)
    return out.getvalue()


def test_command_writes_the_last_vote_or_that_of_a_step(tmp_path: Path) -> None:
    journey = Journey(build_chain()).to("grassroots")
    journey.vote()
    code, path = journey.dossier.code, tmp_path / "certificate.json"
    assert json.loads(run(code))["tally"]["step"] == "grassroots"
    assert run(code, "--step", "cell", "--out", str(path)) == ""
    assert (json.loads(path.read_text())["tally"]["step"], checked(path)[0]) == ("cell", 0)
    with pytest.raises(CommandError, match=r"No vote of this case has an outcome on record\."):
        run(code, "--step", "standing")
    with pytest.raises(CommandError, match=r"cannot be written"):
        run(code, "--out", str(tmp_path))
    with pytest.raises(CommandError, match=r"There is no case ABCD\."):
        run("ABCD")
