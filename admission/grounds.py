"""Where the grounds to stand aside come from that admission keeps: the CV, who introduced, who helps, who verified.

The CV is asked in every procedure: a member's lies with the dossier of his admission.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from admission.background.people import same_name
from admission.models import Cv, Dossier
from admission.relations import RELATION_LABELS, Relation
from organization.models import Person
from workflows.grounds import source


@source("family")
def of_his_family(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    """Who bears the name, and as far as both are known the year of birth, of somebody in item 21 of the CV handed in
    last. Two people may share both: so it is told, and somebody compares.
    """
    if case.of_organization:
        return
    handed_in = Cv.objects.filter(dossier__subject_id=case.subject_id, replaced_on__isnull=True, submitted_on__lte=on)
    cv = handed_in.order_by("-submitted_on", "-pk").first()
    if cv is None:
        return
    for relative in cv.answers.get("family", ()):
        for person_id, person in persons.items():
            if person_id == case.subject_id or same_name(person.full_name) != same_name(relative.get("full_name", "")):
                continue
            born, declared = person.born_on.year if person.born_on else None, relative.get("born_year")
            if born and declared and born != declared:
                continue
            told = {
                "relation": _(RELATION_LABELS[Relation(relative["relation"])]),
                "day": f"{cv.submitted_on:%d/%m/%Y}",
            }
            yield person_id, _path(bool(born and declared)) % told


def _path(same_year: bool) -> str:
    if same_year:
        return _(
            "has the name and the year of birth of the %(relation)s of the person concerned (item 21 of the CV handed"
            " in on %(day)s); to be compared"
        )
    return _(
        "has the name of the %(relation)s of the person concerned (item 21 of the CV handed in on %(day)s); to be"
        " compared"
    )


@source("introducer")
def introduced_him(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    if not isinstance(case, Dossier):
        return
    rows = case.introducers.filter(assigned_on__lte=on, person__in=persons).values_list("person_id", "assigned_on")
    for person_id, day in rows.order_by("pk"):
        yield person_id, _("assigned on %(day)s to introduce the applicant") % {"day": f"{day:%d/%m/%Y}"}


@source("helper")
def helps_him(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    if isinstance(case, Dossier) and case.helper_id is not None:
        yield case.helper_id, _("assigned to help him, by the dossier")


@source("verifier")
def verified_his_cv(case: Any, persons: Mapping[int, Person], on: date) -> Iterable[tuple[int, str]]:
    """Whom the cell sent with a letter, and who answered for a body that was asked (ADM-35)."""
    if not isinstance(case, Dossier):
        return
    sent = case.verifications.filter(sent_on__lte=on)
    for person_id, answered, day in sent.order_by("pk").values_list("verifier_id", "answered_by__person_id", "sent_on"):
        told = {"day": f"{day:%d/%m/%Y}"}
        if person_id is not None:
            yield person_id, _("sent on %(day)s to verify the CV") % told
        if answered is not None:
            yield answered, _("answered the request of %(day)s to verify the CV") % told
