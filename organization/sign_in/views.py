"""The way in: name and password, the second factor, setting it up, and the one-time code of the administrator."""

from typing import Any, cast

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from organization.asking import posted
from organization.clock import today
from organization.models import User
from organization.queries import seats_of
from organization.sign_in import factor, pending
from organization.sign_in.entry_codes import use
from organization.sign_in.forms import CodeForm, EntryCodeForm, SignInForm
from organization.sign_in.obligation import obliged
from organization.sign_in.passwords import one_spelling
from organization.sign_in.proof import just_proved, proved
from organization.sign_in.sealing import seal, unseal
from organization.sign_in.sessions import FACTOR, end_sessions
from organization.sign_in.throttle import TooOften, attempt_code

UNPROCESSABLE, TOO_MANY = 422, 429
_CANDIDATE = "second_factor_candidate"
_takes = require_http_methods(["GET", "HEAD", "POST"])


class SignIn(LoginView):
    """One page for all. What follows the password depends on who it is, and is told only after it was right."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        return enter(self.request, form.get_user(), self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        if form.throttled:
            response.status_code = TOO_MANY
        return response


sign_in = SignIn.as_view()


def enter(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    """Whose password was right goes on: to the second factor he has, to setting up the one he owes, or in."""
    if settings.SECOND_FACTOR and factor.has_factor(user):
        pending.begin(request, user, onward)
        return redirect("second_factor")
    if obliged(user, seats_of(user.person, today())):
        pending.begin(request, user, onward)
        return redirect("enrol")
    pending.finish(request, user, factor=False)
    return redirect(onward)


@login_not_required
@sensitive_post_parameters()
@_takes
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the telephone, or one on paper, of somebody whose password was right a moment ago."""
    waiting = pending.pending(request)
    if waiting is None:
        return redirect("login")
    if not factor.has_factor(waiting.user):
        return redirect("enrol")
    form, status = CodeForm(posted(request)), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                way = factor.verify(waiting.user, form.cleaned_data["code"])
            except TooOften as error:
                form.add_error("code", str(error))
                status = TOO_MANY
            else:
                if way:
                    return _entered(request, waiting, way)
                form.add_error("code", _("The code is not right, or was used already."))
    return render(request, "registration/second_factor.html", {"form": form}, status=status)


def _entered(request: HttpRequest, waiting: pending.Pending, way: str) -> HttpResponse:
    pending.finish(request, waiting.user, factor=True)
    if way == "paper":
        left = factor.paper_codes_left(waiting.user)
        told = ngettext(
            "You signed in by a code on paper; %(left)s is left. If the telephone is lost, set up a new one.",
            "You signed in by a code on paper; %(left)s are left. If the telephone is lost, set up a new one.",
            left,
        )
        messages.warning(request, told % {"left": left})
        return redirect("account")
    return redirect(waiting.onward)


@login_not_required
@sensitive_post_parameters()
@sensitive_variables()
@_takes
def enrol(request: HttpRequest) -> HttpResponse:
    """Set up a telephone: at the first signing in, or in place of the one he has, after proving who he is.

    Whoever has a second factor never comes here by his password alone.
    """
    if not settings.SECOND_FACTOR:
        raise Http404
    waiting = pending.pending(request)
    if waiting is not None and factor.has_factor(waiting.user):
        return redirect("second_factor")
    if waiting is None:
        if not request.user.is_authenticated:
            return redirect("login")
        if not proved(request):
            return redirect(f"{reverse('prove')}?next={reverse('enrol')}")
    user = waiting.user if waiting else cast(User, request.user)
    secret, form, status = _candidate(request, user), CodeForm(posted(request)), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                tried = attempt_code(user.pk)
            except TooOften as error:
                form.add_error("code", str(error))
                status = TOO_MANY
            else:
                step = factor.step_of(secret, form.cleaned_data["code"])
                if step is not None:
                    tried.succeeded()
                    return _enrolled(request, user, waiting, secret, step)
                told = _("The code is not right. Look whether the clock of the telephone is set automatically.")
                form.add_error("code", told)
    picture = segno.make(factor.address_for(user, secret, _("Party affairs")), error="m")
    context = {
        "form": form,
        "first": waiting is not None,
        "picture": picture.svg_data_uri(scale=5, border=4, light="#fff", dark="#000"),
        "letters": factor.letters_of(secret),
    }
    return render(request, "registration/enrol.html", context, status=status)


def _candidate(request: HttpRequest, user: User) -> bytes:
    """The secret on offer, the same until it is confirmed, so that a reload does not undo what was photographed."""
    kept = request.session.get(_CANDIDATE)
    if kept and kept["user"] == user.pk:
        return unseal(bytes.fromhex(kept["sealed"]), user.pk)
    secret = factor.new_secret()
    request.session[_CANDIDATE] = {"user": user.pk, "sealed": seal(secret, user.pk).hex()}
    return secret


def _enrolled(
    request: HttpRequest, user: User, waiting: pending.Pending | None, secret: bytes, step: int
) -> HttpResponse:
    codes = factor.enrol(user, secret, step)
    del request.session[_CANDIDATE]
    if waiting is not None:
        pending.finish(request, user, factor=True)
    request.session[FACTOR] = True
    just_proved(request)
    end_sessions(user, besides=request.session.session_key)
    return show_paper_codes(request, codes, waiting.onward if waiting else reverse("account"))


def show_paper_codes(request: HttpRequest, codes: list[str], onward: str) -> HttpResponse:
    """The only time they are seen."""
    return render(request, "registration/paper_codes.html", {"codes": codes, "onward": onward})


@login_not_required
@sensitive_post_parameters()
@_takes
def entry_code(request: HttpRequest) -> HttpResponse:
    """Choose a password with the code from the administrator. A second factor, where there is one, stays asked for."""
    form, status = EntryCodeForm(posted(request), request=request), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid() and form.found is not None:
            if use(form.found, one_spelling(form.cleaned_data["new"])):
                messages.success(request, _("The password is set. Use it from now on."))
                return enter(request, form.found.user, reverse(settings.LOGIN_REDIRECT_URL))
            form.add_error("code", _("The code does not belong to this user name, was used, or its time is over."))
        if form.has_error("__all__", "throttled"):
            status = TOO_MANY
    return render(request, "registration/entry_code.html", {"form": form}, status=status)
