"""Minutes of a meeting and of the counting of its votes, from plain data: what goes into them, in which order.

Source of the contents: discipline.md 4.2 (rows "biên bản hội nghị", "biên bản kiểm phiếu"), admission.md 4 and 5.6.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workflows.documents.rendering import sections
from workflows.documents.rendering.errors import NotAPaper
from workflows.documents.rendering.paper import Annex, Paper, Paragraph, Signature, Table, headed

#: A line to write on.
_DOTS = "…" * 28


def meeting_minutes(data: dict[str, Any]) -> Paper:
    """The minutes of the item of a meeting, in the active language. All texts of ``data`` are finished texts in it::

        {
          "number": "07-BB/CB",                 # "" before the register gave one
          "recipients": [text],
          "meeting": {
            "body": text, "superior": text,     # as on the head of the paper; printed in capitals there
            "place": text,                      # where the meeting was
            "locality": text,                   # before the day on the head ("Hà Nội")
            "held_on": "YYYY-MM-DD", "started_at": text, "ended_at": text,      # "" where nobody noted it
            "chair": person, "secretary": person, "representatives": [person],  # person: {"name", "office"}
          },
          "item": {
            "code": text, "subject": text, "question": text,
            "form": "secret" | "card", "medium": "paper" | "electronic",
            "options": [[code, label]],         # in the order of the ballot
          },
          "roster": [{
            "name": text, "kind": "official" | "probationary" | "guest",
            "counted": bool, "present": bool, "excused": bool,
            "reason": text, "article": text,    # why not counted, or why absent; "" for none
          }],
          "base": int, "minimum": int,          # members counted; the fewest votes that pass
          "ratio": text,                        # as printed: "2/3", "> 1/2"
          "required": [text],                   # what each option takes; minutes of before have none
          "counts": {
            "issued", "returned", "unreturned", "invalid", "absent": int | None,  # None: there is no such count
            "votes": {code: int},
          },
          "arithmetic": [text], "outcome": text,
          "cumulation": [{"label": text, "votes": int, "sum": int, "note": text}],  # [] where nothing is added up
          "certificate": [{
            "label": text, "status": a code of rules.Status, "text": text,
            "article": text, "certainty": a code of law.Certainty,
          }],
          "documents": [text], "discussion": text, "conclusion": text,  # lines become paragraphs
          "tellers": [person],                  # the head first; [] where nobody was elected to count
          "sealing": text,                      # where the ballots are kept under seal; "" leaves a line to write on
          "participants": [{"name": text, "took_part": bool}],  # who voted of those who could; of an electronic ballot
          "receipts": [text],                   # of an electronic ballot, else []
          "record": {"events": int, "head_hash": text},
          "checkpoint": {"number": int, "hash": text},  # the last one; None, or no key, where none was signed yet
          "drafts_notice": text,                # that a newer regulation is known as a draft only, or ""
        }

    Raises NotAPaper, with the name of what is missing or unknown.
    """
    return _composed(_meeting, data)


def counting_minutes(data: dict[str, Any]) -> Paper:
    """The minutes of the counting team, from the same data; ``documents``, ``discussion``, ``conclusion`` are not read.

    Raises NotAPaper.
    """
    return _composed(_counting, data)


def _composed(compose: Callable[[dict[str, Any]], Paper], data: dict[str, Any]) -> Paper:
    try:
        return compose(data)
    except (KeyError, ValueError, TypeError) as error:
        raise NotAPaper(f"data of minutes: {type(error).__name__} {error}") from error


def _meeting(data: dict[str, Any]) -> Paper:
    meeting, item = data["meeting"], data["item"]
    parts: list[tuple[str, list[Paragraph | Table]]] = [
        (
            _("Time, place and participants"),
            [*sections.time_and_place(meeting), *sections.people(meeting), *sections.attendance(data["roster"])],
        ),
        (_("Base of the vote"), sections.base(data)),
        (_("Content"), _content(data)),
        (
            _("Result of the vote"),
            [
                sections.item(_("Question"), item["question"]),
                sections.item(_("Form of the vote"), sections.form_of_vote(item)),
                *sections.ballots(data["counts"]),
                sections.votes(data),
                *sections.cumulation(data["cumulation"]),
                *sections.outcome(data),
            ],
        ),
        (_("End of the meeting"), [*_closing(meeting["ended_at"]), *sections.record(data)]),
    ]
    annexes = [sections.roster_annex(data, 1), *_certificate(data, 2)]
    annexes += _participants(data, len(annexes) + 1)
    about = _("Meeting of %(body)s – %(subject)s") % {"body": meeting["body"], "subject": item["subject"]}
    return _paper("meeting_minutes", _("MINUTES"), about, data, parts, _secretary_and_chair(meeting), annexes)


def _content(data: dict[str, Any]) -> list[Paragraph | Table]:
    presented = [Paragraph(line, "item") for line in data["documents"]]
    subject = data["item"]["subject"]
    labelled: list[Paragraph | Table] = [Paragraph(subject[:1].upper() + subject[1:], "bold")]
    for label, blocks in (
        (_("Presented to the meeting:"), presented),
        (_("Discussion:"), sections.free_text(data["discussion"])),
        (_("Conclusion of the chair:"), sections.free_text(data["conclusion"])),
    ):
        if blocks:
            labelled += [Paragraph(label, "bold"), *blocks]
    return labelled


def _closing(ended_at: str) -> list[Paragraph]:
    """Whether the minutes were read out, nobody has told this program: a line to write on."""
    end = _("The meeting ended at %(time)s.") % {"time": ended_at or _DOTS}
    return [Paragraph(end), Paragraph(_("The minutes were read to the meeting: %(dots)s") % {"dots": _DOTS})]


def _counting(data: dict[str, Any]) -> Paper:
    meeting, item = data["meeting"], data["item"]
    parts: list[tuple[str, list[Paragraph | Table]]] = [
        (
            _("Time, place and subject"),
            [
                *sections.time_and_place(meeting),
                sections.item(_("Meeting"), meeting["body"]),
                sections.item(_("Subject"), item["subject"]),
                sections.item(_("Question"), item["question"]),
                sections.item(_("Form of the vote"), sections.form_of_vote(item)),
            ],
        ),
        (_("Counting team"), [Paragraph(sections.person(someone), "item") for someone in data["tellers"]]),
        (_("Base of the vote"), sections.base(data)),
        (_("Ballots"), [*sections.ballots(data["counts"])]),
        (
            _("Result of the count"),
            [sections.votes(data), *sections.cumulation(data["cumulation"]), *sections.outcome(data)],
        ),
        (_("Sealing and record"), [*_sealing(data), *sections.record(data)]),
    ]
    annexes = _certificate(data, 1)
    annexes += _participants(data, len(annexes) + 1)
    if data["receipts"]:
        annexes.append(sections.receipts_annex(data["receipts"], len(annexes) + 1))
    about = _("Counting of the votes – %(subject)s") % {"subject": item["subject"]}
    signatures = _counting_team(data["tellers"]) or _secretary_and_chair(meeting)
    return _paper("counting_minutes", _("MINUTES"), about, data, parts, signatures, annexes)


def _secretary_and_chair(meeting: dict[str, Any]) -> tuple[Signature, ...]:
    return (
        Signature(_("SECRETARY OF THE MEETING"), meeting["secretary"]["name"], note=_signed()),
        Signature(_("CHAIR"), meeting["chair"]["name"], note=_signed()),
    )


def _counting_team(tellers: list[dict[str, str]]) -> tuple[Signature, ...]:
    head, member = _("HEAD OF THE COUNTING TEAM"), _("MEMBER OF THE COUNTING TEAM")
    return tuple(
        Signature(head if place == 0 else member, someone["name"], note=_signed())
        for place, someone in enumerate(tellers)
    )


def _sealing(data: dict[str, Any]) -> list[Paragraph]:
    """Only ballots of paper are sealed in a cover; a line is left to write on where nobody has said how."""
    if (data["item"]["form"], data["item"]["medium"]) != ("secret", "paper"):
        return []
    return [Paragraph(_("Sealing of the ballots:"), "bold"), Paragraph(data["sealing"] or _DOTS)]


def _certificate(data: dict[str, Any], number: int) -> list[Annex]:
    return [sections.certificate_annex(data, number)] if data["certificate"] else []


def _participants(data: dict[str, Any], number: int) -> list[Annex]:
    """Minutes whose data were frozen before this was among them have none."""
    people = data.get("participants", [])
    return [sections.participants_annex(people, number)] if people else []


def _signed() -> str:
    return _("(signature, full name)")


def _paper(
    kind: str,
    title: str,
    about: str,
    data: dict[str, Any],
    parts: list[tuple[str, list[Paragraph | Table]]],
    signatures: tuple[Signature, ...],
    annexes: list[Annex],
) -> Paper:
    meeting = data["meeting"]
    head = headed(
        superior=meeting["superior"],
        issuer=meeting["body"],
        number=data["number"],
        place=meeting["locality"],
        day=date.fromisoformat(meeting["held_on"]),
        recipients=tuple(data["recipients"]),
    )
    return Paper(
        kind=kind,
        title=title,
        about=about,
        sections=sections.numbered(parts),
        signatures=signatures,
        annexes=tuple(annexes),
        running=_("%(issuer)s · record of the case %(mark)s")
        % {"issuer": meeting["body"], "mark": data["record"]["head_hash"][:16]},
        **head,
    )
