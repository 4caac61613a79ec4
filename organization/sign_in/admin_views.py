"""What the administrator does to a log-in: hands out one-time codes, and with another one gives a second factor up."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organization.clock import today
from organization.log_ins import held_because
from organization.models import User
from organization.sign_in import entry_codes, proof
from organization.sign_in.factor import has_factor
from organization.sign_in.models import FactorReset
from organization.sign_in.sessions import end_sessions


@login_not_required
def no_way_in(request: HttpRequest) -> HttpResponse:
    """In place of the administration's own log-in: there is one way in for all."""
    if request.user.is_authenticated:
        raise PermissionDenied
    onward = request.GET.get("next") or reverse("admin:index")
    return redirect(f"{reverse('login')}?{urlencode({'next': onward})}")


@sensitive_variables("code")
def codes(request: HttpRequest, user: User, site_context: dict[str, Any]) -> HttpResponse:
    """The page of one log-in. Issuing and giving up are posted, and prove first who the administrator is."""
    by, code = cast(User, request.user), ""
    if request.method == "POST":
        if not proof.proved(request):
            return redirect(f"{reverse('prove')}?{urlencode({'next': request.path})}")
        try:
            if "issue" in request.POST:
                code = entry_codes.issue(user, by=by)
            elif "ask" in request.POST:
                entry_codes.ask_reset(user, by=by)
                messages.success(request, _("Asked. Another administrator grants it on this page."))
            elif "grant" in request.POST:
                entry_codes.grant_reset(user, by=by)
                messages.success(request, _("The second factor is given up; the owner sets up a new telephone."))
            elif "end" in request.POST:
                end_sessions(user)
                messages.success(request, _("Signed out everywhere."))
        except entry_codes.NotIssued as error:
            messages.error(request, str(error))
        if not code:
            return redirect(request.path)
    context = {
        **site_context,
        "title": _("Signing in of %(user)s") % {"user": user.username},
        "log_in": user,
        "code": code,
        "held": held_because(user.person, today()),
        "has_factor": has_factor(user),
        "asked": FactorReset.objects.filter(user=user, granted_at__isnull=True).select_related("asked_by").first(),
        "mine": by.pk == user.pk,
    }
    return TemplateResponse(request, "admin/organization/user/codes.html", context)
