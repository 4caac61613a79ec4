"""What the minutes of a meeting say, for the papers that rest on its vote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from discipline.codes import FORM_LABELS, NO_DISCIPLINE, Form
from discipline.facts.procedure import ELEMENT_LABELS, ConclusionElement
from organization.models import Body
from workflows.law import Law
from workflows.meetings.models import AgendaItem, ItemState
from workflows.papers.compose import share


class VotesTold:
    """Of the vote that the act in hand records, and of those before it."""

    case: Any
    on: date
    law: Law
    body: Body | None
    data: Mapping[str, Any]
    acting: bool

    @cached_property
    def minutes(self) -> Mapping[str, Any]:
        """The data of the minutes of the vote at the open step; {} before it is recorded."""
        item = self.case.agenda_item
        return item.paper if item is not None and item.paper else {}

    @cached_property
    def resolved(self) -> list[AgendaItem]:
        """The votes of the case that were recorded, first to last. A vote leaves the elements of its conclusion."""
        if not getattr(self.case, "conclusion", True):
            return []
        rows = AgendaItem.objects.filter(case_id=self.case.pk, state=ItemState.RESOLVED)
        return list(rows.select_related("meeting__body").order_by("pk"))

    def _meeting(self, name: str) -> Any:
        return self.minutes.get("meeting", {}).get(name) or ""

    def meeting_time(self) -> str:
        held = self._meeting("held_on")
        day = date.fromisoformat(held).strftime("%d/%m/%Y") if held else ""
        return ", ".join(filter(None, (self._meeting("started_at"), day)))

    def meeting_place(self) -> str:
        return str(self._meeting("place"))

    def ended_at(self) -> str:
        return str(self._meeting("ended_at"))

    def chair(self) -> str:
        chair = self._meeting("chair") or {}
        return ", ".join(filter(None, (chair.get("name"), chair.get("office"))))

    def secretary(self) -> str:
        return str((self._meeting("secretary") or {}).get("name") or "")

    def representatives(self) -> str:
        return ", ".join(one["name"] for one in self._meeting("representatives") or ())

    @property
    def _roster(self) -> list[Mapping[str, Any]]:
        return list(self.minutes.get("roster", ()))

    def listed(self) -> str:
        return str(len(self._roster)) if self.minutes else ""

    def present(self) -> str:
        return str(sum(one["present"] for one in self._roster)) if self.minutes else ""

    def excused(self) -> str:
        return self._absent(excused=True)

    def not_excused(self) -> str:
        return self._absent(excused=False)

    def _absent(self, *, excused: bool) -> str:
        if not self.minutes:
            return ""
        away = [one["name"] for one in self._roster if not one["present"] and bool(one["excused"]) is excused]
        return ", ".join(away) or _("None.")

    def base(self) -> str:
        return str(self.minutes.get("base", ""))

    def excluded(self) -> str:
        return "\n".join(
            f"{one['name']}: {one['reason']}" + (f" ({one['article']})" if one.get("article") else "")
            for one in self._roster
            if not one["counted"] and one["kind"] == "official"
        )

    def conclusion(self) -> str:
        return str(self.data.get("conclusion") or "")

    def conclusion_elements(self) -> str:
        codes = self.data.get("conclusion_elements") or ()
        told = ", ".join(_(ELEMENT_LABELS[ConclusionElement(code)]) for code in codes)
        return _("The conclusion says: %(elements)s") % {"elements": told} if told else ""

    def vote(self) -> str:
        return "\n".join(counted(self.minutes))

    def outcome(self) -> str:
        return str(self.minutes.get("outcome", ""))

    def lower_votes(self) -> str:
        """Of each body that has voted, but for the vote in hand."""
        found: list[str] = []
        for item in self.resolved:
            if item.paper and item.paper is not self.minutes and item.pk != self._in_hand:
                held = item.meeting.held_on.strftime("%d/%m/%Y")
                found += [f"{item.meeting.body}, {held}:", *counted(item.paper)]
        return "\n".join(found) or _("None.")

    @property
    def _in_hand(self) -> int | None:
        """Which vote the act records: it has looked it up by then."""
        item = vars(self.case).get("agenda_item") if self.acting else None
        return item.pk if item is not None else None

    def deciding_vote(self) -> str:
        """Of the vote on which the decision rests; "" where a judgment alone decides."""
        last = self.resolved[-1] if self.resolved else None
        if last is None:
            return ""
        held = last.meeting.held_on.strftime("%d/%m/%Y")
        return "\n".join([f"{last.meeting.body}, {held}:", *counted(last.paper)])

    def voted_form(self) -> str:
        """The form that the vote in hand proposes."""
        form = self.data.get("voted_form")
        return _(FORM_LABELS[Form(form)]) if form else self.outcome()

    def ballot_options(self) -> str:
        """Every option of the ballot, in the order of the law of the day (DIS-69)."""
        return "\n".join(f"[   ] {_option(code)}" for code in self.case.ballot("", self.on).labels)

    def ballot_note(self) -> str:
        return _("One mark; no name of the voter and no number on the ballot.")


def _option(code: str) -> str:
    return _("No discipline") if code == NO_DISCIPLINE else _(FORM_LABELS[Form(code)])


def counted(paper: Mapping[str, Any]) -> Iterable[str]:
    """The count of the minutes line by line: base, each form with its share, what was added up, the outcome."""
    if not paper:
        return
    base, votes = paper["base"], paper["counts"]["votes"]
    yield _("Counted in the base: %(base)s") % {"base": base}
    for code, _label in paper["item"]["options"]:
        yield f"{_option(code)}: {share(votes.get(code, 0), base)}"
    for line in paper.get("cumulation") or ():
        values = {"label": line["label"], "sum": share(line["sum"], base), "note": line["note"]}
        yield (_("Added up to %(label)s: %(sum)s %(note)s") % values).strip()
    yield str(paper["outcome"])
