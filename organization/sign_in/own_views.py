"""What everybody does with his own log-in: his sessions, his password, his telephone, and proving who he is."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from organization.asking import posted
from organization.form_addresses import takes_forms
from organization.models import User
from organization.sign_in import entry_codes, factor, proof
from organization.sign_in.forms import ChangePassword
from organization.sign_in.models import FactorReset, SecondFactor, Session
from organization.sign_in.passwords import one_spelling
from organization.sign_in.sessions import end_sessions, name_of, sessions_of
from organization.sign_in.views import UNPROCESSABLE, show_paper_codes

_takes = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Line:
    """A session in the list. ``name``: by which its form ends it."""

    session: Session
    name: str
    this: bool


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """The own log-in: where it is signed in, its second factor, and what an administrator did to it last."""
    user = cast(User, request.user)
    here = request.session.session_key
    context = {
        "lines": [Line(one, name_of(one.pk), one.pk == here) for one in sessions_of(user)],
        "factor": SecondFactor.objects.filter(user=user).first() if settings.SECOND_FACTOR else None,
        "asks_factor": settings.SECOND_FACTOR,
        "paper_left": factor.paper_codes_left(user) if settings.SECOND_FACTOR else 0,
        "last_code": entry_codes.last_of(user),
        "last_reset": FactorReset.objects.filter(user=user)
        .select_related("asked_by__person", "granted_by__person")
        .order_by("-asked_at")
        .first(),
    }
    return render(request, "registration/account.html", context)


@takes_forms(lambda: reverse("account"))
def end_session(request: HttpRequest) -> HttpResponse:
    """End one session of his own by its name, or all but this one. An unknown name is one that is over already."""
    user, here = cast(User, request.user), request.session.session_key
    named = request.POST.get("session", "")
    keys = [one.pk for one in sessions_of(user) if name_of(one.pk) == named]
    if named == "others":
        end_sessions(user, besides=here)
    elif keys == [here]:
        return redirect("account")
    else:
        end_sessions(user, keys)
    messages.success(request, _("Signed out there."))
    return redirect("account")


@sensitive_post_parameters()
@_takes
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password for who knows the old one. Every other session of his is over."""
    user, status = cast(User, request.user), 200
    form = ChangePassword(posted(request), owner=user)
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            user.set_password(one_spelling(form.cleaned_data["new"]))
            user.save(update_fields=["password"])
            update_session_auth_hash(request, user)
            proof.just_proved(request)
            end_sessions(user, besides=request.session.session_key)
            messages.success(request, _("The password has been changed. You are signed out everywhere else."))
            return redirect("account")
    return render(request, "registration/password.html", {"form": form}, status=status)


@takes_forms(lambda: reverse("account"))
def paper_codes(request: HttpRequest) -> HttpResponse:
    """New codes on paper in place of the old ones, after proving who he is."""
    user = cast(User, request.user)
    if not settings.SECOND_FACTOR or not factor.has_factor(user):
        raise Http404
    if not proof.proved(request):
        return redirect(f"{reverse('prove')}?next={reverse('account')}")
    return show_paper_codes(request, factor.new_paper_codes(user), reverse("account"))


@sensitive_post_parameters()
@_takes
def prove(request: HttpRequest) -> HttpResponse:
    """Prove anew who sits there, then go on to ``next``."""
    user, error = cast(User, request.user), ""
    asked = request.POST.get("next") or request.GET.get("next", "")
    onward = asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else reverse("account")
    if request.method == "POST":
        error = proof.prove(request, user)
        if not error:
            return redirect(onward)
    context = {"onward": onward, "proof": {"code": proof.asks_code(user), "error": error}}
    return render(request, "registration/prove.html", context, status=UNPROCESSABLE if error else 200)


@takes_forms(lambda: reverse("inbox"))
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody types on a page: the idle limit counts anew (organization/sign_in/middleware.py). No content."""
    return HttpResponse(status=204)
