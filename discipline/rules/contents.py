"""The content codes a new case may carry: discipline.md 3.1, which gives them no id of their own."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.codes_content import CLOSED, MEMBER_CONTENT_LABELS, MemberContent
from discipline.facts import Facts
from workflows.law import Provision
from workflows.rules import Verdict, rule


@rule(CLOSED, id="CONTENT-01", needs=["member_contents"], cured_by="authority")
def contents_are_open(facts: Facts, closed: Provision) -> Verdict:
    """Asked on the day on which a case is opened: a code that is kept for history stays on the cases that have it."""
    found = [MEMBER_CONTENT_LABELS[code] for code in MemberContent if code in facts.member_contents & {*closed.value}]
    return Verdict(
        not found,
        gettext_noop("No new case is opened on these contents: %(contents)s."),
        {"contents": found or gettext_noop("none")},
    )
