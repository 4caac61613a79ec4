"""The member stage of a generated dossier: probation, recognition with its votes, card, removal; a death on the way.

Each move does what its step needs, by whoever has that step on the dossier's way.
"""

from datetime import timedelta

from admission.codes import Document as Paper
from admission.member_codes import Removal
from admission.scenario_journey import Journey
from admission.scenario_meetings import hold
from organization.models import BodyKind, Kind, Role
from organization.scenarios import Way


def pass_probation(journey: Journey) -> None:
    """The twelve months run out; the system notes it."""
    assert journey.case.official_on is not None
    journey.at(journey.case.official_on + timedelta(days=3))
    journey.do_on_case("end_probation", None)


def begin_recognition(journey: Journey) -> None:
    _file(journey, Paper.NEW_MEMBER_CERTIFICATE, **_texts(journey, "new_member_certificate"))
    journey.do("begin_recognition", journey.clerk)


def make_file(journey: Journey) -> None:
    """Self-criticism, the helper's remarks, the opinions; then the recognition goes before the cell."""
    helper = journey.case.helper
    assert helper is not None
    _file(journey, Paper.SELF_CRITICISM, issuer=journey.person.full_name)
    _file(journey, Paper.HELPER_REMARKS, helper=helper.public_id)
    _file(journey, Paper.MEMBER_OPINIONS, **_texts(journey, "opinions"))
    journey.do("submit_recognition", journey.clerk)


def cell_recognises(journey: Journey, *, passes: bool = True) -> None:
    hold(journey, "record_recognition_vote", "cell", journey.secretary, passes=passes)


def cell_falls_short(journey: Journey) -> None:
    """Below the ratio: the cell may vote again."""
    cell_recognises(journey, passes=False)


def section_appraises(journey: Journey) -> None:
    """Nothing where the cell stands directly under the base."""
    section = journey.cell.parent
    if section is None or section.kind != Kind.SECTION:
        return
    journey.do(
        "appraise_recognition_in_section",
        journey.khoi.user(section, BodyKind.SECTION_COMMITTEE, Role.SECRETARY),
        held_on=journey.day,
        report_number=journey.text("section", "number"),
        remarks=journey.text("section", "remarks"),
    )


def committee_proposes(journey: Journey) -> None:
    """The committee proposes; an authorised one decides."""
    verb = "record_deciding_recognition" if journey.way is Way.AUTHORISED else "record_recognition_proposal"
    hold(journey, verb, "grassroots", journey.base_secretary, passes=True)


def submit(journey: Journey) -> None:
    data = {
        name: journey.text("appraisal", text)
        for name, text in (("register_number", "register"), ("remarks", "remarks"))
    }
    journey.do("submit_recognition_to_standing", journey.officer, **data)


def ask_supplement(journey: Journey) -> None:
    journey.do("return_recognition", journey.officer, what=journey.text("supplement", "what"))


def standing_recognises(journey: Journey) -> None:
    hold(journey, "decide_recognition", "standing", journey.standing_secretary, passes=True)


def issue(journey: Journey) -> None:
    journey.do("issue_recognition", journey.decider, signed_on=journey.day)


def hand_over_card(journey: Journey) -> None:
    journey.do("announce_recognition", journey.secretary, announced_on=journey.day, temporary_informed=False)
    number = f"{journey.number:012}"
    journey.do("hand_over_card", journey.secretary, handed_on=journey.day, card_number=number)


def propose_removal(journey: Journey) -> None:
    data = {"ground": Removal.UNQUALIFIED, "reason": journey.text("removal")}
    journey.do_on_case("propose_removal", journey.secretary, **data)


def cell_removes(journey: Journey) -> None:
    hold(journey, "record_removal_vote", "cell", journey.secretary, passes=True)


def report_death(journey: Journey) -> None:
    data = {"died_on": journey.day, "number": journey.text("death"), "file": None}
    journey.do_on_case("report_death", journey.secretary, **data)


def _file(journey: Journey, code: Paper, **data: object) -> None:
    journey.do("file_member_paper", journey.clerk, code=code.value, issued_on=journey.day, file=None, **data)


def _texts(journey: Journey, text: str) -> dict[str, str]:
    return {part: journey.text(text, part) for part in ("number", "issuer")}
