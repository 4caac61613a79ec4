"""What the three votes share: the roster of the day, counts that close, the tally and its ratio."""

from django.utils.translation import gettext as _

from admission.models import Dossier
from admission.routes import profile_of
from workflows.acting import Act
from workflows.documents.models import Document
from workflows.models import Tally
from workflows.votes import CountsDoNotClose, TallyResult, base_of, tally

PASSED = "passed"
BELOW_RATIO = "below_ratio"


def count_vote(dossier: Dossier, act: Act, level: str, *, paper: str) -> TallyResult:
    """Count the vote of the act's body and keep the tally with its roster; the outcome is computed, never chosen.

    The ratio is that of the ``level`` in the chain of the day; ``paper`` is what the vote makes, unless the chain says
    otherwise.

    ``data``: present (public ids), yes, no, invalid, secret, resolution_number, chair, conclusion. Refuses counts that
    do not close, a present person who does not belong to the body, and an empty base.
    """
    assert act.body is not None
    present = frozenset(act.data.get("present") or ())
    roster = dossier.roster(act.body, act.day, present)
    strangers = present - {row.person for row in roster}
    if strangers:
        act.refuse(_("Somebody marked present is not a member of this body on that day."), "present")
    if not any(row.counted and row.present for row in roster):
        act.refuse(_("Nobody of those who count was present; there was no meeting."), "present")
    chain = profile_of(act.route)
    provision = act.law[chain.ratios[level]]
    paper = chain.papers.get(level, paper)
    base = base_of(row.line for row in roster)
    absent = sum(row.counted and not row.present for row in roster)
    try:
        result = tally(
            base,
            yes=act.data["yes"],
            no=act.data["no"],
            invalid=act.data.get("invalid") or 0,
            absent=absent,
            ratio=provision.value,
        )
    except CountsDoNotClose as error:
        act.refuse(error.text, "yes")
    number = act.data.get("resolution_number") or ""
    act.add(
        Tally(
            body=act.body,
            step=act.node.name,
            held_on=act.day,
            base=result.base,
            minimum_yes=result.minimum_yes,
            yes=result.yes,
            no=result.no,
            invalid=result.invalid,
            absent=result.absent,
            passed=result.passed,
            provision=provision.citation,
            roster=[row.to_json() for row in roster],
            secret=bool(act.data.get("secret")),
            resolution_number=number,
        )
    )
    if paper:
        act.add(
            Document(
                code=paper,
                number=number,
                issued_on=act.day,
                issuer=str(act.body),
                data={"conclusion": act.data.get("conclusion") or "", "chair": act.data.get("chair") or ""},
                filed_by=act.by,
                filed_on=act.on,
            )
        )
    act.record(
        "vote.counted",
        base=result.base,
        minimum_yes=result.minimum_yes,
        yes=result.yes,
        no=result.no,
        invalid=result.invalid,
        absent=result.absent,
        passed=result.passed,
        ratio=str(provision.value),
        article=provision.article,
        regulation=provision.title,
        resolution=number,
    )
    return result
