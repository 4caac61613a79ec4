"""From a sent form to an answer: checked, reviewed, done once, and every refusal with what was typed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from workflows import errors
from workflows.actions import AlreadyDone, KeyReused, Refused, Result
from workflows.forms import ActForm
from workflows.models import Judgement
from workflows.presenting import words
from workflows.rules import Finding, RuleBroken
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
    """Do what the form asks. ``again`` shows the page with the form as typed; ``onward`` is where to go after the act;
    ``back`` is the address of the page of the form. NotPermitted is left to its own page."""
    if not form.is_valid() or "change" in request.POST:
        return again(form, [])
    if verb.grave and "confirmed" not in request.POST:
        return render(request, "workflows/review.html", {"form": form, "verb": words(verb), "back": back})
    try:
        result = do(form.cleaned_data["key"], form.act_data)
    except Refused as error:
        if "acknowledge" in error.errors and "acknowledge" not in form.fields:
            form.ask_acknowledgement(error.errors["acknowledge"])
        form.refuse(error.errors)
        return again(form, [])
    except RuleBroken as error:
        return again(form, error.findings)
    except AlreadyDone as error:
        return already_done(request, error.judgement, form, back)
    except KeyReused:
        return errors.key_reused(request)
    said = _("This had already been recorded; nothing was done twice.") if result.replayed else _("Recorded: %(act)s.")
    messages.success(request, said % {"act": verb.label})
    return redirect(onward(result))


def already_done(request: HttpRequest, judgement: Judgement | None, form: ActForm, back: str) -> HttpResponse:
    """Somebody else was first: who, when, and what this user had typed."""
    context = {"judgement": judgement, "form": form, "back": back}
    return render(request, "workflows/already_done.html", context, status=CONFLICT)
