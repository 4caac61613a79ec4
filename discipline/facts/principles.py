"""The facts of the forms and general principles (DIS-05 to DIS-19)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from discipline.codes import FORM_LABELS, Form
from workflows.facts import COUNT, DAY, TEXT, YES_NO, FactSheet, fact, one_of, rows_of


class Outcome(StrEnum):
    """How a case may end beside a form of discipline; none of these is one (DIS-08)."""

    LESSONS_DRAWN = "lessons_drawn"  # kiểm điểm rút kinh nghiệm
    CRITICISM = "criticism"  # phê bình
    STRUCK_OFF = "struck_off"  # xóa tên
    LEFT_PARTY = "left_party"  # cho ra khỏi Đảng
    OFFICE_ENDED = "office_ended"  # cho thôi giữ chức, rút khỏi cấp ủy
    NOT_DISCIPLINED = "not_disciplined"  # xem xét, không kỷ luật
    TIME_BARRED = "time_barred"


OUTCOME_LABELS = {
    Outcome.LESSONS_DRAWN: gettext_noop("Lessons drawn"),
    Outcome.CRITICISM: gettext_noop("Criticism"),
    Outcome.STRUCK_OFF: gettext_noop("Struck off the list"),
    Outcome.LEFT_PARTY: gettext_noop("Let leave the Party"),
    Outcome.OFFICE_ENDED: gettext_noop("Released from office or committee"),
    Outcome.NOT_DISCIPLINED: gettext_noop("Examined without discipline"),
    Outcome.TIME_BARRED: gettext_noop("Not disciplined: the limitation had run out"),
}


class Standing(StrEnum):
    """What became of the subject since the violation (DIS-16)."""

    ACTIVE = "active"
    RETIRED = "retired"
    EXEMPT = "exempt"
    MOVED = "moved"
    ENDED = "ended"
    MERGED = "merged"
    DISSOLVED = "dissolved"
    DIVIDED = "divided"


STANDING_LABELS = {
    Standing.ACTIVE: gettext_noop("Active"),
    Standing.RETIRED: gettext_noop("Retired"),
    Standing.EXEMPT: gettext_noop("Exempt from party activity"),
    Standing.MOVED: gettext_noop("Moved elsewhere"),
    Standing.ENDED: gettext_noop("Organisation that has ended"),
    Standing.MERGED: gettext_noop("Organisation that was merged"),
    Standing.DISSOLVED: gettext_noop("Organisation that was dissolved"),
    Standing.DIVIDED: gettext_noop("Organisation that was divided"),
}
#: What may have become of an organisation that exists no longer.
ENDED = (Standing.ENDED, Standing.MERGED, Standing.DISSOLVED, Standing.DIVIDED)
ENDED_LABELS = {standing: STANDING_LABELS[standing] for standing in ENDED}


class Excuse(StrEnum):
    """What may free of discipline or lighten it (DIS-17)."""

    NONE = "none"
    OBJECTED_TO_ORDER = "objected_to_order"
    PROTECTED_INNOVATION = "protected_innovation"


EXCUSE_LABELS = {
    Excuse.NONE: gettext_noop("Nothing"),
    Excuse.OBJECTED_TO_ORDER: gettext_noop("Followed an order after objecting in writing"),
    Excuse.PROTECTED_INNOVATION: gettext_noop("Approved innovation with a pure motive"),
}


class Conviction(StrEnum):
    """What an expelled person was convicted of, for his return (DIS-19)."""

    NONE = "none"
    LESS_SERIOUS = "less_serious"
    SERIOUS_CRIME = "serious_crime"
    CORRUPTION = "corruption"


CONVICTION_LABELS = {
    Conviction.NONE: gettext_noop("No conviction"),
    Conviction.LESS_SERIOUS: gettext_noop("A less serious crime"),
    Conviction.SERIOUS_CRIME: gettext_noop("A serious crime"),
    Conviction.CORRUPTION: gettext_noop("Corruption"),
}


@dataclass(frozen=True)
class PrincipleFacts(FactSheet):
    """``deserved_form``: what the violation deserves, as concluded, whatever was decided in the end."""

    deserved_form: Form | None = fact(one_of(Form, FORM_LABELS), gettext_noop("Form that the violation deserves"))
    other_outcome: Outcome | None = fact(one_of(Outcome, OUTCOME_LABELS), gettext_noop("Outcome beside the forms"))
    other_sanction_instead: bool | None = fact(
        YES_NO, gettext_noop("A state, union or criminal sanction stands in place of discipline")
    )
    removed_offices: tuple[str, ...] | None = fact(rows_of(TEXT), gettext_noop("Offices removed from"))
    removed_on: date | None = fact(DAY, gettext_noop("Day of the removal from office"))
    chosen_for_office_on: date | None = fact(
        DAY, gettext_noop("Day of election to a committee or appointment to an equal or higher office")
    )
    members_examined: bool | None = fact(
        YES_NO, gettext_noop("The responsibility of each member and of the head is examined")
    )
    objectors_disciplined: bool | None = fact(YES_NO, gettext_noop("A member who objected is disciplined"))
    standing: Standing | None = fact(one_of(Standing, STANDING_LABELS), gettext_noop("Standing since the violation"))
    excuse: Excuse | None = fact(one_of(Excuse, EXCUSE_LABELS), gettext_noop("Excuse that is claimed"))
    badge_proposed_on: date | None = fact(DAY, gettext_noop("Day on which the party badge is awarded"))
    expelled_on: date | None = fact(DAY, gettext_noop("Day of the expulsion"))
    conviction: Conviction | None = fact(one_of(Conviction, CONVICTION_LABELS), gettext_noop("Conviction"))
    record_cleared_on: date | None = fact(DAY, gettext_noop("Criminal record cleared on"))
    readmitted_times: int | None = fact(COUNT, gettext_noop("Admitted again so far"))
