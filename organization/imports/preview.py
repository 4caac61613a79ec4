"""The first rows that a list would store, kept beside the figures so that they are seen before one confirms."""

from typing import Any

from organization.imports.cells import show
from organization.imports.plans import Outcome, Plan
from organization.imports.rows import Parsed, Row

#: Rows of each outcome that are kept.
SHOWN = 20


def preview(parsed: Parsed, plan: Plan) -> dict[str, Any]:
    """{outcome: {"headings": [text], "rows": [{"line": number, "cells": [[text, whether it fills an empty one]]}]}}.

    Of the new rows and of those that fill something in; columns empty in all of them are left out. Nothing of a list
    that has a fault: it is not stored.
    """
    if plan.problems:
        return {}
    tables = {outcome.value: _table(parsed, plan, outcome) for outcome in (Outcome.ADDED, Outcome.CHANGED)}
    return {name: table for name, table in tables.items() if table["rows"]}


def _table(parsed: Parsed, plan: Plan, outcome: Outcome) -> dict[str, Any]:
    found = (row for row in parsed.rows if plan.outcomes.get(row.line) is outcome)
    rows = [row for row, _place in zip(found, range(SHOWN), strict=False)]
    columns = [column for column in parsed.layout.columns if any(row[column.field] for row in rows)]

    def cells(row: Row) -> list[list[object]]:
        filled = plan.filled_cells.get(row.line, set()) if outcome is Outcome.CHANGED else set()
        return [[show(row[column.field], column), column.field in filled] for column in columns]

    return {
        "headings": [parsed.layout.headings[column.field] for column in columns],
        "rows": [{"line": row.line, "cells": cells(row)} for row in rows],
    }
