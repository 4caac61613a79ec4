"""The pages of meetings: the calendar, convening with an agenda, the meeting with its items, their papers."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from organization.asking import my_seats, posted
from organization.clock import today
from organization.form_addresses import takes_forms
from organization.models import Body, User
from organization.queries import seats_of
from permissions.catalogue import Perm, roles_for
from permissions.checks import NotPermitted
from workflows import errors
from workflows.actions import AlreadyDone, KeyReused, Refused, act
from workflows.audit.models import Access
from workflows.context import asker
from workflows.documents.inspection import UploadRefused
from workflows.documents.rendering.errors import NotRendered, TooLarge
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.law import NotInForce
from workflows.mandates import led_by, sent_to
from workflows.meetings import ballots, convening, minutes
from workflows.meetings.doings import DOINGS, ENDINGS, OFFERED, foresee_opening, forms_of
from workflows.meetings.export import NotRecorded, export
from workflows.meetings.forms import ALL, ConveneForm, OpenMeetingForm
from workflows.meetings.item_forms import ITEM_FORMS
from workflows.meetings.models import ENDED, AgendaItem, ItemState, Meeting, MeetingState
from workflows.meetings.pages import ItemView, items_of, may_convene, meetings_of, presiding, sees_agenda, view_of
from workflows.models import Judgement
from workflows.presenting import VerbWords, check_lines
from workflows.reads import shown
from workflows.routes import NoRoute
from workflows.sending import UNPROCESSABLE, deliver

#: Past meetings on the page of the calendar; those that go on or are to come stand there all.
LATEST = 60


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What was and what is to come, and for which bodies a meeting can be convened."""
    user, on = asker(request), today()
    all_of_them = meetings_of(user, on)
    past = Q(state__in=(MeetingState.CLOSED, MeetingState.CANCELLED))
    found: list[Any] = [*all_of_them.exclude(past), *all_of_them.filter(past)[:LATEST]]
    heads = [seat for seat in my_seats(request) if seat.role in roles_for(Perm.RECORD_RESOLUTION, seat.body.kind)]
    counts = convening.waiting_counts([seat.body_id for seat in heads], user, on)
    sent = {row.body_id: row.body for row in led_by(user, on).select_related("body__organization")}
    led = [(body, len(convening.waiting_for(body, user, on))) for pk, body in sent.items() if pk not in counts]
    context = {
        "groups": [
            (_("Going on"), [row for row in found if row.state == MeetingState.OPEN]),
            (_("To come"), sorted((row for row in found if row.state == MeetingState.PLANNED), key=_when)),
            (_("Past"), [row for row in found if row.state in (MeetingState.CLOSED, MeetingState.CANCELLED)]),
        ],
        "none": not found,
        "bodies": [
            *((seat.body, counts[seat.body_id]) for seat in heads if counts.get(seat.body_id)),
            *((body, count) for body, count in led if count),
        ],
    }
    shown(request, *(item.case for row in found for item in row.seen_items))
    return render(request, "workflows/meetings/list.html", context)


def _when(meeting: Meeting) -> tuple[Any, ...]:
    return meeting.held_on, meeting.starts_at is None, meeting.starts_at


@require_http_methods(["GET", "HEAD", "POST"])
def convene(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """A new meeting of a body the user may convene; the body is named by its organisation and kind."""
    user, on = asker(request), today()
    body = _body_to_convene(user, public_id, kind, on)
    sent = convening.convened_already(request.POST.get("key", ""), user, body)
    if sent is not None:
        return redirect("meeting", sent.public_id)
    waiting = convening.waiting_for(body, user, on)
    if not waiting and not may_convene(user, body, on):
        raise Http404
    form = ConveneForm(posted(request), verb="convene", on=on, user=user, body=body)
    if waiting:
        case = waiting[0].process.coerced
        mandates = sent_to([task.process for task in waiting], body, on)
        form.offer(
            presiding(body, on, case.law(on), mandates), [(row.person, row.name) for row in case.roster(body, on)]
        )
    form.offer_tasks(waiting, request.GET.get("viec", ""))
    if form.is_bound and form.is_valid():
        try:
            meeting = convening.convene(body, by=user, on=on, key=form.cleaned_data["key"], data=form.act_data)
        except Refused as error:
            form.refuse(error.errors)
        except KeyReused:
            return errors.key_reused(request)
        except AlreadyDone:
            form.refuse({"tasks": _("A case of this meeting has just gone another way. Look at the meeting again.")})
        else:
            messages.success(request, _("The meeting is convened."))
            return redirect("meeting", meeting.public_id)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "body": body, "waiting": waiting, "all": ALL}
    shown(request, *(task.process for task in waiting))
    return render(request, "workflows/meetings/convene.html", context, status=status)


