"""The validity certificate: a line for every rule, with section, article and certainty; kept, hashed, never open."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection

from admission.facts import Facts
from admission.law_of_day import law_of
from admission.rules import CELL_OPENS
from organization.models import Standing
from tests.chain import Journey, build_chain
from tests.factories import membership
from tests.workflows.meetings.properties import BALLOT, LAW, TWO_THIRDS
from tests.workflows.meetings.stored import CARDS, now, refused
from workflows.audit.triggers import JUDGEMENTS
from workflows.law import Certainty
from workflows.meetings.ballot import Ballot, FormsVote
from workflows.meetings.certificate import DOSSIER, SECTION_LABELS, SECTIONS, certificate, covers
from workflows.meetings.outcomes import AbovePower
from workflows.meetings.rules import BEFORE_ANY_VOTE, before_vote
from workflows.models import Event, Judgement
from workflows.rules import Status, judge

pytestmark = pytest.mark.django_db
BASE, ADM43 = "Mục 9.3 Quy định 294-QĐ/TW", "ADM-43"


def certificate_of(journey: Journey, **data: Any) -> dict[str, Any]:
    found: dict[str, Any] = journey.open_vote(**data).judgement.certificate
    return found


def line(of: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [line for line in of["lines"] if line["name"] == name]
    return found


def test_every_line_stands_in_its_section_with_its_article_and_certainty(met):
    found = certificate_of(met, form="secret")
    of_the_meeting = [row for row in found["lines"] if row["section"] != DOSSIER]
    columns = ("section", "rule", "name", "articles", "certainty")
    assert [tuple(row[name] for name in columns) for row in of_the_meeting] == [
        ("competent", "ADM-03", "chain_is_known", "Mục 4.3.2 Quy định 294-QĐ/TW", "text"),
        ("composed", "ADM-40", "cell_can_act", "Điều 24.1 Điều lệ Đảng", "secondary"),
        ("composed", "DIS-81", "chair_may_preside", "", "design"),
        ("composed", "MEET-05", "minutes_are_taken", "", "design"),
        ("composed", "MEET-04", "there_are_tellers", "", "design"),
        ("convened", "MEET-01", "members_were_summoned", "", "design"),
        ("convened", "MEET-06", "no_earlier_vote_was_broken_off", "", "design"),
        (
            "quorate",
            ADM43,
            "cell_base_is_right",
            f"{BASE}; Mục 9.3.2 Quy định 294-QĐ/TW; Điều 3.4 Điều lệ Đảng; Mục 6.3.2b Quy định 294-QĐ/TW",
            "secondary",
        ),
        ("quorate", ADM43, "somebody_is_counted", BASE, "text"),
        ("quorate", "ADM-40", "enough_are_present", BASE, "design"),
        ("form", "ADM-51", "cell_vote_has_allowed_form", "Mục 5.1 Hướng dẫn 06-HD/TW", "text"),
        ("form", "MEET-02", "electronic_ballot_hides_the_voter", "", "design"),
        ("form", "MEET-03", "every_voter_can_vote_electronically", "", "design"),
    ]
    assert {row["status"] for row in of_the_meeting} == {"holds"}
    order = [row["section"] for row in found["lines"]]
    assert order == sorted(order, key=list(SECTION_LABELS).index)
    asked = {rule.name for rule in before_vote(CELL_OPENS).all}
    not_in_force = {"introduced_without_organizations", "readmission_papers_are_there"}
    assert {row["name"] for row in found["lines"]} == asked - not_in_force


def test_convention_of_the_system_has_no_article_and_says_what_it_is(met):
    lines = [row for row in certificate_of(met)["lines"] if row["citations"] and not row["articles"]]
    # the matters of population are a convention about the applicant, not about the meeting
    conventions = [row for row in lines if row["rule"] != "ADM-12"]
    assert {row["rule"] for row in conventions} == {
        "DIS-81",
        "MEET-01",
        "MEET-02",
        "MEET-03",
        "MEET-04",
        "MEET-05",
        "MEET-06",
    }
    assert {row["certainty"] for row in conventions} == {Certainty.DESIGN}
    assert {citation["regulation"] for row in conventions for citation in row["citations"]} == {"quy-uoc-cuoc-hop"}
    assert [row["rule"] for row in conventions for citation in row["citations"] if not citation["note"]] == []


def test_every_rule_of_a_meeting_belongs_to_a_section_of_its_own():
    named = {name for rules in SECTIONS.values() for name in rules}
    assert {rule.name for rule in BEFORE_ANY_VOTE.all} <= named
    assert set(SECTION_LABELS) == {*SECTIONS, DOSSIER}


def test_base_minimum_and_roster_are_those_of_the_frozen_item(journey):
    membership(journey.chain.members[4], journey.chain.cell, Standing.SUSPENDED)
    absent = journey.chain.members[3].public_id
    journey.meet(present=[one for one in journey.present() if one != absent], excused=[absent])
    found = certificate_of(journey)
    item = journey.item
    assert found["roster"] == item.roster
    numbers = {name: found[name] for name in ("base", "present", "voters", "minimum")}
    assert numbers == {"base": 4, "present": 3, "voters": 3, "minimum": 3}
    assert found["ratio"] == {
        "numerator": 2,
        "denominator": 3,
        "strict": False,
        "provision": "cell.threshold",
        "article": "Mục 3.6b",
        "regulation": "06-hd-tw-2025",
        "certainty": "text",
    }
    names = (
        "meeting",
        "item",
        "case",
        "held_on",
        "chair",
        "secretary",
        "form",
        "medium",
        "options",
        "forms_vote",
        "mode",
    )
    assert {name: found[name] for name in names} == {
        "meeting": item.meeting.public_id,
        "item": item.public_id,
        "case": journey.dossier.public_id,
        "held_on": journey.day.isoformat(),
        "chair": item.meeting.chair.public_id,
        "secretary": item.meeting.secretary.public_id,
        "form": "card",
        "medium": "paper",
        "options": ["yes", "no"],
        "forms_vote": None,
        "mode": "propose",
    }
    assert found["bases"]["vote_base.cell.suspended"] == {
        "effect": "always",
        "article": "Mục 9.3.2",
        "regulation": "294-qd-tw-2025",
        "certainty": "text",
    }
    assert found["law"] == {
        "statute": "dieu-le-dang-2011",
        "system": "quy-uoc-cuoc-hop",
        "guidance": "06-hd-tw-2025",
        "regulation": "294-qd-tw-2025",
        "procedure": "08-hd-btctw-2021, 113-qd-tw-2023",
        "substance": "15-hd-ubkttw-2025",
    }


@pytest.mark.parametrize(("step", "mode"), [("grassroots", "propose"), ("standing", "decide")])
def test_certificate_says_whether_the_body_proposes_or_decides(step, mode):
    journey = Journey(build_chain()).to(step)
    journey.meet()
    assert certificate_of(journey)["mode"] == mode


def test_fewer_present_than_the_ratio_needs_is_shown_and_does_not_stop(journey):
    """No text loaded sets a quorum: the vote is held and cannot pass."""
    journey.meet(present=[one.public_id for one in journey.chain.members[:3]])
    found = certificate_of(journey)
    shown = line(found, "enough_are_present")
    numbers = {"present": 3, "base": 5, "min": 4}
    assert (shown["status"], shown["blocks"], shown["stops"], shown["numbers"]) == ("broken", False, False, numbers)
    assert found["valid"] is True
    journey.count()
    assert now(journey, "record_cell_vote", resolution_number="1").judgement.outcome == "below_ratio"


def test_line_that_stops_makes_the_certificate_invalid(met):
    """The act that opens a box is refused then and keeps none; a page shows this before anybody acts."""
    facts = met.dossier.facts(met.day, {"step": "cell", **CARDS, "form": "secret"})
    law, ratio = met.dossier.law(met.day), met.dossier.ballot("cell", met.day).ratio
    findings = judge(before_vote(CELL_OPENS), facts, law)
    found = certificate(
        findings=findings, facts=facts.to_json(), roster=met.item.roster, law=law, ratio=ratio, meeting={}
    )
    assert [row["name"] for row in found["lines"] if row["stops"]] == ["there_are_tellers"]
    assert found["valid"] is False


def test_rule_not_in_force_is_no_line():
    law = law_of(date(2025, 8, 1))
    findings = judge(CELL_OPENS, Facts.parse({}), law)
    assert {finding.status for finding in findings} >= {Status.NOT_IN_FORCE, Status.UNKNOWN}
    found = certificate(
        findings=findings, facts={}, roster=[], law=law, ratio=law["cell.threshold"], meeting={"item": "x"}
    )
    assert Status.NOT_IN_FORCE not in {row["status"] for row in found["lines"]}
    assert (found["base"], found["valid"]) == (0, False)


# what it covers


HELD = {"mode": "decide", "form": "secret", "medium": "paper"}


@pytest.mark.parametrize(
    ("power", "above_power", "covered"),
    [
        ({"CC", "KT"}, AbovePower.FORWARD, True),
        ({"KT"}, AbovePower.FORWARD, False),
        ({"CC", "KT"}, AbovePower.CUMULATE_DOWN, False),
    ],
)
def test_certificate_covers_a_vote_on_the_forms_as_it_was_asked(power, above_power, covered):
    asked, now_asked = forms(BALLOT), forms(BALLOT, power, above_power)
    document = certificate(
        findings=[],
        facts={},
        roster=[],
        law=LAW,
        ratio=asked.ratio,
        meeting={"options": [*asked.options, "blank"], "forms_vote": asked.forms_vote.to_json(), **HELD},
    )
    assert document["forms_vote"] == {
        "none": "NONE",
        "heavy": ["KTr"],
        "two_thirds": {"numerator": 2, "denominator": 3, "strict": False},
        "power": ["CC", "KT"],
        "above_power": "forward",
    }
    assert (covers(document, asked, **HELD), covers(document, now_asked, **HELD)) == (True, covered)
    for name, other in {"mode": "propose", "form": "card", "medium": "electronic"}.items():
        assert not covers(document, asked, **{**HELD, name: other})


def forms(ballot, power=frozenset({"CC", "KT"}), above_power=AbovePower.FORWARD):
    labels = {option: option for option in ballot.options}
    vote = FormsVote(ballot, frozenset(power), above_power)
    return Ballot("Which form?", labels, LAW["standing_committee.threshold"], ("secret",), vote)


@pytest.mark.parametrize("change", [{"order": ("CCh", "KTr", "CC", "KT")}, {"half": TWO_THIRDS}, {"none": "NO"}])
def test_ballot_of_forms_that_says_another_order_ratio_or_none_than_its_forms_is_refused(change):
    ballot = forms(BALLOT)
    with pytest.raises(ValueError, match="their plain ratio"):
        replace(ballot, forms_vote=FormsVote(replace(BALLOT, **change), frozenset(), AbovePower.FORWARD))


# kept with the act


def committed(act: Judgement) -> str:
    """What the record says that the act was judged by."""
    event = Event.objects.select_related("payload").get(case_id=act.case_id, kind=f"{act.step}.{act.verb}")
    return str(event.payload.values["judged"])


def computed(act: Judgement) -> str:
    """The same of the rows as they are: SHA-256 of facts, findings and certificate as JSON with sorted keys."""
    text = json.dumps([act.facts, act.findings, act.certificate], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_record_commits_to_the_certificate(met):
    act = Judgement.objects.get(pk=met.open_vote().judgement.pk)
    assert act.certificate
    assert committed(act) == computed(act)


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.update(base=4),
        lambda found: found.update(minimum=3),
        lambda found: found["roster"][0].update(votes=False),
        lambda found: found["lines"][0].update(status="broken"),
        lambda found: found["lines"].pop(),
        lambda found: found["facts"]["meeting"].update(chair="Somebody Else"),
        lambda found: found.clear(),
    ],
)
def test_certificate_changed_afterwards_differs_from_what_the_record_commits_to(met, change):
    act = Judgement.objects.get(pk=met.open_vote().judgement.pk)
    change(act.certificate)
    with JUDGEMENTS.suspended(connection):
        act.save()
    assert committed(act) != computed(Judgement.objects.get(pk=act.pk))


# under a draft


def test_under_a_draft_the_certificate_says_so_and_the_act_needs_the_acknowledgement():
    journey = Journey(build_chain(), start=date(2026, 3, 23)).to("cell")
    journey.day = date(2026, 4, 19)
    journey.meet()
    opening = partial(now, journey, "open_vote", **CARDS)
    assert "Quy định 20-QĐ/TW (08/04/2026)" in refused(opening, "acknowledge")
    result = opening(acknowledge=True)
    found = result.judgement.certificate
    assert (found["drafts"], result.judgement.acknowledged_drafts) == (["20-qd-tw-2026"], ["20-qd-tw-2026"])
    assert "Quy định 20-QĐ/TW (08/04/2026)" in found["notice"]
    assert found["law"]["regulation"] == "294-qd-tw-2025"


def test_before_the_draft_nothing_is_to_be_acknowledged():
    journey = Journey(build_chain(), start=date(2026, 3, 16)).to("cell")
    journey.day = date(2026, 4, 6)
    journey.meet()
    found = now(journey, "open_vote", **CARDS).judgement.certificate
    assert (found["held_on"], found["drafts"], found["notice"]) == ("2026-04-07", [], "")
