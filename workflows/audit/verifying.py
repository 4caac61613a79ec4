"""Proving the record of many cases whole, and that every act is judged as the record says it was."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice, zip_longest
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.audit.chain import ACTOR, BODY, Report, canonical, digest, examine, plain, rows_of
from workflows.audit.judging import judged
from workflows.meetings.recorded import counted
from workflows.models import Case, Judgement, Tally

#: Cases that are read together, by two statements; rows that are held of them at a time.
CASES, ROWS = 100, 200
#: The field of an act's own event that commits to its judgement.
JUDGED = "judged"
#: The events of a vote to which its tally is held.
OPENED, COUNTED, RECORDED = "meeting.opened", "vote.ballots_counted", "vote.counted"


@dataclass(frozen=True)
class _Given:
    """What of a judgement the event of its act repeats. ``said``: {field of the event: value}; ``tallied``: of its
    tally, what the events of a vote repeat: [(kind, field, value)]; empty without one.
    """

    kind: str
    on: date
    outcome: str
    said: dict[str, Any]
    tallied: list[tuple[str, str, Any]]


def verify_all(cases: Any) -> Iterator[tuple[Case, Report]]:
    """Each case of the queryset with its report, by primary key; the cases have no more than their names.

    As ``chain.verify``, and every judgement against the event of its act: there is one for each, in their order, with
    the same facts, findings, certificate, law, days, actor and body; a tally has the roster, the count and the outcome
    that were recorded. What was erased from an event is not compared.
    """
    keys = iter(cases.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000))
    while some := list(islice(keys, CASES)):
        yield from _verified(some)


def _verified(keys: list[int]) -> list[tuple[Case, Report]]:
    # the judgements first: an act in between is then one of the doubtful, which are looked at again
    given = _given(keys)
    found: dict[int, tuple[Case, Report]] = {}
    doubtful = []
    rows = rows_of(Case.objects.filter(pk__in=keys)).iterator(chunk_size=ROWS)
    for pk, group in groupby(rows, key=itemgetter("pk")):
        of_case = list(group)
        report = _examined(of_case, given.get(pk, []))
        found[pk] = Case(pk=pk, public_id=of_case[0]["public_id"]), report
        doubtful += [] if report.ok else [pk]
    for pk in doubtful:
        found[pk] = found[pk][0], _locked(pk)
    return list(found.values())


def _locked(pk: int) -> Report:
    """The report of a case to which nothing is done meanwhile."""
    with transaction.atomic():
        case = Case.objects.filter(pk=pk)
        list(case.select_for_update().values_list("pk"))
        return _examined(list(rows_of(case)), _given([pk]).get(pk, []))


def _given(keys: Iterable[int]) -> dict[int, list[_Given]]:
    """{case: what of its judgements is compared}, in the order in which they were given."""
    found: dict[int, list[_Given]] = {}
    judgements = Judgement.objects.filter(case_id__in=keys).select_related("tally__item").order_by("case_id", "pk")
    for row in judgements.iterator(chunk_size=ROWS):
        said = {
            JUDGED: judged(row.facts, row.findings, row.certificate),
            "law": row.law,
            "entered_on": row.entered_on.isoformat(),
            ACTOR: row.by_id,
            BODY: row.body_id,
        }
        one = _Given(f"{row.step}.{row.verb}", row.on, row.outcome, said, _tallied(row))
        found.setdefault(row.case_id, []).append(one)
    return found


def _tallied(judgement: Judgement) -> list[tuple[str, str, Any]]:
    """[(kind of the event, field, value)] of the tally of the act and of the item of the agenda that it came of."""
    tally: Tally | None = getattr(judgement, "tally", None)
    if tally is None:
        return []
    numbers = ("base", "minimum_yes", "invalid", "unreturned", "absent", "passed")
    found = [
        (OPENED, "roster", _hashed(tally.roster)),
        (COUNTED, "votes", tally.counts),
        *((RECORDED, name, getattr(tally, name)) for name in numbers),
        (RECORDED, "adopted", tally.outcome),
        (RECORDED, "resolution", tally.resolution_number),
    ]
    if tally.item is not None:
        found += [(COUNTED, name, value) for name, value in counted(tally.item).items()]
        found += [(RECORDED, "minutes", _hashed(tally.item.paper))]
    return found


def _hashed(value: Any) -> str:
    return digest(canonical(plain(value)))


def _examined(rows: Sequence[dict[str, Any]], given: Sequence[_Given]) -> Report:
    report = examine(rows)
    if not report.ok:
        return report
    acts = [row for row in rows if JUDGED in (row["events__payload__fields"] or ())]
    votes = _votes(rows)
    for act, judgement in zip_longest(acts, given):
        if act is None:
            return Report(report.count, report.count + 1, _("There is a judgement of which the record knows no act."))
        problem = _compared(act, judgement) or _compared_vote(votes.get(act["events__sequence"], {}), judgement)
        if problem:
            return Report(report.count, act["events__sequence"], problem)
    return report


def _votes(rows: Sequence[dict[str, Any]]) -> dict[int, dict[str, dict[str, Any]]]:
    """{sequence of the act that recorded a vote: {kind: fields of the last such event until then}}."""
    found: dict[int, dict[str, dict[str, Any]]] = {}
    last: dict[str, dict[str, Any]] = {}
    act = 0
    for row in rows:
        fields = row["events__payload__fields"] or {}
        act = row["events__sequence"] if JUDGED in fields else act
        if row["events__kind"] in (OPENED, COUNTED, RECORDED):
            last[row["events__kind"]] = fields
        if row["events__kind"] == RECORDED:
            found[act] = dict(last)
    return found


def _compared_vote(recorded: dict[str, dict[str, Any]], judgement: _Given | None) -> str:
    """What is wrong with the tally of an act; "" if nothing."""
    tallied = judgement.tallied if judgement else []
    if bool(recorded) != bool(tallied):
        return _("The tally of the vote is missing.") if recorded else _("The record knows no vote of this tally.")
    differing = [
        name
        for kind, name, value in tallied
        if "redacted" not in (kept := recorded.get(kind, {}).get(name, {})) and kept.get("value") != value
    ]
    if differing:
        return _("The tally of the vote is not what was recorded: %(names)s.") % {"names": ", ".join(differing)}
    return ""


def _compared(act: dict[str, Any], judgement: _Given | None) -> str:
    """What is wrong with the judgement of an act; "" if nothing."""
    if judgement is None:
        return _("The judgement of the act is missing.")
    fields = act["events__payload__fields"]
    differing = [
        name
        for name, value in judgement.said.items()
        if "value" in fields.get(name, {}) and fields[name]["value"] != value
    ]
    if (act["events__kind"], act["events__on"]) != (judgement.kind, judgement.on):
        differing.append("on")
    # an act that completes no step says how it ended, and its judgement nothing
    if judgement.outcome not in ("", fields.get("outcome", {}).get("value", judgement.outcome)):
        differing.append("outcome")
    if differing:
        return _("The judgement of the act is not what was recorded: %(names)s.") % {"names": ", ".join(differing)}
    return ""
