"""From the work with the denouncer to the meeting of the organisation of the person denounced."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.own import own_words
from discipline.denunciations.models import Denunciation
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb


@verb(gettext_lazy("Begin the work with the denouncer"), moves="begin_interview", day="day")
def begin_interview(case: Denunciation, act: Act) -> None:
    """N05."""
    case.begin_interview()
    act.record("denouncer.asked")


@verb(gettext_lazy("Record the work with the denouncer"), day="day")
def record_interview(case: Denunciation, act: Act) -> None:
    """Minutes, of which only what tells nothing of him is entered. ``data``: number, result."""
    case.interviewed_on = act.day
    act.record("denouncer.heard", number=act.data["number"], result=act.data["result"])


@verb(
    gettext_lazy("Issue decision, plan and outline"),
    consequence=gettext_lazy("The verification begins by this plan."),
    moves="plan",
    day="day",
    grave=True,
)
def plan_denunciation(case: Denunciation, act: Act) -> None:
    """N06. ``data``: number, remarks."""
    case.plan_number = act.data["number"]
    case.plan()
    issue_paper(act, "denunciation_plan", case.plan_number)
    act.record("denunciation.planned", number=case.plan_number, remarks=act.data.get("remarks") or "")


@verb(
    gettext_lazy("Give him the allegations"),
    consequence=gettext_lazy("From here on he follows it in a file of his own: an extract that tells nobody's name."),
    moves="give_allegations",
    day="day",
    grave=True,
    answers=("denouncer_is_not_revealed",),
)
def give_allegations(case: Denunciation, act: Act) -> None:
    """N07; DIS-136, 137. ``data``: number, extract, names_the_denouncer."""
    case.allegations_given_on, case.in_own_file = act.day, True
    case.give_allegations()
    issue_paper(act, "denunciation_extract", act.data["number"], own=True, allegations=act.data["extract"])
    act.record("allegations.given", number=act.data["number"])


@verb(
    gettext_lazy("Hand in the explanation"),
    consequence=gettext_lazy("The body that handles the denunciation goes on to verify."),
    moves="explain",
    day="day",
    by_subject=True,
    grave=True,
    prepare=inspected("file"),
)
def hand_in_explanation(case: Denunciation, act: Act) -> None:
    """By himself in his own file, or entered for him (N07; DIS-137). ``data``: account, file."""
    if not act.data.get("file") and not act.data.get("account"):
        act.refuse(_("The explanation is written here or handed in as a file."), "account")
    case.explained_on = act.day
    if act.data.get("file"):
        file_paper(act, "explanation", "file", issued_on=act.day, own=True)
    else:
        own_words(case, act, "explanation", account=act.data["account"])
    case.explain()
    act.record("explanation.handed_in", by_himself=act.by_himself)


@verb(
    gettext_lazy("Record that he refused to explain"),
    consequence=gettext_lazy("The verification goes on without it."),
    moves="explain",
    day="day",
    grave=True,
)
def record_refused_explanation(case: Denunciation, act: Act) -> None:
    """N07: who refuses stops nothing. ``data``: reason."""
    case.explanation_refused = act.data["reason"]
    case.explain()
    act.record("explanation.refused", reason=act.data["reason"])


@verb(gettext_lazy("Record a verification"), day="day")
def record_dn_verification(case: Denunciation, act: Act) -> None:
    """N08. ``data``: number, result."""
    issue_paper(act, "dn_verification_minutes", act.data["number"], result=act.data["result"])
    act.record("denunciation.verified", number=act.data["number"], result=act.data["result"])


@verb(gettext_lazy("Extend the time"), day="day", grave=True)
def extend_denunciation(case: Denunciation, act: Act) -> None:
    """Once, as far as the law of the day allows (DIS-139). ``data``: number, days (working days), reason."""
    days = act.data["days"]
    if not days:
        act.refuse(_("At least one day."), "days")
    act.extend_clock("denunciation", replace(act.law["denunciation.extension"], value=days))
    case.extended, case.extensions = case.extended + days, case.extensions + 1
    act.record("denunciation.extended", number=act.data["number"], days=days, reason=act.data["reason"])


@verb(
    gettext_lazy("Finish the verification"),
    consequence=gettext_lazy("His organisation meets, or it is said why it does not; then the conclusion."),
    moves="finish_verifying",
    day="day",
)
def finish_dn_verification(case: Denunciation, act: Act) -> None:
    """N09. ``data``: number (of the report)."""
    case.finish_verifying()
    issue_paper(act, "denunciation_report", act.data["number"])
    act.record("denunciation.reported", number=act.data["number"])


@verb(gettext_lazy("Record the meeting of his organisation"), day="day")
def record_org_meeting(case: Denunciation, act: Act) -> None:
    """N09. ``data``: number (of the minutes), heard, opinions."""
    if not act.data["heard"]:
        act.refuse(_("At the meeting the person denounced is heard."), "heard")
    case.org_met_on, case.org_heard, case.org_skipped = act.day, True, ""
    issue_paper(act, "org_meeting_minutes", act.data["number"], opinions=act.data.get("opinions") or "")
    act.record("organization.met", number=act.data["number"])


@verb(gettext_lazy("Hold no meeting of his organisation"), day="day", grave=True)
def skip_org_meeting(case: Denunciation, act: Act) -> None:
    """N09: where secrecy demands it; not verified whether an article says so. ``data``: reason."""
    case.org_skipped, case.org_met_on, case.org_heard = act.data["reason"], None, None
    act.record("organization.not_met", reason=act.data["reason"])
