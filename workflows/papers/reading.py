"""A form as typed, read into values with every problem at its field. Pure: no database, no clock."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workflows.papers.checking import Reading, read_part
from workflows.papers.schema import Form


def read_form(form: Form, typed: Mapping[str, Any], on: date, *, born_on: date | None, former: bool) -> Reading:
    """``born_on``: of the person concerned; of a paper about another it is not looked at. ``former``: a member
    before."""
    found = read_part(form.part(former=former), typed, on, None if form.of else born_on)
    for exact, rows in ((True, form.sums), (False, form.limits)):
        for whole, parts in rows:
            counts: list[int] = [found.values[name] for name in (whole, *parts) if name in found.values]
            if len(counts) <= len(parts) or counts[0] == sum(counts[1:]) or (not exact and sum(counts[1:]) < counts[0]):
                continue
            told = _("%(parts)s do not make %(whole)s.") if exact else _("%(parts)s are more than %(whole)s.")
            found.note(whole, told % {"parts": " + ".join(map(str, counts[1:])), "whole": counts[0]})
    for first, last in form.order:
        days = found.values.get(first), found.values.get(last)
        if days[0] and days[1] and days[1] < days[0]:
            found.note(last, _("The end lies before the beginning."))
    return found
