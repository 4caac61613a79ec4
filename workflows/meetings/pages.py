"""What the pages of a meeting show: which meetings, which items, which acts, the certificate before the vote."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from organization.models import Body, Seat, User
from organization.queries import path_on, seats_in
from organization.roles import role_label
from permissions.catalogue import GRANTS, Perm
from permissions.checks import may
from workflows import days
from workflows.findings import Finding
from workflows.forms import ActForm
from workflows.law import Law, NotInForce
from workflows.mandates import Mandate, led_by, stands_in
from workflows.meetings import ballots
from workflows.meetings.aside import told_of
from workflows.meetings.ballot import Ballot
from workflows.meetings.certificate import SECTION_LABELS, section_of
from workflows.meetings.ending import seen
from workflows.meetings.gathering import CHAIR_ROLES
from workflows.meetings.item_forms import ITEM_FORMS
from workflows.meetings.minutes import minutes_of
from workflows.meetings.models import ENDED, ON_AGENDA, AgendaItem, Attendance, ItemState, Meeting, MeetingState
from workflows.meetings.results import needed
from workflows.meetings.standstill import standstill
from workflows.meetings.verbs import mode_of
from workflows.models import Case, Document
from workflows.nodes import Doing
from workflows.presenting import CheckLine, VerbWords, check_lines, words
from workflows.recusal import recused_because
from workflows.routes import NoRoute
from workflows.rules import judge
from workflows.stranding import stranded_because
from workflows.votes import REASONS

#: Verbs of an item by its state, in the order of the page.
OFFERED: dict[str, tuple[str, ...]] = {
    ItemState.LISTED: ("ask_to_stand_aside", "take_off_agenda"),
    ItemState.READY: (
        "decide_standing_aside",
        "open_vote",
        "open_deciding_vote",
        "ask_to_stand_aside",
        "take_off_agenda",
    ),
    ItemState.VOTING: ("seal_box", "break_off_vote", "set_aside_vote"),
    ItemState.SEALED: ("count_votes", "count_ballots", "break_off_vote", "set_aside_vote"),
    ItemState.COUNTED: ("set_aside_vote",),
}


#: Those of them that open the box.
OPENING = ("open_vote", "open_deciding_vote")
#: A meeting in one of these states is still to be held or closed.
UNENDED = (MeetingState.PLANNED, MeetingState.OPEN)


@dataclass(frozen=True)
class Section:
    """A part of the certificate; ``tone``: of its worst line."""

    label: str
    lines: list[CheckLine]

    @property
    def tone(self) -> str:
        tones = {line.tone for line in self.lines}
        return next((tone for tone in ("no", "ask") if tone in tones), "ok")


@dataclass(frozen=True)
class Offer:
    """An act on an item: its form, or why it is missing."""

    verb: VerbWords
    form: ActForm | None
    reason: str = ""


@dataclass
class ItemView:
    """An item of the agenda as one user sees it. ``certificate``: as it would be, or as it was kept.
    ``over``: the box is open, and the day of its meeting is past. ``mode``: of the vote, "" while that is not known."""

    item: AgendaItem
    case: Any
    ballot: Ballot | None
    problem: str = ""
    may_key: bool = False
    offers: list[Offer] = field(default_factory=list)
    certificate: list[Section] = field(default_factory=list)
    notice: str = ""
    received: int = 0
    over: bool = False
    mode: str = ""
    tally: Any = None
    minutes: list[Document] = field(default_factory=list)

    def put_back(self, bound: ActForm) -> None:
        """A form as it was typed, in the place of its fresh one."""
        same = [offer.verb.code == bound.verb for offer in self.offers]
        self.offers = [
            Offer(offer.verb, bound) if mine else offer for offer, mine in zip(self.offers, same, strict=True)
        ]

    @property
    def counted(self) -> list[tuple[str, int]]:
        """[(label, number)] of what was counted, option by option."""
        counts = self.item.counts
        if not counts:
            return []
        votes = [(label, counts["votes"].get(code, 0)) for code, label in self.item.asked["labels"].items()]
        kinds = (("invalid", _("Invalid or blank")), ("unreturned", _("Not returned")), ("absent", _("Absent")))
        return votes + [(label, counts[name]) for name, label in kinds]

    @property
    def roster(self) -> list[dict[str, Any]]:
        """Its lines with their reasons in words."""
        return [
            {
                **row,
                "text": _(REASONS[row["reason"]]),
                "came": Attendance(row["attendance"]).label,
                "told": [told_of(entry) for entry in row.get("grounds", ())],
            }
            for row in self.item.roster
        ]

    @property
    def voters(self) -> int:
        return sum(bool(row["votes"]) for row in self.item.roster)

    @property
    def base(self) -> int:
        return sum(bool(row["in_base"]) for row in self.item.roster)

    @property
    def needs(self) -> list[str]:
        """What each option takes, in words; nothing while it is not known whether the vote decides."""
        if self.ballot is None or (self.ballot.forms_vote and not self.mode):
            return []
        return needed(self.ballot, self.mode, self.base)

    @property
    def question(self) -> str:
        asked: str = self.item.asked.get("question", "")
        return asked or (self.ballot.question if self.ballot else str(self.case.whom))


def meetings_of(user: User, on: date) -> QuerySet[Meeting]:
    """The meetings of the bodies he sits in, or was sent to lead, that deal with a case he may see, the latest
    first; and those he is to end.

    A meeting about nothing but what is hidden from him does not exist for him.
    """
    seen, seats = Case.objects.visible_to(user, on).values("pk"), Seat.objects.on(on).filter(person=user.person)
    known = Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"), case__in=seen))
    led = led_by(user, on)
    sent = Exists(led.filter(body_id=OuterRef("body_id"), case__agenda_items__meeting_id=OuterRef("pk")))
    rows = Meeting.objects.filter(sent | (Q(body__in=seats.values("body")) & (known | _to_end(user, seats))))
    items = AgendaItem.objects.filter(case__in=seen).select_related("case__subject", "case__organization")
    shown = Prefetch("items", items.order_by("position", "pk"), to_attr="seen_items")
    rows = rows.select_related("body__organization", "chair", "secretary").order_by("-held_on", "-pk")
    return rows.prefetch_related(shown)


def _to_end(user: User, seats: QuerySet[Seat]) -> Q:
    """On whose agenda nothing waits any more: its cases may all have gone where nobody of the body sees them, and who
    leads it still closes or cancels it, by its frame alone. Not where one of them was his own matter.
    """
    items, leading = AgendaItem.objects.filter(meeting=OuterRef("pk")), Q()
    for kind, role in sorted(GRANTS[Perm.RECORD_RESOLUTION]):
        leading |= Q(body__kind=kind, role=role)
    waits = Exists(items.exclude(state__in=ENDED))
    own = Exists(items.filter(Q(case__subject=user.person) | Q(case__persons_concerned__person=user.person)))
    return Q(state__in=UNENDED, body__in=seats.filter(leading).values("body")) & ~waits & ~own


def items_of(meeting: Meeting, user: User, on: date) -> list[AgendaItem]:
    """Those whose case he may see."""
    seen = Case.objects.visible_to(user, on).values("pk")
    rows = meeting.items.filter(case__in=seen).select_related("case__subject", "task__body__organization", *ON_AGENDA)
    return list(rows.select_related("tally", "case__organization").prefetch_related("teller_keys__person"))


def sees_agenda(meeting: Meeting, items: Iterable[AgendaItem]) -> bool:
    """Whether ``items``, which a user may see, are all that still waits on the agenda. What has left it, or is
    resolved, may be hidden from him by now (its dossier was sent elsewhere) and holds nobody's meeting."""
    return meeting.items.exclude(state__in=ENDED).count() == sum(item.state not in ENDED for item in items)


