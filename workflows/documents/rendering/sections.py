"""The parts of minutes, composed from plain data in the active language (the shape: minutes.py)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from workflows.documents.rendering.characters import lines
from workflows.documents.rendering.paper import Annex, Column, Paragraph, Section, Table, day_in_words
from workflows.findings import CERTAINTY_LABELS, STATUS_LABELS, Status
from workflows.law import Certainty

#: English source strings: what a person on a roster is in the body.
KINDS = {
    "official": gettext_noop("Official"),
    "probationary": gettext_noop("Probationary"),
    "guest": gettext_noop("In this cell temporarily"),
}
#: English source strings, by (form, medium) of the vote.
FORMS = {
    ("secret", "paper"): gettext_noop("secret ballot on paper"),
    ("secret", "electronic"): gettext_noop("secret ballot, electronic"),
    ("card", "paper"): gettext_noop("show of cards"),
    ("card", "electronic"): gettext_noop("open vote, electronic"),
}
#: English source strings, by key of ``counts``, in the order of the sheet.
COUNTS = {
    "issued": gettext_noop("Ballots issued"),
    "returned": gettext_noop("Ballots returned"),
    "unreturned": gettext_noop("Ballots not returned"),
    "valid": gettext_noop("Valid ballots"),
    "invalid": gettext_noop("Invalid ballots"),
    "absent": gettext_noop("Counted in the base and absent"),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def numbered(parts: Iterable[tuple[str, Sequence[Paragraph | Table]]]) -> tuple[Section, ...]:
    """Sections with Roman numbers from (heading, blocks); one without blocks is left out."""
    kept = [(heading, tuple(blocks)) for heading, blocks in parts if blocks]
    return tuple(Section(f"{roman}. {heading}", blocks) for roman, (heading, blocks) in zip(_ROMAN, kept, strict=False))


def person(someone: dict[str, str]) -> str:
    """A member with the office that he holds, if any."""
    if not someone["office"]:
        return _("comrade %(name)s") % someone
    return _("comrade %(name)s, %(office)s") % someone


def item(label: str, text: str) -> Paragraph:
    return Paragraph(f"{label}: {text}", "item")


def time_and_place(meeting: dict[str, Any]) -> list[Paragraph]:
    day = day_in_words(date.fromisoformat(meeting["held_on"]))
    when = f"{meeting['started_at']}, {day}" if meeting["started_at"] else day
    return [item(_("Time"), when), item(_("Place"), meeting["place"])]


def people(meeting: dict[str, Any]) -> list[Paragraph]:
    sent = "; ".join(map(person, meeting["representatives"])) or _("none")
    return [
        item(_("Chair"), person(meeting["chair"])),
        item(_("Secretary of the meeting"), person(meeting["secretary"])),
        item(_("Representatives of the superior committee"), sent),
    ]


def attendance(roster: list[dict[str, Any]]) -> list[Paragraph]:
    """Who was summoned, present, absent with and without leave; by name where somebody is absent."""
    present = [line for line in roster if line["present"]]
    excused = [line for line in roster if not line["present"] and line["excused"]]
    without = [line for line in roster if not line["present"] and not line["excused"]]
    said = [
        item(_("Summoned"), str(len(roster))),
        item(_("Present at the meeting"), str(len(present))),
        item(_("Absent with leave"), _number_and_names(excused)),
        item(_("Absent without leave"), _number_and_names(without)),
    ]
    kinds = [kind for kind in KINDS if any(line["kind"] == kind for line in roster)]
    if len(kinds) > 1:
        counted = "; ".join(
            _("%(kind)s: %(present)s present of %(all)s")
            % {
                "kind": _(KINDS[kind]),
                "present": sum(line["kind"] == kind for line in present),
                "all": sum(line["kind"] == kind for line in roster),
            }
            for kind in kinds
        )
        said.append(Paragraph(counted, "item"))
    return said


def _number_and_names(some: list[dict[str, Any]]) -> str:
    if not some:
        return "0"
    return f"{len(some)} ({', '.join(line['name'] for line in some)})"


def base(data: dict[str, Any]) -> list[Paragraph | Table]:
    """How many count, and each one who does not, with the reason and its article."""
    said: list[Paragraph | Table] = [item(_("Members counted in the base of the vote"), str(data["base"]))]
    out = [line for line in data["roster"] if not line["counted"]]
    if out:
        said.append(item(_("Not counted"), str(len(out))))
        rows = [(str(place), line["name"], line["reason"], line["article"]) for place, line in enumerate(out, 1)]
        said.append(Table((_place(), _name(8), Column(_("Reason"), 9), Column(_("Article"), 6)), tuple(rows)))
    one = _("%(ratio)s of %(base)s, that is at least %(minimum)s")
    values = {"ratio": data["ratio"], "base": data["base"], "minimum": data["minimum"]}
    required = data.get("required") or [one % values]
    return said + [item(_("Required"), line) for line in required]


def form_of_vote(the_item: dict[str, Any]) -> str:
    return _(FORMS[the_item["form"], the_item["medium"]])


def ballots(counts: dict[str, Any]) -> list[Table]:
    """The ballots as they were handed out and came back; a count that is None does not exist and has no row."""
    known = dict(counts)
    if counts["returned"] is not None and counts["invalid"] is not None:
        known["valid"] = counts["returned"] - counts["invalid"]
    rows = [(_(label), str(known[key])) for key, label in COUNTS.items() if known.get(key) is not None]
    return [Table((Column(_("Content"), 14), Column(_("How many"), 3, "center")), tuple(rows))] if rows else []


def votes(data: dict[str, Any]) -> Table:
    """Each option with its votes and their share of the base."""
    rows = [
        (label, str(count), share(count, data["base"]))
        for code, label in data["item"]["options"]
        for count in (data["counts"]["votes"].get(code, 0),)
    ]
    return Table(
        (Column(_("Option"), 11), Column(_("Votes cast"), 3, "center"), Column(_("Share of the base"), 4, "center")),
        tuple(rows),
    )


def cumulation(rows: list[dict[str, Any]]) -> list[Table]:
    """The votes added up from the heaviest form downwards, where the law adds them."""
    if not rows:
        return []
    columns = (
        Column(_("Form of discipline"), 8),
        Column(_("Votes cast"), 3, "center"),
        Column(_("Sum"), 3, "center"),
        Column("", 6),
    )
    return [
        Table(
            columns,
            tuple((row["label"], str(row["votes"]), str(row["sum"]), row["note"]) for row in rows),
            _("Cumulation, from the heaviest form downwards"),
        )
    ]


def outcome(data: dict[str, Any]) -> list[Paragraph]:
    notice = [Paragraph(data["drafts_notice"], "note")] if data["drafts_notice"] else []
    arithmetic = [Paragraph(line, "item") for line in data["arithmetic"]]
    return [*arithmetic, Paragraph(data["outcome"], "bold"), *notice]


def free_text(text: str) -> list[Paragraph]:
    return [Paragraph(line) for line in lines(text)]


def record(data: dict[str, Any]) -> list[Paragraph]:
    """The record of the case at the moment of the paper, and the last checkpoint over all records: nothing in either
    can be changed later without a trace, since the paper is signed and kept elsewhere."""
    events, signed = data["record"], data.get("checkpoint")
    said = _("The record of the case has %(events)s events; the fingerprint of the last one (SHA-256) is:")
    found = [Paragraph(said % {"events": events["events"]}), Paragraph(events["head_hash"], "code")]
    if signed:
        said = _("Last signed checkpoint over the records of all cases: No. %(number)s; its fingerprint (SHA-256) is:")
        found += [Paragraph(said % {"number": signed["number"]}), Paragraph(signed["hash"], "code")]
    return found


def roster_annex(data: dict[str, Any], number: int) -> Annex:
    columns = (
        _place(),
        _name(8),
        Column(_("Standing"), 5),
        Column(_("Attendance"), 5),
        Column(_("Counted"), 4, "center"),
        Column(_("Reason, article"), 8),
    )
    rows = [
        (
            str(place),
            line["name"],
            _(KINDS[line["kind"]]),
            _attended(line),
            _("yes") if line["counted"] else _("no"),
            "; ".join(filter(None, (line["reason"], line["article"]))),
        )
        for place, line in enumerate(data["roster"], 1)
    ]
    counted = _("Counted in the base: %(base)s of %(all)s.") % {"base": data["base"], "all": len(rows)}
    return Annex(
        _annex(number), _("Roster for the vote"), (Section("", (Table(columns, tuple(rows)), Paragraph(counted))),)
    )


def _attended(line: dict[str, Any]) -> str:
    if line["present"]:
        return _("present")
    return _("absent with leave") if line["excused"] else _("absent without leave")


def certificate_annex(data: dict[str, Any], number: int) -> Annex:
    """Line by line what was checked before the vote, each with its article and how surely that is known."""
    columns = (
        _place(),
        Column(_("Checked"), 6),
        Column(_("Result"), 4),
        Column(_("Finding"), 8),
        Column(_("Article"), 7),
    )
    rows = [
        (str(place), line["label"], _(STATUS_LABELS[Status(line["status"])]), line["text"], _article(line))
        for place, line in enumerate(data["certificate"], 1)
    ]
    notice = [Paragraph(data["drafts_notice"], "note")] if data["drafts_notice"] else []
    asked = Paragraph(data["item"]["question"])
    return Annex(
        _annex(number),
        _("Certificate of validity of the vote"),
        (Section("", (asked, Table(columns, tuple(rows)), *notice)),),
    )


def _article(line: dict[str, str]) -> str:
    certainty = Certainty(line["certainty"])
    known = "" if certainty == Certainty.TEXT else _(CERTAINTY_LABELS[certainty])
    if line["article"] and known:
        return f"{line['article']} ({known})"
    return line["article"] or known


def receipts_annex(receipts: list[str], number: int) -> Annex:
    """The receipts of an electronic vote as given, in their sorted order, which tells nothing of the order of votes."""
    said = _("Whoever voted finds the receipt of his ballot here; the receipts stand in alphabetical order.")
    blocks = (Paragraph(said), *(Paragraph(receipt, "code") for receipt in sorted(receipts)))
    return Annex(_annex(number), _("Receipts of the electronic ballots"), (Section("", blocks),))


def participants_annex(people: list[dict[str, Any]], number: int) -> Annex:
    """Who cast an electronic ballot, not how, in the order of the roster: a ballot that somebody else put in shows."""
    rows = [
        (str(place), one["name"], _("took part") if one["took_part"] else _("put no ballot into the box"))
        for place, one in enumerate(people, 1)
    ]
    said = _("Took part: %(count)s of %(all)s who had a ballot.") % {
        "count": sum(one["took_part"] for one in people),
        "all": len(people),
    }
    table = Table((_place(), _name(8), Column(_("Electronic ballot"), 8)), tuple(rows))
    check = _("Whoever stands here otherwise than he acted tells the meeting: then somebody has changed the box.")
    section = Section("", (table, Paragraph(said), Paragraph(check)))
    return Annex(_annex(number), _("Who took part in the electronic vote"), (section,))


def _annex(number: int) -> str:
    return _("ANNEX %(number)s") % {"number": number}


def _place() -> Column:
    return Column(_("Item no."), 2, "center")


def _name(weight: int) -> Column:
    return Column(_("Full name"), weight)


def share(votes: int, base: int) -> str:
    """Per cent of the base with two decimals, half up, in integers; for the eye only, the outcome never rests on it."""
    hundredths = (20_000 * votes + base) // (2 * base)
    return f"{hundredths // 100}{formats.get_format('DECIMAL_SEPARATOR')}{hundredths % 100:02d}%"
