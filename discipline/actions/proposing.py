"""The form that a report proposes: as the record leads to it, another one only with its reason."""

from django.utils.translation import gettext as _

from discipline.codes import FORM_LABELS, Form
from discipline.models import DisciplineCase
from workflows.acting import Act


def propose_form(case: DisciplineCase, act: Act) -> None:
    """It fixes who decides, so nobody changes it in passing (T10; notes 0 and b of discipline.md 2.G). ``data``:
    proposed_form ("": that of the record), reason. Raises Refused.
    """
    expected, proposed = case.expected_form, act.data.get("proposed_form") or case.expected_form
    if not proposed:
        act.refuse(_("The record names no form yet: choose the one that the report proposes."), "proposed_form")
    if not expected or proposed == expected:
        case.expected_form = proposed
        return
    reason = act.data.get("reason") or ""
    if not reason:
        told = {"expected": _(FORM_LABELS[Form(expected)]), "form": _(FORM_LABELS[Form(proposed)])}
        act.refuse(_("The record leads to: %(expected)s. Say why the report proposes: %(form)s.") % told, "reason")
    case.expected_form = proposed
    act.record("form.changed", expected=expected, form=proposed, reason=reason)
