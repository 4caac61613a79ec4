"""The facts of the criminal track and of suspension (DIS-99 to DIS-111)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_noop

from workflows.facts import COUNT, DAY, YES_NO, FactSheet, fact, one_of, set_of


class Penalty(StrEnum):
    """What an effective judgment imposes, lightest first."""

    EXEMPTED = "exempted"
    LOWER = "lower"
    NON_CUSTODIAL = "non_custodial"  # cải tạo không giam giữ
    PRISON = "prison"  # phạt tù, kể cả án treo


PENALTY_LABELS = {
    Penalty.EXEMPTED: gettext_noop("exempted from penalty"),
    Penalty.LOWER: gettext_noop("a penalty below non-custodial reform"),
    Penalty.NON_CUSTODIAL: gettext_noop("non-custodial reform"),
    Penalty.PRISON: gettext_noop("prison, also suspended"),
}


class Ground(StrEnum):
    """Why party activity or committee activity is suspended (DIS-106, DIS-107)."""

    CHARGED = "charged"  # khởi tố
    PROSECUTED = "prosecuted"  # truy tố
    DETAINED = "detained"  # tạm giam
    OBSTRUCTS = "obstructs"  # dấu hiệu vi phạm nghiêm trọng và cố ý gây trở ngại


GROUND_LABELS = {
    Ground.CHARGED: gettext_noop("charged, not detained"),
    Ground.PROSECUTED: gettext_noop("prosecuted"),
    Ground.DETAINED: gettext_noop("detained"),
    Ground.OBSTRUCTS: gettext_noop("serious signs of violation, and deliberately obstructs the examination"),
}


class SuspendedFrom(StrEnum):
    PARTY = "party"  # đình chỉ sinh hoạt đảng
    COMMITTEE = "committee"  # đình chỉ sinh hoạt cấp ủy
    ACTIVITY = "activity"  # đình chỉ hoạt động của tổ chức đảng


SUSPENDED_LABELS = {
    SuspendedFrom.PARTY: gettext_noop("party activity"),
    SuspendedFrom.COMMITTEE: gettext_noop("committee activity"),
    SuspendedFrom.ACTIVITY: gettext_noop("the activity of the organisation"),
}
#: What a person may be suspended from.
PERSONAL = (SuspendedFrom.PARTY, SuspendedFrom.COMMITTEE)


class Suspender(StrEnum):
    """Who suspends (DIS-108)."""

    EXPELLING_BODY = "expelling_body"
    UPPER_INSPECTION = "upper_inspection"
    DISSOLVING_BODY = "dissolving_body"
    OTHER = "other"


SUSPENDER_LABELS = {
    Suspender.EXPELLING_BODY: gettext_noop("the organisation with power to expel him"),
    Suspender.UPPER_INSPECTION: gettext_noop("an inspection commission above the grassroots level"),
    Suspender.DISSOLVING_BODY: gettext_noop("the committee with power to dissolve the organisation"),
    Suspender.OTHER: gettext_noop("another body"),
}


@dataclass(frozen=True)
class CriminalFacts(FactSheet):
    """``judgment_effective_on``: the judgment is in effect since. ``wanted``: or detained, without conviction."""

    waits_for_court: bool | None = fact(YES_NO, gettext_noop("The examination waits for the court"))
    judgment_penalty: Penalty | None = fact(one_of(Penalty, PENALTY_LABELS), gettext_noop("Penalty of the judgment"))
    judgment_effective_on: date | None = fact(DAY, gettext_noop("Judgment in effect since"))
    judgment_certified: bool | None = fact(YES_NO, gettext_noop("A certified copy of the judgment is in the file"))
    judgment_told: bool | None = fact(
        YES_NO, gettext_noop("The cell and every body he belonged to are told in writing")
    )
    judgment_annulled_on: date | None = fact(DAY, gettext_noop("Acquitted, or judgment annulled, on"))
    reexamined_on: date | None = fact(DAY, gettext_noop("Discipline examined again on"))
    wanted: bool | None = fact(YES_NO, gettext_noop("Wanted or detained, without conviction"))


@dataclass(frozen=True)
class SuspensionFacts(FactSheet):
    """``suspended_until``: the last day. ``legal_procedure``: it follows the periods of the criminal procedure."""

    suspended_from: SuspendedFrom | None = fact(one_of(SuspendedFrom, SUSPENDED_LABELS), gettext_noop("Suspended from"))
    suspension_grounds: frozenset[Ground] | None = fact(
        set_of(Ground, GROUND_LABELS), gettext_noop("Grounds of the suspension")
    )
    suspension_by: Suspender | None = fact(one_of(Suspender, SUSPENDER_LABELS), gettext_noop("Suspended by"))
    suspended_is_own_level: bool | None = fact(
        YES_NO, gettext_noop("He sits in the committee of the suspending commission's own level")
    )
    suspension_on: date | None = fact(DAY, gettext_noop("Suspended on"))
    suspension_extended: bool | None = fact(YES_NO, gettext_noop("The suspension was extended"))
    suspension_days: int | None = fact(COUNT, gettext_noop("Length of the suspension with extension"), "day")
    suspended_acted: bool | None = fact(YES_NO, gettext_noop("He took part in party meetings or votes while suspended"))
    legal_event_on: date | None = fact(DAY, gettext_noop("Charged, prosecuted or detained on"))
    legal_notice_on: date | None = fact(DAY, gettext_noop("Notice of the legal bodies received on"))
