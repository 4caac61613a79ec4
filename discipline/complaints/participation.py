"""Who took part in a decision complained of, and so takes no part in resolving the complaint (DIS-118)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from organization.models import Person
from workflows.models import Case, Judgement, Tally

#: The acts by which a decision is signed.
SIGNING = ("sign_decision", "write_cell_decision", "sign_answer")


def took_part(cases: Iterable[Case]) -> dict[int, str]:
    """{person id: why in words}: who sat on the roster of a vote that was recorded, chaired or minuted it, or signed
    the decision. Three statements, whatever the cases.
    """
    ids = [case.pk for case in cases]
    reasons: dict[int, str] = {}
    by_public_id: dict[str, str] = {}
    tallies = Tally.objects.filter(case_id__in=ids).select_related("item__meeting", "body").order_by("pk")
    for tally in tallies:
        values = {"body": tally.body, "day": f"{tally.held_on:%d/%m/%Y}"}
        said = _("Took part in the decision complained of: %(body)s, meeting of %(day)s.") % values
        assert tally.item is not None
        meeting = tally.item.meeting
        reasons |= {meeting.chair_id: said, meeting.secretary_id: said}
        by_public_id |= {row["person"]: said for row in tally.roster if row["in_base"] or row["present"]}
    signed = Judgement.objects.filter(case_id__in=ids, verb__in=SIGNING, by__person__isnull=False)
    for person_id, day in signed.order_by("pk").values_list("by__person_id", "on"):
        reasons.setdefault(person_id, _("Signed the decision complained of on %(day)s.") % {"day": f"{day:%d/%m/%Y}"})
    for pk, public_id in Person.objects.filter(public_id__in=by_public_id).values_list("pk", "public_id"):
        reasons.setdefault(pk, by_public_id[public_id])
    return reasons