def view_of(item: AgendaItem, user: User, on: date) -> ItemView:
    """One item with its acts and its certificate."""
    case = item.case.coerced
    case.__dict__["agenda_item"] = item
    task, day = item.task, min(item.meeting.held_on, on)
    task.process = case
    view = ItemView(item, case, None)
    try:
        view.ballot = case.ballot(task.flow_task.level, day)
    except (NoRoute, NotInForce) as error:
        view.problem = str(error)
    view.tally = getattr(item, "tally", None)
    me = user.person.public_id if user.person else ""
    view.may_key = any(row["person"] == me and row["votes"] for row in item.roster)
    if item.certified:
        view.certificate = kept(item.certified.certificate)
        view.mode = item.certified.certificate.get("mode", "")
        view.notice = item.certified.certificate.get("notice", "")
    if view.tally is not None:
        view.minutes = minutes_of(item)
    if item.state == ItemState.VOTING and item.electronic:
        view.received = ballots.received(item)
        view.over = not ballots.takes_ballots(item, on)
    if task.finished is not None or item.state not in OFFERED:
        return view
    law = case.law(day)
    if item.state == ItemState.READY and not view.problem:
        view.notice = law.notice
        _foresee(view, day, law)
    if item.meeting.state in UNENDED:
        view.offers = _offers(view, user, on, law)
    return view


def kept(certificate: dict[str, Any]) -> list[Section]:
    """The certificate of an opened box, as it was kept."""
    found: dict[str, list[Finding]] = {}
    for line in certificate.get("lines", ()):
        finding = Finding.from_json(
            {
                "rule": line["rule"],
                "name": line["name"],
                "status": line["status"],
                "message": line["message"],
                "numbers": line["numbers"],
                "citations": line["citations"],
                "blocks": line["blocks"],
                "rests_on": line["rests_on"],
            }
        )
        found.setdefault(line["section"], []).append(finding)
    return _sections(found)


