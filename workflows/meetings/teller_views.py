"""The page on which a teller makes the key of a box."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organization.asking import posted
from organization.clock import today
from organization.sign_in.proof import proved
from workflows.actions import Refused
from workflows.context import asker
from workflows.meetings.ballots import NoSuchBallot, name_teller
from workflows.meetings.item_forms import KeyForm
from workflows.meetings.models import AgendaItem, ItemState
from workflows.models import Case
from workflows.sending import UNPROCESSABLE


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def teller_key(request: HttpRequest, public_id: str) -> HttpResponse:
    """A teller makes the key of a box in his own session; who is not on its roster finds no such page.

    It names the matter to who may see the case alone: a member may vote in a matter whose file is not open to him.
    """
    user, on = asker(request), today()
    item = get_object_or_404(
        AgendaItem.objects.select_related("meeting__body", "case__subject", "case__organization"), public_id=public_id
    )
    me = user.person.public_id if user.person else ""
    if not any(row["person"] == me and row["votes"] for row in item.roster) or item.state != ItemState.READY:
        raise Http404
    if not proved(request):
        return redirect(f"{reverse('prove')}?next={request.path}")
    form = KeyForm(posted(request), verb="key", on=on, user=user, case=item.case)
    if form.is_bound and form.is_valid():
        try:
            name_teller(item, by=user, passphrase=form.cleaned_data["passphrase"], on=on)
        except NoSuchBallot as error:
            raise Http404 from error
        except Refused as error:
            form.refuse(error.errors)
        else:
            messages.success(request, _("Your key is made. Keep the passphrase until the ballots are counted."))
            return redirect("ballots")
    named = Case.objects.visible_to(user, on).filter(pk=item.case_id).exists()
    context = {
        "form": form,
        "item": item,
        "named": named,
        "again": item.teller_keys.filter(person=user.person).exists(),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "workflows/meetings/key.html", context, status=status)
