"""The examination: plan, self-criticism, hearing, verification, conclusion, report to the cell."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.actions.collective import propose_for_itself
from discipline.actions.proposing import propose_form
from discipline.actions.sending import report_if_nobody_leads
from discipline.models import Circumstance, DisciplineCase, Hearing, Summons, Violation
from discipline.papers.keeping import issue_form
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected
from workflows.verbs import verb

ONE_FOR_ALL = "decision.one_for_all"
#: The answer of who names no form for himself (form KL5).
NO_FORM = "none"


@verb(gettext_lazy("File a paper"), day="day", prepare=inspected("file"))
def file_case_paper(case: DisciplineCase, act: Act) -> None:
    """``data``: code, number, issued_on, issuer, file; paper (what was written of it)."""
    named = {name: act.data.get(name) for name in ("number", "issued_on", "issuer")}
    columns = {name: value for name, value in named.items() if value}
    if act.data.get("paper"):
        issue_form(case, act, act.data["code"], act.data.get("number") or "")
    elif not act.data.get("file"):
        act.refuse(_("Choose a file, or write the paper here first."), "file")
    else:
        file_paper(act, act.data["code"], "file", **columns)
    act.record("paper.filed", code=act.data["code"])


@verb(gettext_lazy("Issue the plan of the examination"), day="day", grave=True)
def issue_plan(case: DisciplineCase, act: Act) -> None:
    """The decision to examine, or the plan of the cell (paper 1). ``data``: number, allegations."""
    case.plan_number, case.plan_on = act.data["number"], act.day
    issue_form(case, act, "plan", act.data["number"], allegations=act.data["allegations"])
    act.record("plan.issued", number=act.data["number"])


def _no_plan(case: DisciplineCase) -> str:
    return "" if case.plan_on else _("No plan has been issued yet.")


@verb(
    gettext_lazy("Make the plan known to him"),
    consequence=gettext_lazy("From here on he follows the case in a file of his own and may answer."),
    moves="make_known",
    day="day",
    grave=True,
    hindrance=_no_plan,
)
def make_plan_known(case: DisciplineCase, act: Act) -> None:
    """He is told plan, allegations and outline (T08; DIS-78). ``data``: how."""
    case.plan_known_on = act.day
    case.in_own_file = True
    told = case.documents.filter(Q(code="plan", number=case.plan_number) | Q(code="outline"))
    for paper in told.filter(own=False, replaced_on__isnull=True):
        paper.own = True  # he reads it from now on, not before
        act.add(paper)
    case.make_known()
    act.record("plan.made_known", how=act.data["how"])


@verb(gettext_lazy("Summon him"), day="day")
def summon(case: DisciplineCase, act: Act) -> None:
    """Every call is kept with its proof of delivery (DIS-75). ``data``: purpose, proof."""
    act.add(Summons(purpose=act.data["purpose"], sent_on=act.day, proof=act.data["proof"]))
    act.record("person.summoned", purpose=act.data["purpose"], proof=act.data["proof"])


@verb(gettext_lazy("Note whether he came"), day="day")
def note_summons(case: DisciplineCase, act: Act) -> None:
    """``data``: summons (row), followed, reason."""
    row = act.data["summons"]
    row.followed, row.reason = act.data["followed"], act.data.get("reason") or ""
    act.add(row)
    act.record("summons.noted", followed=row.followed, reason=row.reason)


@verb(
    gettext_lazy("Hand in the self-criticism"),
    consequence=gettext_lazy("The body that conducts the case goes on to verify."),
    moves="criticise",
    day="day",
    by_subject=True,
    grave=True,
    prepare=inspected("file"),
)
def hand_in_criticism(case: DisciplineCase, act: Act) -> None:
    """By himself in his own file, or entered for him (T09; DIS-75). ``data``: file, self_nominated, account; paper (as
    he wrote the form KL5); of an organisation, in place of the form, what its members propose for it: held_on, base,
    votes_<option>.
    """
    answers = (act.data.get("paper") or {}).get("answers") or {}
    if not act.data.get("file") and not act.data.get("account") and not answers:
        act.refuse(_("The self-criticism is written here or handed in as a file."), "account")
    case.self_criticism_on = act.day
    named = answers.get("self_nominated") or act.data.get("self_nominated") or ""
    if case.of_organization:
        propose_for_itself(case, act)
        named = case.self_nominated
    else:
        case.self_nominated = "" if named == NO_FORM else named
    if answers:
        issue_form(case, act, "self_criticism", own=True, account=answers["account"])
    elif act.data.get("file"):
        file_paper(act, "self_criticism", "file", issued_on=act.day, own=True)
    else:
        said = {"account": act.data["account"], "self_nominated": named or NO_FORM}
        issue_form(case, act, "self_criticism", own=True, paper={"answers": said}, account=act.data["account"])
    case.criticise()
    act.record("criticism.handed_in", form=case.self_nominated, by_himself=act.by_himself)


@verb(
    gettext_lazy("Record that he refused the self-criticism"),
    consequence=gettext_lazy("The examination goes on without it; summonses and their proofs stay in the file."),
    moves="criticise",
    day="day",
    grave=True,
    answers=("self_criticism_or_refusal",),
)
def record_refused_criticism(case: DisciplineCase, act: Act) -> None:
    """After proper notice (T09; DIS-75). ``data``: reason."""
    case.refused_on, case.refusal_reason = act.day, act.data["reason"]
    issue_form(case, act, "criticism_refusal")
    case.criticise()
    act.record("criticism.refused", reason=act.data["reason"])


@verb(gettext_lazy("Conclude on a violation"), day="day")
def conclude_violation(case: DisciplineCase, act: Act) -> None:
    """``data``: violation (row), established, conclusion, form (that it deserves, of several violations each)."""
    row = act.data["violation"]
    row.form = act.data.get("form") or "" if act.data["established"] else ""
    row.concluded_on, row.established, row.conclusion = act.day, act.data["established"], act.data["conclusion"]
    act.add(row)
    act.record("violation.concluded", number=row.number, established=row.established)
    _expect_heaviest(case, act, row)


def _expect_heaviest(case: DisciplineCase, act: Act, concluded: Violation) -> None:
    """All concluded: what they lead to is expected, of several the heaviest for the common decision (DIS-09)."""
    rows = [concluded if row.pk == concluded.pk else row for row in case.violation_rows]
    listed = act.law.get(f"forms.{case.subject_kind}")
    if listed is None or (len(rows) > 1 and ONE_FOR_ALL not in act.law) or any(not row.concluded_on for row in rows):
        return
    order = list(listed.value)
    borne = [row.form for row in rows if row.established and row.form in order]
    heaviest = max(borne, key=order.index, default="")
    if heaviest and heaviest != case.expected_form:
        case.expected_form = heaviest
        act.record("form.expected", form=heaviest)


@verb(gettext_lazy("Confirm the version of the substance"), day="day", grave=True)
def confirm_substance(case: DisciplineCase, act: Act) -> None:
    """The version of the day of the act, or a newer one known to be milder; a person chooses (DIS-02, U-12). ``data``:
    substance_on, reason."""
    case.substance_on, case.substance_confirmed_on = act.data["substance_on"], act.day
    numbers = ", ".join(one.number for one in case.law(act.day).regulations if one.axis == "substance")
    if not numbers:
        act.refuse(_("No loaded regulation on the substance is in force on that day."), "substance_on")
    act.record(
        "substance.confirmed",
        substance_on=case.substance_on.isoformat(),
        regulations=numbers,
        reason=act.data["reason"],
    )


@verb(gettext_lazy("Note a circumstance"), day="day")
def note_circumstance(case: DisciplineCase, act: Act) -> None:
    """For or against him, with what shows it (DIS-37 to 40). ``data``: code, side, noted, evidence."""
    act.add(
        Circumstance(
            code=act.data["code"], side=act.data["side"], noted=act.data["noted"], evidence=act.data.get("evidence")
        )
    )
    act.record("circumstance.noted", circumstance=act.data["code"], side=act.data["side"])


@verb(gettext_lazy("Judge a circumstance"), day="day")
def judge_circumstance(case: DisciplineCase, act: Act) -> None:
    """The body takes it or not, and says why. ``data``: circumstance (row), accepted, reason."""
    row = act.data["circumstance"]
    row.accepted, row.reason = act.data["accepted"], act.data["reason"]
    act.add(row)
    act.record("circumstance.judged", circumstance=row.code, accepted=row.accepted, reason=row.reason)


@verb(gettext_lazy("Record the hearing"), day="day", prepare=inspected("file"))
def record_hearing(case: DisciplineCase, act: Act) -> None:
    """A representative of the body that decides heard him (DIS-77). ``data``: representative,
    mandate, opinion, file.
    """
    _hear(case, act, refused=False)


@verb(gettext_lazy("Record that he did not come to the hearing"), day="day", grave=True)
def record_refused_hearing(case: DisciplineCase, act: Act) -> None:
    """Only with the summonses that were sent (DIS-75, 77). ``data``: representative, reason."""
    if not any(row.purpose == "hearing" for row in case.summons_rows):
        act.refuse(_("No summons to a hearing with its proof is in the file (DIS-75, DIS-77): summon him first."))
    _hear(case, act, refused=True)


def _hear(case: DisciplineCase, act: Act, *, refused: bool) -> None:
    act.add(
        Hearing(
            decider=case.decider,
            body=case.voting_body(act.day),
            held_on=act.day,
            representative=act.data["representative"],
            mandate=act.data.get("mandate") or "",
            refused=refused,
            reason=act.data.get("reason") or "",
            opinion=act.data.get("opinion") or "",
        )
    )
    issue_form(case, act, "hearing_minutes", own=True)
    act.record("person.heard", decider=case.decider, representative=act.data["representative"], refused=refused)


@verb(
    gettext_lazy("Put the case before the cell"),
    consequence=gettext_lazy("The cell discusses, concludes and votes."),
    moves="put_before_cell",
    day="day",
    grave=True,
    answers=("violations_are_concluded",),
)
def put_before_cell(case: DisciplineCase, act: Act) -> None:
    """The report is ready and he was heard (T10). ``data``: number, proposed_form, reason (of another form than that
    of the record), remarks.
    """
    propose_form(case, act)
    case.decider = "cell"
    case.put_before_cell()
    remarks = act.data.get("remarks") or ""
    issue_form(case, act, "proposal_report", act.data["number"], form=case.expected_form, remarks=remarks)
    act.record("report.made", number=act.data["number"], form=case.expected_form)
    report_if_nobody_leads(case, act)
