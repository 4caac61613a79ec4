"""The tables of discipline of members and of organisations (T-KL-DV, T-KL-TC; discipline.md 3.2 and 3.3): counted from
the cases alone.

Form × content × deciding level, one part for committees and cells, one for inspection commissions.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from discipline.codes import Form, SubjectKind
from discipline.codes_complaint import Level, Organ
from discipline.codes_content import Action, Content, Counted, MemberContent, OrganizationContent, by_content
from discipline.models import DisciplineCase
from organization.models import CELLS, BodyKind, Kind

#: The organ of a body, by its kind. A section committee decides nothing.
ORGANS = {
    BodyKind.CELL: Organ.CELL,
    BodyKind.INSPECTION: Organ.INSPECTION,
    BodyKind.STANDING_COMMITTEE: Organ.STANDING,
    BodyKind.COMMITTEE: Organ.COMMITTEE,
}
LEVELS = {
    **{Kind(kind): Level.CELL for kind in CELLS},
    Kind.BASE: Level.GRASSROOTS,
    Kind.COMMUNE_BASE: Level.GRASSROOTS,
    Kind.SUPERIOR: Level.ABOVE_GRASSROOTS,
    Kind.DIRECT: Level.UNDER_CENTRE,
    Kind.CENTRAL: Level.CENTRE,
}
FORMS = (Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.EXPULSION)
FORMS_OF_ORGANIZATIONS = (Form.REPRIMAND, Form.WARNING, Form.DISSOLUTION)


@dataclass(frozen=True)
class Disciplined:
    """One decision in force against one member or organisation ("lượt"): disciplined twice it is two. ``kind``: of the
    organisation (organization.kinds.Kind), "" of a member.
    """

    counted: Counted
    form: Form
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """``part``: "committees" (cells, committees, standing committees) or "inspection"; ``level``, ``form``: None is the
    sum. ``total``: each decision once; ``contents``: once in each of its contents, so that they may exceed the total.
    """

    part: str
    level: Level | None
    form: Form | None
    total: int
    contents: Counter[Content]


def table(rows: Iterable[Disciplined], forms: Sequence[Form] = FORMS) -> list[Line]:
    """Of each part: its sum, the sum of each form, then each level with its sum and its forms; levels with none are
    left out.
    """
    found = list(rows)
    lines = []
    for part in ("committees", "inspection"):
        own = [row for row in found if (row.counted.organ is Organ.INSPECTION) == (part == "inspection")]
        levels = [level for level in Level if any(row.counted.level is level for row in own)]
        for level in [None, *levels]:
            of_level = [row for row in own if level is None or row.counted.level is level]
            for form in [None, *forms]:
                lines.append(_line(part, level, form, [row for row in of_level if form is None or row.form is form]))
    return lines


def _line(part: str, level: Level | None, form: Form | None, rows: list[Disciplined]) -> Line:
    total, contents = by_content(row.counted for row in rows)
    return Line(part, level, form, total, contents)


@dataclass(frozen=True)
class OfKind:
    """The organisations of one kind, by whichever body disciplined. ``forms``: {form: decisions}."""

    kind: Kind
    total: int
    forms: Counter[Form]
    contents: Counter[Content]


def by_kind(rows: Iterable[Disciplined]) -> list[OfKind]:
    """The rows of T-KL-TC as far as the tree tells them: by kind of organisation, those with none left out."""
    found = list(rows)
    lines = []
    for kind in Kind:
        own = [row for row in found if row.kind == kind]
        if own:
            total, contents = by_content(row.counted for row in own)
            lines.append(OfKind(kind, total, Counter(row.form for row in own), contents))
    return lines


def disciplined_between(first: date, last: date, *, organizations: bool = False) -> Iterator[Disciplined]:
    """The decisions on members, or on organisations, that came into force from ``first`` to ``last``, both included.
    Two statements.

    Counted at the body that decided, on the day of effect, also where a complaint has changed or cancelled the decision
    since: that is a row of another table. Contents: of the violations that no conclusion has denied.
    """
    for case in _cases(first, last, organizations=organizations):
        contents = {row.code for row in case.violations.all() if row.code and row.established is not False}
        body = case.issuer
        yield Disciplined(
            Counted(
                action=Action.DISCIPLINE,
                subject=str(case.organization_id if organizations else case.subject_id),
                subject_kind=SubjectKind(case.subject_kind),
                counted_on=case.effective_on,
                level=Level.CELL if body.kind == BodyKind.CELL else LEVELS[Kind(body.organization.kind)],
                organ=ORGANS[BodyKind(body.kind)],
                contents=frozenset(map(OrganizationContent if organizations else MemberContent, contents)),
            ),
            Form(case.form),
            case.organization.kind if organizations else "",
        )


def _cases(first: date, last: date, *, organizations: bool) -> Any:
    cases = DisciplineCase.objects.filter(effective_on__gte=first, effective_on__lte=last, issuer__isnull=False)
    cases = cases.exclude(form="").filter(of_organization=organizations)
    return (
        cases.select_related("organization", "issuer__organization")
        .prefetch_related("violations")
        .order_by("effective_on", "pk")
    )