def _body_to_convene(user: User, public_id: str, kind: str, on: date) -> Body:
    """The body named by its organisation and kind: one the user sits in, or was sent to lead. Raises Http404."""
    bodies = [seat.body for seat in seats_of(user.person, on)]
    bodies += [row.body for row in led_by(user, on).select_related("body__organization")]
    named = [body for body in bodies if body.kind == kind and body.organization.public_id == public_id]
    if not named:
        raise Http404
    return named[0]


@require_safe
def meeting_page(request: HttpRequest, public_id: str) -> HttpResponse:
    return _show(request, _meeting(request, public_id))


def _address(public_id: str, item_id: str = "", **_named: str) -> str:
    """The page of the meeting, at the item if one is named."""
    return reverse("meeting", args=[public_id]) + (f"?muc={item_id}" if item_id else "")


@takes_forms(_address)
def act_on_meeting(request: HttpRequest, public_id: str, doing: str) -> HttpResponse:
    """Change, note who is there, open, close, cancel: what concerns it as a whole."""
    meeting, user = _meeting(request, public_id), asker(request)
    if doing not in DOINGS:
        raise Http404
    if not _acts(meeting, user):
        raise NotPermitted(_("This meeting is another's to lead."))
    items = items_of(meeting, user, today())
    first = next(iter(items), None)
    if first is None and doing not in ENDINGS:
        raise Http404
    shown(request, *(item.case for item in items))
    form = forms_of(meeting, [doing], user, first, request.POST)[doing]
    if not form.is_valid():
        return _show(request, meeting, form)
    if "change" in request.POST:
        return redirect("meeting", meeting.public_id)
    try:
        if isinstance(form, OpenMeetingForm) and "confirmed" not in request.POST and meeting.state != MeetingState.OPEN:
            return _review_opening(request, meeting, form, foresee_opening(meeting, form, user))
        DOINGS[doing](meeting, form, user)
    except Refused as error:
        form.refuse(error.errors)
        return _show(request, meeting, form)
    except KeyReused:
        return errors.key_reused(request)
    except AlreadyDone:
        form.refuse({"": _("A case of this meeting has just gone another way. Look at the meeting again.")})
        return _show(request, meeting, form)
    messages.success(request, _("Recorded."))
    if doing == "cancel" or first is None:
        return redirect("meetings")
    return redirect("meeting", meeting.public_id)


def _review_opening(
    request: HttpRequest, meeting: Meeting, form: OpenMeetingForm, items: list[AgendaItem]
) -> HttpResponse:
    """Who would be in the base of each case and who not, before it stands for good."""
    frozen = _("The roster is frozen: nobody is added, removed or corrected any more.")
    context = {
        "form": form,
        "meeting": meeting,
        "verb": VerbWords("open", _("Open the meeting"), frozen, grave=True),
        "back": reverse("meeting", args=[meeting.public_id]),
        "views": [ItemView(item, item.case, None) for item in items],
    }
    return render(request, "workflows/meetings/open_review.html", context)


@sensitive_post_parameters()
@takes_forms(_address)
def act_on_item(request: HttpRequest, public_id: str, item_id: str, verb: str) -> HttpResponse:
    """A verb of the case's open step, by ``act``."""
    meeting, user, on = _meeting(request, public_id), asker(request), today()
    address = _address(public_id, item_id)
    item = _item(meeting, item_id, user)
    task, doing = item.task, item.task.flow_task.doings.get(verb)
    if doing is None or verb not in ITEM_FORMS:
        raise Http404
    shown(request, item.case)
    if _done_before(request.POST.get("key", ""), item, verb, user):
        messages.success(request, _("This had already been recorded; nothing was done twice."))
        return redirect(address)
    case = item.case.coerced
    case.__dict__["agenda_item"], task.process = item, case
    notice = case.law(item.meeting.held_on).notice if doing.binding else ""
    told = {"verb": verb, "on": on, "user": user, "case": case, "task": task, "notice": notice}
    try:
        form = ITEM_FORMS[verb](request.POST, request.FILES, **told)
    except (NoRoute, NotInForce) as error:
        messages.error(request, str(error))
        return redirect(address)

    def do(key: UUID, data: dict[str, Any]) -> Any:
        done = convening.decide_aside if verb == "decide_standing_aside" else partial(act, verb=verb)
        return done(task, by=user, on=on, key=key, data={**data, "item": item.public_id})

    def again(form: ActForm, findings: list[Finding]) -> HttpResponse:
        return _show(request, meeting, form, item=item, broken=findings)

    return deliver(
        request, form, doing.verb, do=do, again=again, onward=lambda result: address, back=_address(public_id)
    )


