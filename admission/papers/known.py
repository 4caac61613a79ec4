"""What the system knows already and a form prints without asking: {key: text}, always in Vietnamese.

A key that is not there is not known: the paper then has a line to write on.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from admission.codes import Document as Code
from admission.cv.schema import schema
from admission.member_move_models import MEMBER_MOVE
from admission.models import Dossier, State
from admission.sources import SourceRecord
from organization.models import Membership, Organization, Person, Standing
from workflows.documents.models import Document
from workflows.papers.compose import share
from workflows.papers.fields import Field
from workflows.papers.keeping import Known
from workflows.papers.values import told

_OF_ADMISSION = {
    Code.CELL_RESOLUTION: "cell_resolution",
    Code.SECTION_REPORT: "section_report",
    Code.GRASSROOTS_RESOLUTION: "base_resolution",
    Code.CONSENT_LETTER: "consents",
}
_OF_RECOGNITION = {
    Code.RECOGNITION_CELL_RESOLUTION: "cell_resolution",
    Code.RECOGNITION_SECTION_REPORT: "section_report",
    Code.RECOGNITION_BASE_RESOLUTION: "base_resolution",
}
#: The papers of the recognition that name those before them.
_RECOGNITION = (*_OF_RECOGNITION, Code.RECOGNITION_DECISION)


def file_known(dossier: Dossier, levels: Mapping[str, Organization]) -> Known:
    """Of the case itself: the person, the organisations of the route, the days so far. No statement."""
    person = dossier.subject
    found = {
        "name": person.full_name,
        "name_upper": person.full_name.upper(),
        "born_on": _day(person.born_on),
        "sex": person.get_sex_display() if person.sex else "",
        "native_place": person.native_place,
        "id_number": person.number if person.number.isdigit() else "",
        "cell": dossier.organization.name,
        "grassroots": _named(levels, "grassroots", "certifier"),
        "authority": _named(levels, "authority"),
        "decision_number": dossier.decision_number,
        "decided_on": _day(dossier.decided_on),
        "ceremony_on": _day(dossier.ceremony_on),
        "official_on": _day(dossier.official_on),
        "family_elsewhere": _("Told in the CV (form 2, item 21), which is kept separately."),
    }
    return {key: text for key, text in found.items() if text}


def cv_known(answers: Mapping[str, Any]) -> Known:
    """Of the CV as handed in or as far as it is written; nothing of third persons."""
    fields = {one.name: one for item in schema().items for one in item.fields}

    def text(name: str) -> str:
        return told(fields[name], answers[name]) if answers.get(name) not in (None, "") else ""

    def several(*names: str) -> str:
        return "; ".join(dict.fromkeys(filter(None, map(text, names))))

    work = answers.get("work") or [{}]
    found = {name: text(name) for name in fields if fields[name].kind != "yes_no"} | {
        "born_on": text("born_on"),
        "sex": text("sex"),
        "residence": text("permanent_residence"),
        "education": several("general_education", "professional"),
        "workplace": work[-1].get("what", ""),
        "positions": work[-1].get("position", ""),
        "particulars": several("interruptions", "arrests", "foreign_organizations", "religious_posts"),
    }
    return {key: said for key, said in found.items() if said}


def list_known(dossier: Dossier) -> Known:
    """Since when the person is a sympathiser, and who introduces. Three statements."""
    source = SourceRecord.objects.filter(dossier_id=dossier.pk).first()
    listed = Membership.objects.filter(person_id=dossier.subject_id, standing=Standing.SYMPATHIZER)
    row = listed.select_related("organization").order_by("-since").first()
    since = source.listed_on if source and source.listed_on else row.since if row else None
    introducing = dossier.introducers.filter(left_on__isnull=True).select_related("person").order_by("pk")
    found = {
        "sympathizer_since": _day(since),
        "sympathizer_at": row.organization.name if row else "",
        "introducers": ", ".join(one.person.full_name for one in introducing),
    }
    return {key: text for key, text in found.items() if text}


def stage_known(dossier: Dossier) -> Known:
    """Where he was admitted, and nothing of the recognition before it is decided ("": a line to write on). One
    statement of who moved."""
    moves = dossier.member_move_rows if dossier.noted(MEMBER_MOVE) else None
    first = moves.select_related("origin").order_by("pk").first() if moves else None
    admitted_at = first.origin.name if first else dossier.organization.name
    recognised = dossier.state in (State.OFFICIAL, State.CARD_ISSUED)
    return {
        "admitted_at": admitted_at if dossier.ceremony_on else "",
        "official_at": dossier.organization.name if recognised else "",
        **({} if recognised else {"official_on": ""}),
    }


def other_known(person: Person, assigned_on: date | None) -> Known:
    """Of the member who writes: an introducer or a helper. One statement."""
    rows = list(Membership.objects.filter(person=person).order_by("since"))
    first = {row.standing: row.since for row in reversed(rows)}
    found = {
        "other_name": person.full_name,
        "other_born_on": _day(person.born_on),
        "other_native_place": person.native_place,
        "other_admitted_on": _day(first.get(Standing.PROBATIONARY)),
        "other_official_on": _day(first.get(Standing.OFFICIAL)),
        "other_assigned_on": _day(assigned_on),
    }
    return {key: text for key, text in found.items() if text}


def vote_known(row: Mapping[str, Any]) -> Known:
    """Of the counted vote whose minutes are ``row`` (workflows/meetings/minutes.py: minutes_data)."""
    meeting, votes = row["meeting"], row["counts"]["votes"]
    roster = row["roster"]
    absent = [one for one in roster if not one["present"]]
    excused = sum(one["excused"] for one in absent)
    out = [f"{one['name']} ({one['reason']})" for one in roster if not one["counted"] and one["kind"] == "official"]
    values = {"excused": excused, "other": len(absent) - excused}
    return {
        "held_on": _day(date.fromisoformat(meeting["held_on"])),
        "listed": _by_kind(roster),
        "present": _by_kind(one for one in roster if one["present"]),
        "absent": _by_kind(absent),
        **({"absent_reasons": _("%(excused)s with a reason, %(other)s without") % values} if absent else {}),
        **({"excluded": "; ".join(out)} if out else {}),
        "chair": ", ".join(filter(None, (meeting["chair"]["name"], meeting["chair"]["office"]))),
        "secretary": meeting["secretary"]["name"],
        "in_favour": share(votes.get("yes", 0), row["base"]),
        "against": share(votes.get("no", 0), row["base"]),
        "outcome": row["outcome"],
    }


def papers_before(paper: Document) -> Known:
    """Number and day of what the lower bodies had made before. One statement; papers are never changed, so that the
    answer is the same whenever it is asked."""
    codes = _OF_RECOGNITION if paper.code in _RECOGNITION else _OF_ADMISSION
    standing = Q(replaced_on__isnull=True) | Q(replaced_on__gt=paper.filed_on)
    rows = Document.objects.filter(standing, case_id=paper.case_id, code__in=codes, pk__lt=paper.pk).order_by("pk")
    found: dict[str, list[str]] = {}
    for one in rows:
        key, said = codes[Code(one.code)], _numbered(one)
        # of resolutions and reports the last one counts, of consents each
        found[key] = [*found.get(key, []), said] if one.code == Code.CONSENT_LETTER else [said]
    return {key: "; ".join(said) for key, said in found.items()}


def first_typed(fields: Iterable[Field], known: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields before anybody has typed."""
    return {one.name: known[one.first] for one in fields if one.first in known}


def _numbered(paper: Document) -> str:
    number = _("No. %(number)s") % {"number": paper.number} if paper.number else ""
    day = _("of %(day)s") % {"day": _day(paper.issued_on)} if paper.issued_on else ""
    return " ".join(filter(None, (number, day, paper.issuer and f"({paper.issuer})")))


def _by_kind(rows: Iterable[Mapping[str, Any]]) -> str:
    """How many, official and probationary members told apart where there are any of the latter."""
    kinds = [one["kind"] for one in rows]
    probationary = kinds.count("probationary")
    if not probationary:
        return str(len(kinds))
    values = {"all": len(kinds), "official": len(kinds) - probationary, "probationary": probationary}
    return _("%(all)s (%(official)s official, %(probationary)s probationary)") % values


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _named(levels: Mapping[str, Organization], *names: str) -> str:
    return next((levels[name].name for name in names if name in levels), "")
