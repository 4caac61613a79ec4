"""An organisation that has ended remains subject to discipline (DIS-16): what became of it, who stands above it now.

No text read says before whom it answers: that is a conclusion of who conducts the case, kept with its reason.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.models import DisciplineCase
from discipline.routes import stands_in
from organization.models import PARENTS, Organization, Placement
from organization.queries import belonging_to, subtree_on
from permissions.checks import NotPermitted
from workflows.acting import Act
from workflows.models import OF_HIS_ORGANIZATION_ONCE
from workflows.verbs import verb


def take_ended(case: DisciplineCase, act: Act) -> None:
    """At the intake of its case. ``data``: standing, above (None: where it stood last), standing_reason, person. Raises
    Refused at the field, NotPermitted for who belonged to it when it ended.
    """
    persons = belonging_to(case.organization_id, case.own_day(act.day)).persons
    if act.by is not None and act.by.person_id in persons:
        raise NotPermitted(str(OF_HIS_ORGANIZATION_ONCE))
    if case.subject_id not in persons:
        told = {"person": case.subject, "organization": case.organization}
        act.refuse(_("%(person)s did not belong to %(organization)s when it ended.") % told, "person")
    _conclude(case, act, case.organization)


def _conclude(case: DisciplineCase, act: Act, accused: Organization) -> None:
    told = {"organization": str(accused), "day": f"{accused.until:%d/%m/%Y}" if accused.until else ""}
    if not act.data.get("standing"):
        message = _("%(organization)s has ended on %(day)s: say what became of it.")
        act.refuse(message % told, "standing")
    if not (act.data.get("standing_reason") or "").strip():
        act.refuse(
            _("Conclude why it answers there: no text read says who stands above it (DIS-16)."), "standing_reason"
        )
    above = act.data.get("above") or _stood_below(case, act)
    if above is None:
        act.refuse(_("Who stood above it has ended too: name who stands above it now."), "above")
    if above.kind not in PARENTS[accused.kind]:
        values = {"organization": accused, "above": above}
        act.refuse(_("%(above)s is of no kind that stands above %(organization)s.") % values, "above")
    case.standing, case.above = act.data["standing"], above
    act.record(
        "organization.answers", standing=case.standing, above=str(above), reason=act.data["standing_reason"], **told
    )


def _stood_below(case: DisciplineCase, act: Act) -> Organization | None:
    """What it stood under on its last day, where that exists on the day of the act."""
    _itself, above = stands_in(case.organization, act.day)
    return above


def refuse_outside(case: DisciplineCase, act: Act) -> None:
    """Who stands above it lies with the body that acts, or below it. Raises Refused."""
    assert act.body is not None
    assert case.above is not None
    if not subtree_on(act.body.organization_id, act.day).filter(pk=case.above.pk).exists():
        told = {"organization": case.above, "body": act.body}
        act.refuse(_("%(organization)s does not stand below %(body)s on that day.") % told, "above")


@verb(
    gettext_lazy("Conclude before whom it answers"),
    consequence=gettext_lazy("It has ended while its case goes on: the way is computed from who stands above it now."),
    day="day",
    grave=True,
    answers=("organization_stays_answerable",),
)
def conclude_standing(case: DisciplineCase, act: Act) -> None:
    """``data``: standing, above (None: where it stood last), standing_reason."""
    _answer_anew(case, act)


@verb(
    gettext_lazy("Conclude before whom it answers"),
    consequence=gettext_lazy(
        "It has ended while its case goes on: the way is computed from who stands above it now, and who appraises there"
        " takes the case up. Under another superior than before it begins anew there."
    ),
    moves="answer_elsewhere",
    day="day",
    grave=True,
    answers=("organization_stays_answerable",),
)
def conclude_standing_above(case: DisciplineCase, act: Act) -> None:
    """As ``conclude_standing``, at the levels above it: each superior verifies by itself (DIS-61)."""
    stood_below = case.above_id or _last_parent(case, act)
    _answer_anew(case, act)
    if case.above_id != stood_below:
        case.stand_at_first(act.day, case.expected_form)
        case.verified_above_on = None
    case.answer_elsewhere()


def _answer_anew(case: DisciplineCase, act: Act) -> None:
    if case.own_day(act.day) == act.day:
        act.refuse(_("The organisation exists on that day: its place in the tree says who stands above it."), "day")
    _conclude(case, act, case.organization)
    refuse_outside(case, act)
    act.reroute()


def _last_parent(case: DisciplineCase, act: Act) -> int | None:
    place = Placement.objects.on(case.own_day(act.day)).filter(organization_id=case.organization_id)
    return place.values_list("parent_id", flat=True).first()