@require_safe
def certificate_page(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """The certificate of an opened box; with ``.json``, once its outcome is recorded, the file for the verifier."""
    meeting, user, on = _meeting(request, public_id), asker(request), today()
    item = _item(meeting, item_id.removesuffix(".json"), user)
    if item.certified is None:
        raise Http404
    if item_id.endswith(".json"):
        shown(request, item.case, access=Access.EXPORT)
        try:
            written = export(item)
        except NotRecorded as error:
            raise Http404 from error
        answer = JsonResponse(written, json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="giay-xac-nhan-{item.case.public_id}.json"'
        return answer
    shown(request, item.case)
    context = {"meeting": meeting, "view": view_of(item, user, on), "document": item.certified.certificate}
    return render(request, "workflows/meetings/certificate.html", context)


@takes_forms(_address)
def make_papers(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """The minutes of a recorded item, made and filed with its case; made already, they stay as they are."""
    meeting, user, on = _meeting(request, public_id), asker(request), today()
    item = _item(meeting, item_id, user)
    if item.state != ItemState.RESOLVED or not convening.leads(user, meeting.body, [item.case], on):
        raise Http404
    if minutes.minutes_of(item):
        return redirect(_address(public_id, item_id))
    try:
        minutes.make_minutes(item, on=on)
    except (NotRendered, TooLarge, UploadRefused, Refused) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The minutes are made and filed with the dossier."))
    return redirect(_address(public_id, item_id))


@require_safe
def received(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """How many ballots have come in, never what they say: the part of the page that follows the box."""
    meeting, user = _meeting(request, public_id), asker(request)
    item = _item(meeting, item_id, user)
    context = {"item": item, "meeting": meeting, "received": ballots.received(item)}
    return render(request, "workflows/meetings/received.html", context)


def _meeting(request: HttpRequest, public_id: str) -> Meeting:
    return get_object_or_404(meetings_of(asker(request), today()), public_id=public_id)


def _acts(meeting: Meeting, user: User) -> bool:
    """Whether the user leads the meeting: a seat that may, and no matter on its agenda that is hidden from him."""
    on = today()
    items = items_of(meeting, user, on)
    return convening.leads(user, meeting.body, [item.case for item in items], on) and sees_agenda(meeting, items)


def _done_before(key: str, item: AgendaItem, verb: str, user: User) -> bool:
    """Whether the same form did it: what it offered may be gone since (the tellers of a counted box)."""
    try:
        return Judgement.objects.filter(key=UUID(key), task=item.task, verb=verb, by=user).exists()
    except ValueError:
        return False


def _item(meeting: Meeting, public_id: str, user: User) -> AgendaItem:
    found = next((item for item in items_of(meeting, user, today()) if item.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest,
    meeting: Meeting,
    bound: ActForm | None = None,
    *,
    item: AgendaItem | None = None,
    broken: list[Finding] | None = None,
) -> HttpResponse:
    """The meeting with its agenda in lines and one item of it in full: the one asked for, or the first that is left."""
    user, on = asker(request), today()
    items = items_of(meeting, user, on)
    left = [row for row in items if row.state not in ENDED and row.task.finished is None]
    asked = item.public_id if item else request.GET.get("muc")
    chosen = next((row for row in items if row.public_id == asked), next(iter([*left, *items]), None))
    view = view_of(chosen, user, on) if chosen else None
    if view is not None and bound is not None and item is not None:
        view.put_back(bound)
    led = convening.leads(user, meeting.body, [row.case for row in items], on)
    convenes = led and sees_agenda(meeting, items)
    offered = [doing for doing in OFFERED.get(meeting.state, ()) if convenes and (items or doing in ENDINGS)]
    forms: dict[str, ActForm] = dict(forms_of(meeting, offered, user, next(iter(items), None)))
    if bound is not None and item is None:
        forms[bound.verb] = bound
    context = {
        "meeting": meeting,
        "items": items,
        "view": view,
        "forms": forms,
        "bound": bound,
        "broken": check_lines(broken or []),
        "noted": bool(meeting.attendance),
        "early": meeting.held_on > on,
        "convenes": convenes,
        "left": left,
    }
    shown(request, *(row.case for row in items))
    return render(request, "workflows/meetings/meeting.html", context, status=200 if bound is None else UNPROCESSABLE)
