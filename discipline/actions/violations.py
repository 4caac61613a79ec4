"""What is told of a violation when it is entered: its columns, and the bounds of its days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from discipline.codes import SubjectKind
from discipline.codes_content import contents_open
from organization.models import BASE_STANDINGS, Membership, Organization, Person, Standing
from workflows.acting import Act

#: What a violation may have of its form, and the columns of its row.
VIOLATION_FIELDS = ("described", "place", "code", "article", "category", "started_on", "ended_on", "discovered_on")
DAYS = ("started_on", "ended_on", "discovered_on")


def told_violation(whom: Person | Organization, act: Act, kind: SubjectKind) -> dict[str, Any]:
    """{column: value} of the violation that the data of the act tell, of a content open to the kind. Raises Refused."""
    found = {name: act.data.get(name) for name in VIOLATION_FIELDS}
    if found["code"] not in contents_open(kind, act.law):
        act.refuse(_("No new violation is entered under this content."), "code")
    check_days(whom, act, found)
    kept = {name: value if value is not None or name in DAYS else "" for name, value in found.items()}
    return {**kept, "category": kept["category"] or "ordinary"}


def check_days(whom: Person | Organization, act: Act, days: Mapping[str, date | None]) -> None:
    """At least one day, in their order, none in the future (DIS-24), and none before there was somebody to judge.
    Raises Refused at the field.
    """
    started, ended, discovered = (days[name] for name in DAYS)
    if not (started or ended or discovered):
        act.refuse(
            _("A violation needs the day of the act, or the day on which it was discovered (DIS-24)."), "started_on"
        )
    for name in DAYS:
        day = days[name]
        if day and day > act.day:
            act.refuse(_("%(day)s lies in the future.") % {"day": f"{day:%d/%m/%Y}"}, name)
    if started and ended and ended < started:
        act.refuse(_("The end lies before the beginning."), "ended_on")
    if started and discovered and discovered < started:
        act.refuse(_("It was discovered before it began."), "discovered_on")
    last = next(name for name in ("ended_on", "started_on", "discovered_on") if days[name])
    _check_beginning(whom, act, days[last], last)


def _check_beginning(whom: Person | Organization, act: Act, last: date | None, field: str) -> None:
    """A rule of this system, no article: forms of discipline are for members and organisations (DIS-05 to 07), so an
    act that was over before he was admitted, or before the organisation existed, is entered by mistake.
    """
    first, told = _member_begins(whom) if isinstance(whom, Person) else _organization_begins(whom)
    if first is not None and last is not None and last < first:
        values = {"day": f"{last:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
        act.refuse(told % values, field)


def _organization_begins(organization: Organization) -> tuple[date | None, str]:
    told = _("%(day)s lies before the day on which the organisation began (%(first)s); a rule of this system.")
    return organization.since, told


def _member_begins(person: Person) -> tuple[date | None, str]:
    """The day of his first admission, where the record of him begins with its probation; otherwise only his birth is
    known to lie before, as of one admitted again who was a member before the record.
    """
    rows = Membership.objects.filter(person=person, standing__in=BASE_STANDINGS).order_by("since", "pk")
    standing, admitted = rows.values_list("standing", "since").first() or ("", None)
    if standing == Standing.PROBATIONARY:
        told = _("%(day)s lies before his admission to the Party (%(first)s); a rule of this system.")
        return admitted, told
    return person.born_on, _("%(day)s lies before the day of his birth (%(first)s).")
