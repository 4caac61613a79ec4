"""The pages of the voter: his open ballots, one ballot, the published list. They keep nothing of what is sent.

Between the choice and the box there is no draft, no key of the form, no message and no status that the log of requests
would note: a ballot that is late, double or without a choice is answered by a page like any other. Every page and every
request is of one size, whatever is chosen: an option is sent by its number, and the page of review shows all of them.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from organization.clock import today
from organization.models import User
from workflows.context import asker
from workflows.meetings import ballots as box
from workflows.meetings.ballots import BLANK, COUNTED, BallotRefused, NoSuchBallot
from workflows.meetings.models import AgendaItem, ItemState
from workflows.step_up import final_proof_owed


@dataclass(frozen=True)
class Option:
    """A line of the ballot. ``number``: its place in two digits, which is all that a request says of a choice."""

    number: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Line:
    """An open box in the list. ``cast``: whether the user's ballot lies in it."""

    item: AgendaItem
    question: str
    cast: bool


@require_safe
@never_cache
def ballots(request: HttpRequest) -> HttpResponse:
    """The open boxes in which the user has a vote, with those into which he has put his ballot."""
    user = asker(request)
    boxes = box.open_boxes_of(user, today()).order_by("pk")
    cast = box.cast_into(boxes, user)
    lines = [Line(item, item.asked["question"], item.pk in cast) for item in boxes]
    return render(request, "workflows/ballots.html", {"lines": lines})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ballot(request: HttpRequest, public_id: str) -> HttpResponse:
    """One ballot: the choice, its review, and once it is cast its receipt as long as the ballot lies sealed."""
    user = asker(request)
    item = _item(public_id, user)
    if item.state in COUNTED:
        return redirect("receipts", public_id)
    receipt = box.receipt_of(item, user.person)
    foreign = item.state == ItemState.VOTING and box.under_another_key(item)
    if receipt is None and not foreign and box.takes_ballots(item, today()):
        return _vote(request, item, user)
    if request.method == "POST":
        return redirect("ballot", public_id)
    over = item.state == ItemState.VOTING and not box.takes_ballots(item, today())
    return _page(request, "ballot_state", item, receipt=_grouped(receipt or ""), over=over, foreign=foreign)


@require_safe
@never_cache
def receipts(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receipts of all ballots that were in the box, after the counting, and who put one in: each voter finds his
    own receipt, and his name where it belongs."""
    item = _item(public_id, asker(request))
    receipts = [_grouped(receipt) for receipt in item.receipts]
    return _page(request, "receipts", item, receipts=receipts, participants=item.participants)


@sensitive_variables()
def _vote(request: HttpRequest, item: AgendaItem, user: User) -> HttpResponse:
    """What was sent, one step on: a choice is reviewed, a reviewed one is cast."""
    if request.method != "POST":
        return _page(request, "ballot", item)
    numbers = {f"{number:02}": code for number, code in enumerate(item.options)}
    choice = numbers.get(request.POST.get("choice", ""))
    if choice is None:
        return _page(request, "ballot", item, error=_("Choose one of the answers."))
    proof = final_proof_owed(request, user)
    if "confirmed" not in request.POST or proof is not None:
        return _page(request, "ballot", item, choice, proof=proof)
    with suppress(BallotRefused, NoSuchBallot):  # the page it leads to says how the ballot stands
        box.cast(item.public_id, choice, by=user, on=today())
    return redirect("ballot", item.public_id)


def _item(public_id: str, user: User) -> AgendaItem:
    """What is not on offer to the user does not exist: to who has no vote in it, the person concerned above all."""
    try:
        item, row = box.row_in(public_id, user, today())
    except NoSuchBallot as error:
        raise Http404 from error
    if not row["votes"]:
        raise Http404
    return item


def _options(item: AgendaItem, choice: str | None = None) -> list[Option]:
    words = {**item.asked["labels"], BLANK: _("Blank ballot (I choose nothing)")}
    return [Option(f"{number:02}", words.get(code, code), code == choice) for number, code in enumerate(item.options)]


def _grouped(receipt: str) -> str:
    """In groups of eight, as it can be read out."""
    return " ".join(receipt[start : start + 8] for start in range(0, len(receipt), 8))


def _page(request: HttpRequest, name: str, item: AgendaItem, choice: str | None = None, **context: Any) -> HttpResponse:
    options = _options(item, choice)
    shown = {"item": item, "question": item.asked["question"], "options": options, "reviewing": choice}
    return render(request, f"workflows/{name}.html", {**shown, **context})
