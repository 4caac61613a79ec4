"""The page of who sees what of a case: the table of objects.yaml with how surely each row is known; nothing of any
case.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discipline.object_words import CONDITION_LABELS, OBJECT_LABELS, RELATION_LABELS
from discipline.objects import matrix
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty


@require_safe
def object_matrix(request: HttpRequest) -> HttpResponse:
    table = matrix()
    rows = [
        {
            "label": _(OBJECT_LABELS[one.name]),
            "known": " · ".join(filter(None, (one.rule, _(CERTAINTY_LABELS[Certainty(one.certainty)])))),
            "cells": [
                {
                    "relation": _(RELATION_LABELS[relation]),
                    "said": "; ".join(
                        _(CONDITION_LABELS[code]) for code in CONDITION_LABELS if code in one.cells[relation]
                    ),
                    "note": one.notes.get(relation, ""),
                }
                for relation in table.relations
            ],
        }
        for one in table.objects.values()
    ]
    columns = [_(RELATION_LABELS[relation]) for relation in table.relations]
    return render(request, "discipline/objects.html", {"rows": rows, "columns": columns, "source": table.source})
