"""Removing a probationary member from the list: ADM-80, ADM-99, ADM-101."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from datetime import date

from django.utils.translation import gettext_noop

from admission.facts import Facts
from admission.member_codes import BARS_READMISSION, REMOVAL_LABELS
from workflows.calendar import Calendar
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, rule


@rule("recognition.unqualified", id="ADM-80", needs=["removal_ground"])
def unqualified_is_removed(facts: Facts, consequence: Provision) -> Verdict:
    """Whether he qualifies is the conclusion of the bodies that vote."""
    message = gettext_noop("Ground: %(ground)s. Who does not qualify is removed; the probation is never extended.")
    if facts.removal_ground in BARS_READMISSION:
        message = gettext_noop(
            "Ground: %(ground)s. Who does not qualify is removed; the probation is never extended. On this ground"
            " nobody is admitted again."
        )
    return Verdict(Status.HUMAN, message, {"ground": REMOVAL_LABELS[facts.removal_ground]})


@rule("files.removed_to_superior", id="ADM-99", needs=["removal_decided_on"], cured_by="grassroots")
def removed_file_goes_up_in_time(facts: Facts, length: Provision, law: Law, calendar: Calendar) -> Verdict:
    """From the day of the decision, by the law of that day (design)."""
    start = facts.removal_decided_on
    length = law.at(start).get(length.name) or length
    due = calendar.add_working_days(start, length.value)
    day = facts.removed_file_sent_on or law.on
    return Verdict(
        day <= due,
        gettext_noop(
            "The files go to the superior until %(due)s, %(days)s working days from the removal of %(start)s."
        ),
        {"due": due.isoformat(), "days": length.value, "start": start.isoformat(), "day": day.isoformat()},
        calendar.certainty_between(start, due),
        (length,),
    )


def complaint_due(announced_on: date, window: Provision, calendar: Calendar) -> date:
    """The last day of a complaint against a removal announced on the day."""
    return calendar.add_working_days(announced_on, window.value)


@rule(
    "removal.complaint_window",
    "removal.complaint_starts",
    "removal.complaint_answer",
    "removal.complaint_answer_central",
    id="ADM-101",
    needs=["removal_announced_on"],
)
def complaint_is_in_time(
    facts: Facts,
    window: Provision,
    starts: Provision,
    answer: Provision,
    central: Provision,
    law: Law,
    calendar: Calendar,
) -> Verdict:
    start = facts.removal_announced_on
    window = law.at(start).get(window.name) or window
    due = complaint_due(start, window, calendar)
    day = facts.complained_on or law.on
    numbers: dict[str, Number] = {
        "due": due.isoformat(),
        "days": window.value,
        "start": start.isoformat(),
        "day": day.isoformat(),
        "answer": answer.value,
        "central": central.value,
    }
    if day <= due:
        message = gettext_noop(
            "He may complain until %(due)s, %(days)s working days from the announcement of %(start)s, himself and not"
            " by proxy; answered within %(answer)s working days, by the Centre within %(central)s."
        )
    else:
        message = gettext_noop("The time for a complaint ended on %(due)s, %(days)s working days from %(start)s.")
    return Verdict(
        day <= due, message, numbers, calendar.certainty_between(start, due), (window, starts, answer, central)
    )
