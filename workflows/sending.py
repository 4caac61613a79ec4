"""From a sent form to an answer: checked, reviewed, done once, and every refusal with what was typed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workflows import errors
from workflows.actions import AlreadyDone, KeyReused, Refused, Result, rehearse
from workflows.documents.inspection import UploadRefused
from workflows.findings import Finding, RuleBroken, Status
from workflows.forms import ActForm
from workflows.models import Judgement, Task
from workflows.presenting import check_lines, words
from workflows.step_up import Proof, proof_owed
from workflows.verbs import Verb

#: Status of a page that shows a form again because of what was sent.
UNPROCESSABLE = 422
CONFLICT = 409


def deliver(
    request: HttpRequest,
    form: ActForm,
    verb: Verb,
    *,
    do: Callable[[UUID, dict[str, Any]], Result],
    again: Callable[[ActForm, list[Finding]], HttpResponse],
    onward: Callable[[Result], str],
    back: str,
) -> HttpResponse:
    """Do what the form asks. ``again`` shows the page with the form as typed, its chosen files kept; ``onward`` is
    where to go after the act; ``back`` is the address of the page of the form. NotPermitted is left to its own page."""

    def as_sent(findings: list[Finding]) -> HttpResponse:
        form.hold_files()
        return again(form, findings)

    if not form.is_valid() or "change" in request.POST:
        return as_sent([])
    proof = proof_owed(request, form.user, verb)
    reviewing = proof is not None or (verb.grave and "confirmed" not in request.POST)

    def perform() -> Result:
        return do(form.cleaned_data["key"], form.act_data)

    try:
        result = rehearse(perform) if reviewing else perform()
    except Refused as error:
        if "acknowledge" in error.errors and "acknowledge" not in form.fields:
            form.ask_acknowledgement(error.errors["acknowledge"])
        form.refuse(error.errors)
        return as_sent([])
    except UploadRefused as error:
        form.refuse({"": str(error)})
        return as_sent([])
    except RuleBroken as error:
        return as_sent(error.findings)
    except AlreadyDone as error:
        return already_done(request, error.judgement, form, back)
    except KeyReused:
        if verb.at_meeting or not _still_open(form.task):
            return errors.key_reused(request)
        form.renew()
        form.refuse({"": str(errors.KEY_REUSED)})
        return as_sent([])
    if reviewing and not result.replayed:
        try:
            form.keep_files()
        except UploadRefused as error:
            form.refuse({"": str(error)})
            return again(form, [])
        return review_page(request, form, verb, result, back=back, proof=proof)
    said = _("This had already been recorded; nothing was done twice.") if result.replayed else _("Recorded: %(act)s.")
    messages.success(request, said % {"act": verb.label})
    return redirect(onward(result))


def _still_open(task: Task | None) -> bool:
    """Whether the page of the form can be shown once more: of an open task, or of no task at all."""
    return task is None or Task.objects.open().filter(pk=task.pk).exists()


def review_page(
    request: HttpRequest,
    form: ActForm,
    verb: Verb,
    result: Result,
    *,
    back: str,
    action: str = "",
    unread: str = "",
    proof: Proof | None = None,
) -> HttpResponse:
    """Everything once more before it counts: what it would come to, and what is to be noted though it stops nothing.

    ``action``: where it is sent to, if not to the address of the page before, which is then ``back``; ``unread``: a
    sentence on draft law that is acknowledged here; ``proof``: what the same page asks of who sits there (all that was
    typed stays on it until the proof is right).
    """
    findings = [Finding.from_json(found) for found in result.judgement.findings]
    context = {
        "form": form,
        "verb": words(verb),
        "back": back,
        "tally": getattr(result.judgement, "tally", None) if result.judgement.outcome else None,
        "foreseen": form.foreseen(result.case),
        "proof": proof,
        "notes": check_lines(found for found in findings if found.status is Status.BROKEN and not found.blocks),
        "action": action,
        "unread": unread,
    }
    status = UNPROCESSABLE if proof is not None and proof.error else 200
    return render(request, "workflows/review.html", context, status=status)


def already_done(request: HttpRequest, judgement: Judgement | None, form: ActForm, back: str) -> HttpResponse:
    """Somebody else was first: who, when, and what this user had typed."""
    context = {"judgement": judgement, "form": form, "back": back}
    return render(request, "workflows/already_done.html", context, status=CONFLICT)
