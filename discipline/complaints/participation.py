"""Who took part in a decision complained of, and so takes no part in resolving the complaint (DIS-118)."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from organization.models import Person
from workflows.models import Case, Judgement

#: The acts by which a decision is signed.
SIGNING = ("sign_decision", "write_cell_decision", "sign_answer")


class Participant(NamedTuple):
    """``why``: in words."""

    person_id: int
    public_id: str
    name: str
    why: str


def took_part(cases: Iterable[Case]) -> list[Participant]:
    """Who sat on the roster of a vote that was recorded, chaired or minuted it, or signed the decision, in Vietnamese
    order of names. Two statements, whatever the cases.
    """
    voted = Q(tally__isnull=False) | Q(verb__in=SIGNING, by__person__isnull=False)
    acts = Judgement.objects.filter(voted, case_id__in=[case.pk for case in cases]).order_by("pk")
    reasons: dict[int, str] = {}
    by_public_id: dict[str, str] = {}
    signed: dict[int, str] = {}
    for act in acts.select_related("by", "tally__item__meeting", "tally__body").defer("facts", "findings"):
        tally = getattr(act, "tally", None)
        if tally is None:
            assert act.by is not None
            assert act.by.person_id is not None
            day = {"day": f"{act.on:%d/%m/%Y}"}
            signed.setdefault(act.by.person_id, _("Signed the decision complained of on %(day)s.") % day)
            continue
        values = {"body": tally.body, "day": f"{tally.held_on:%d/%m/%Y}"}
        said = _("Took part in the decision complained of: %(body)s, meeting of %(day)s.") % values
        meeting = tally.item.meeting
        reasons |= {meeting.chair_id: said, meeting.secretary_id: said}
        by_public_id |= {row["person"]: said for row in tally.roster if row["in_base"] or row["present"]}
    found = Person.objects.filter(Q(public_id__in=by_public_id) | Q(pk__in=[*reasons, *signed]))
    return [
        Participant(pk, public_id, name, reasons.get(pk) or by_public_id.get(public_id) or signed[pk])
        for pk, public_id, name in found.order_by("sort_name", "pk").values_list("pk", "public_id", "full_name")
    ]
