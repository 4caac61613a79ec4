"""What a violation is about, as the statistics count it (discipline.md 3.1), and the unit they count (3.3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from discipline.codes import SubjectKind
from discipline.codes_complaint import Level, Organ
from workflows.law import Law

CLOSED = "content.closed"


class MemberContent(StrEnum):
    """The content of a member's violation. The names are the codes of the tables."""

    VM01 = "VM01"
    VM02 = "VM02"
    VM03 = "VM03"
    VM04 = "VM04"
    VM05 = "VM05"  # kept for history: see CLOSED
    VM06 = "VM06"
    VM07 = "VM07"
    VM08 = "VM08"
    VM09 = "VM09"
    VM10 = "VM10"
    VM99 = "VM99"


MEMBER_CONTENT_LABELS = {
    MemberContent.VM01: gettext_noop("Democratic centralism, working rules"),
    MemberContent.VM02: gettext_noop("Ethics, lifestyle"),
    MemberContent.VM03: gettext_noop("Internal unity"),
    MemberContent.VM04: gettext_noop("What a member must not do"),
    MemberContent.VM05: gettext_noop("Population and family planning"),
    MemberContent.VM06: gettext_noop("Corruption, deliberate breach"),
    MemberContent.VM07: gettext_noop("Irresponsibility, lax leadership and management"),
    MemberContent.VM08: gettext_noop("Land, resources, minerals"),
    MemberContent.VM09: gettext_noop("Finance, banking, investment, construction"),
    MemberContent.VM10: gettext_noop("Declaration of assets and income"),
    MemberContent.VM99: gettext_noop("Another content"),
}


class OrganizationContent(StrEnum):
    """The content of an organisation's violation."""

    VO01 = "VO01"
    VO02 = "VO02"
    VO03 = "VO03"
    VO04 = "VO04"
    VO05 = "VO05"
    VO06 = "VO06"
    VO99 = "VO99"


ORGANIZATION_CONTENT_LABELS = {
    OrganizationContent.VO01: gettext_noop("Carrying out resolutions, directives, regulations and conclusions"),
    OrganizationContent.VO02: gettext_noop("Policy, law"),
    OrganizationContent.VO03: gettext_noop("Working rules, democratic centralism, internal unity"),
    OrganizationContent.VO04: gettext_noop("Cadre work"),
    OrganizationContent.VO05: gettext_noop("Thrift, waste, prevention of corruption"),
    OrganizationContent.VO06: gettext_noop("Handling of complaints and denunciations"),
    OrganizationContent.VO99: gettext_noop("Another content"),
}
Content = MemberContent | OrganizationContent
CONTENT_LABELS: dict[str, str] = {
    **{code.value: label for code, label in MEMBER_CONTENT_LABELS.items()},
    **{code.value: label for code, label in ORGANIZATION_CONTENT_LABELS.items()},
}


def content_named(code: str) -> str:
    """The content in words, its code behind it as a reference; the code alone of one that is not known."""
    return f"{_(CONTENT_LABELS[code])} ({code})" if code in CONTENT_LABELS else code


def contents_open(kind: SubjectKind, law: Law) -> tuple[Content, ...]:
    """The codes that a case opened on the day of ``law`` may carry, in the order of the tables."""
    codes: type[MemberContent] | type[OrganizationContent] = (
        OrganizationContent if kind is SubjectKind.ORGANIZATION else MemberContent
    )
    closed = law.get(CLOSED)
    return tuple(code for code in codes if closed is None or code.value not in closed.value)


class Action(StrEnum):
    """What the tables count (discipline.md 3.2)."""

    DISCIPLINE = "discipline"
    INSPECTION = "inspection"
    SUPERVISION = "supervision"
    DENUNCIATION = "denunciation"
    COMPLAINT = "complaint"


class Bucket(StrEnum):
    """The levels as the lines of a report name them (discipline.md 3.3)."""

    CENTRE = "centre"
    UNDER_CENTRE = "under_centre"
    ABOVE_GRASSROOTS = "above_grassroots"
    GRASSROOTS = "grassroots"  # with those given the powers of the level above
    CELL = "cell"


@dataclass(frozen=True)
class Counted:
    """One row of the tables ("lượt"): one action on one subject. A member disciplined twice is two rows.

    ``counted_on``: the day of the decision in force (discipline) or of the conclusion (everything else); ``level`` and
    ``organ``: of the body that decided or acted, never of the one that prepared. A complaint that changes a decision
    is a row of its own: the row of the discipline stays in its period.
    """

    action: Action
    subject: str
    subject_kind: SubjectKind
    counted_on: date
    level: Level
    organ: Organ
    contents: frozenset[Content] = frozenset()

    @property
    def bucket(self) -> Bucket:
        return Bucket(self.level.value)


def by_content(rows: Iterable[Counted]) -> tuple[int, Counter[Content]]:
    """(rows in all, rows by content). A row of several contents counts in each, so their sum may exceed the total."""
    counted = list(rows)
    return len(counted), Counter(content for row in counted for content in row.contents)
