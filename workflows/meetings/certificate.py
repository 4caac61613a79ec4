"""The validity certificate: what was checked before a box was opened, line by line, with the facts each line rests on.

A JSON document kept in the judgement of the act that opened the box, hashed into the record, printed with the minutes.
``tools/verify_certificate.py`` computes it again from an export, sharing no code with this module.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_noop

from workflows.findings import Finding, Status
from workflows.law import Law, Provision
from workflows.meetings.ballot import Ballot
from workflows.meetings.ballots import BLANK

VERSION = 1
#: Section -> rules whose findings stand there; every other rule of the step belongs to the dossier.
SECTIONS: dict[str, tuple[str, ...]] = {
    "competent": ("chain_is_known", "committee_may_decide", "committee_only_proposes"),
    "composed": (
        "chair_may_preside",
        "superior_sends_a_chair_when_nobody_is_left",
        "minutes_are_taken",
        "cell_can_act",
        "there_are_tellers",
    ),
    "convened": ("members_were_summoned", "no_earlier_vote_was_broken_off"),
    "quorate": (
        "somebody_is_counted",
        "cell_base_is_right",
        "committee_base_is_right",
        "standing_committee_base_is_right",
        "enough_are_present",
    ),
    "form": (
        "electronic_ballot_hides_the_voter",
        "every_voter_can_vote_electronically",
        "cell_vote_has_allowed_form",
        "committee_vote_has_allowed_form",
        "standing_committee_vote_has_allowed_form",
    ),
    "heard": ("accused_was_heard",),
}
DOSSIER = "dossier"
#: English source strings, in the order in which a certificate is read.
SECTION_LABELS = {
    "competent": gettext_noop("The body is competent"),
    "composed": gettext_noop("The body is composed as it must be"),
    "convened": gettext_noop("The meeting was convened"),
    "quorate": gettext_noop("Base and presence"),
    "form": gettext_noop("The form of the vote is allowed"),
    DOSSIER: gettext_noop("The dossier is complete"),
    "heard": gettext_noop("The person concerned was heard"),
}


def section_of(finding: Finding) -> str:
    return next((name for name, rules in SECTIONS.items() if finding.name in rules), DOSSIER)


def certificate(
    *,
    findings: Iterable[Finding],
    facts: Mapping[str, Any],
    roster: Sequence[Mapping[str, Any]],
    law: Law,
    ratio: Provision,
    meeting: Mapping[str, Any],
) -> dict[str, Any]:
    """The document. ``facts``: of the sheet as JSON; ``meeting``: {"meeting", "item", "case", "body", "body_kind",
    "held_on", "chair", "secretary", "form", "medium", "options", "forms_vote", "mode", "tellers"}; persons by their
    public ids, ``forms_vote``: FormsVote.to_json or None.

    Every line: {"section", "rule", "name", "status", "message", "numbers", "articles", "certainty",
    "citations", "blocks", "rests_on", "stops"}.
    """
    base = sum(bool(row["in_base"]) for row in roster)
    lines = [_line(finding) for finding in findings if finding.status is not Status.NOT_IN_FORCE]
    order = list(SECTION_LABELS)
    lines.sort(key=lambda line: order.index(line["section"]))
    return {
        "version": VERSION,
        **meeting,
        "law": law.by_axis,
        "drafts": [regulation.code for regulation in law.superseded_by],
        "notice": law.notice,
        "bases": _bases(law),
        "roster": [dict(row) for row in roster],
        "base": base,
        "present": sum(bool(row["in_base"] and row["present"]) for row in roster),
        "voters": sum(bool(row["votes"]) for row in roster),
        "ratio": {
            "numerator": ratio.value.numerator,
            "denominator": ratio.value.denominator,
            "strict": ratio.value.strict,
            "provision": ratio.name,
            "article": ratio.article,
            "regulation": ratio.regulation,
            "certainty": ratio.certainty.value,
        },
        "minimum": ratio.value.minimum(base),
        "lines": lines,
        "facts": dict(facts),
        "valid": not any(line["stops"] for line in lines),
    }


def covers(document: Mapping[str, Any], ballot: Ballot, *, mode: str, form: str, medium: str) -> bool:
    """Whether the certificate was given for this ballot (its options, its ratio, what is asked about the forms), in a
    vote held in this ``form`` and ``medium`` whose outcome is recorded in this ``mode``.
    """
    ratio = document.get("ratio", {})
    options = [option for option in document.get("options", ()) if option != BLANK]
    held = (document.get("mode"), document.get("form"), document.get("medium"))
    return (*held, ratio.get("provision"), ratio.get("regulation"), options, document.get("forms_vote")) == (
        mode,
        form,
        medium,
        ballot.ratio.name,
        ballot.ratio.regulation,
        list(ballot.options),
        ballot.forms_vote.to_json() if ballot.forms_vote else None,
    )


def _line(finding: Finding) -> dict[str, Any]:
    return {
        "section": section_of(finding),
        "rule": finding.rule,
        "name": finding.name,
        "status": finding.status.value,
        "message": finding.message,
        "numbers": dict(finding.numbers),
        "articles": finding.articles,
        "certainty": finding.certainty.value,
        "citations": [dict(citation) for citation in finding.citations],
        "blocks": finding.blocks,
        "rests_on": finding.rests_on.value,
        "stops": finding.stops,
    }


def _bases(law: Law) -> dict[str, dict[str, str]]:
    """{provision: effect and article}: what the law of the day says of each reason to be out of the base."""
    found = {}
    for provision in law:
        if provision.name.startswith(("vote_base.cell.", "vote_base.committee.")):
            found[provision.name] = {
                "effect": str(provision.value),
                "article": provision.article,
                "regulation": provision.regulation,
                "certainty": provision.certainty.value,
            }
    return found
