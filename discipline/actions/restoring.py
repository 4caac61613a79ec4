"""After a decision was cancelled: apology, restoration, end (T30; DIS-128 to 131). No loaded text says when (U-06)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.membership import give_membership_back
from discipline.codes_complaint import Restored
from discipline.models import DisciplineCase
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Record the public apology"),
    consequence=gettext_lazy("No loaded text says when and where; what you record is what was done."),
    day="day",
    grave=True,
    answers=("wrong_discipline_is_apologised",),
    prepare=inspected("file"),
)
def apologise(case: DisciplineCase, act: Act) -> None:
    """DIS-129. ``data``: apology_by, public, place, number, file."""
    case.apologised_on, case.apology_by, case.apology_public = act.day, act.data["apology_by"], act.data["public"]
    if act.data.get("file"):
        file_paper(act, "apology_minutes", "file", number=act.data["number"], issued_on=act.day, own=True)
    else:
        issue_paper(act, "apology_minutes", act.data["number"], own=True, place=act.data["place"])
    act.record("discipline.apologised", number=act.data["number"], place=act.data["place"], body=case.apology_by)


@verb(
    gettext_lazy("Record the restoration"),
    consequence=gettext_lazy("Of an expulsion he is a member again from this day; the Party age is noted."),
    day="day",
    grave=True,
    answers=("restoration_fits_the_form", "restored_member_kept_his_quality"),
)
def restore(case: DisciplineCase, act: Act) -> None:
    """DIS-130, 131; membership on his request. ``data``: restored (list), requested, quality_kept, recorded, number,
    party_age.
    """
    restored = list(act.data["restored"])
    case.restored_on, case.restored, case.restoration_recorded = act.day, restored, bool(act.data.get("recorded"))
    if Restored.MEMBERSHIP in restored:
        if not case.ends_membership:
            act.refuse(_("His membership never ended."), "restored")
        give_membership_back(case, act)
    issue_paper(
        act,
        "restoration_decision",
        act.data["number"],
        own=True,
        restored=restored,
        party_age=act.data.get("party_age") or "",
    )
    act.record("discipline.restored", number=act.data["number"], restored=restored, party_age=act.data.get("party_age"))


def not_made_good(case: DisciplineCase) -> str:
    """What is still due before the case may be closed, in words; empty: nothing."""
    if case.apologised_on is None and not case.cancelled_anew:
        return _("The body that decided, its successor or its superior apologises publicly first (DIS-129).")
    if case.restored_on is None:
        return _("What is given back to him is recorded first, or that he did not ask for it (DIS-130).")
    return ""


@verb(
    gettext_lazy("Close the cancelled case"),
    consequence=gettext_lazy("No discipline stands against him. A new examination is a case of its own."),
    moves="close_cancelled",
    day="day",
    grave=True,
    hindrance=not_made_good,
)
def close_cancelled(case: DisciplineCase, act: Act) -> None:
    """T30."""
    case.ended_on = act.day
    case.close_cancelled()
    act.stop_all_clocks()
    act.record("case.cancelled_closed", anew=case.cancelled_anew)