def _foresee(view: ItemView, day: date, law: Law) -> None:
    """As the opening would judge it now; what is chosen only then (form, tellers) is left out."""
    doing = next((doing for doing in _opening(view) if not _gated(view, doing, day, law)), None)
    if doing is None:
        return
    view.mode = mode_of(doing.verb)
    found: dict[str, list[Finding]] = {}
    for finding in _judged(view, doing, day, law):
        section = section_of(finding)
        if section != "form" and finding.name != "there_are_tellers":
            found.setdefault(section, []).append(finding)
    view.certificate = _sections(found)


def _sections(found: dict[str, list[Finding]]) -> list[Section]:
    ordered = [(SECTION_LABELS[name], found.get(name, [])) for name in SECTION_LABELS]
    made = [Section(_(label), check_lines(findings)) for label, findings in ordered]
    return [section for section in made if section.lines]


def _opening(view: ItemView) -> Iterable[Doing]:
    return [doing for code, doing in view.item.task.flow_task.doings.items() if code in OPENING]


def _judged(view: ItemView, doing: Doing, day: date, law: Law) -> list[Finding]:
    node = view.item.task.flow_task
    facts = view.case.facts(day, {"step": node.name, "verb": doing.verb.code})
    return judge(doing.rules, facts, law, days.calendar())


def _gated(view: ItemView, doing: Doing, day: date, law: Law) -> bool:
    """Whether another verb is the one of the day."""
    gates = doing.rules.gates
    if not gates:
        return False
    facts = view.case.facts(day, {"step": view.item.task.flow_task.name, "verb": doing.verb.code})
    return any(finding.stops for finding in judge(gates, facts, law, days.calendar()))


def _offers(view: ItemView, user: User, on: date, law: Law) -> list[Offer]:
    """The acts of the state for who may act here; nothing for others."""
    item, task, day = view.item, view.item.task, view.item.meeting.held_on
    node = task.flow_task
    if task.body is None or recused_because(user, view.case, on, task.body):
        return []
    answer = may(user, node.perm, task.body, on)
    leads = bool(answer) or stands_in(view.case, user, node.perm, task.body, on) is not None
    if not leads and not answer.held:
        return []
    stranded = view.problem or stranded_because(view.case, node, task.body, min(day, on))
    found = []
    for code in OFFERED[item.state]:
        doing = node.doings.get(code)
        if not leads and (doing is None or not doing.verb.by_member):
            continue
        if code == ("break_off_vote" if seen(item) else "set_aside_vote"):
            continue
        if item.state == ItemState.COUNTED and standstill(view.case, node, task.body, item, on) is None:
            continue
        if doing is None or ((code == "count_ballots") != item.electronic and code.startswith("count_")):
            continue
        if doing.rules.gates and not view.problem and _gated(view, doing, min(day, on), law):
            continue
        verb = words(doing.verb)
        hindered = (stranded if doing.rules.all else "") or doing.verb.hindrance(view.case)
        if hindered:
            found.append(Offer(verb, None, hindered))
            continue
        notice = law.notice if doing.binding else ""
        form = ITEM_FORMS[code](verb=code, on=on, user=user, case=view.case, task=task, notice=notice)
        found.append(Offer(verb, form))
    return found


def presiding(body: Body, on: date, law: Law, mandates: Iterable[Mandate] = ()) -> list[Any]:
    """Choices of who may preside: the heads of the body, then who was sent to lead it and the heads of the committee
    right above, as a group.
    """
    provision = law.get(CHAIR_ROLES)
    roles = provision.value if provision else ()
    own = _heads(body, on, roles)
    path = path_on(body.organization_id, on)
    above = [(row.person.public_id, f"{row.person} – {row.paper}, {row.sent_by}") for row in mandates]
    above += [head for place in path[1:2] for other in place.bodies.on(on) for head in _heads(other, on, roles)]
    sent = [(public_id, name) for public_id, name in dict(above).items() if public_id not in dict(own)]
    return [*own, *([(_("Sent by the superior"), sent)] if sent else [])]


def _heads(body: Body, on: date, roles: Iterable[str]) -> list[tuple[str, str]]:
    seats = [seat for seat in seats_in(body, on) if seat.role in roles]
    return [(seat.person.public_id, f"{seat.person} – {role_label(seat.role, body.kind)}, {body}") for seat in seats]


def may_convene(user: User, body: Body, on: date) -> bool:
    return bool(may(user, Perm.RECORD_RESOLUTION, body, on))
