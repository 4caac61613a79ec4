"""Who may decide, propose or only verify, and what a superior owes: DIS-45 to DIS-67, but for dissolutions."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from collections.abc import Callable

from django.utils.translation import gettext_noop

from discipline.codes import DECIDER_LABELS, FORM_LABELS, Decider, Form, Level, Matter, SubjectClass, SubjectKind
from discipline.competence import (
    HOST_FORMS,
    LEVEL_OF,
    MATRIX,
    SEVERAL_COMMITTEES,
    Chain,
    Powers,
    chain,
    organization_powers,
    powers,
    standing_above,
    to_accused,
)
from discipline.facts import Facts
from discipline.facts.competence import HANDLER_LABELS, STAFF_ACT_LABELS, TAKE_OVER_LABELS, Handler
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_NO_SUPERIOR = gettext_noop("Does not apply: no superior decides in the place of the cell.")
_NOT_TAKEN_OVER = gettext_noop("Does not apply: no superior takes the case over.")
_NO_HOST = gettext_noop("Does not apply: he is not active here for a time.")

_MORE = gettext_noop("%(form)s may be decided by %(body)s.")
_MAY_PROPOSE = gettext_noop("%(form)s may be proposed by %(body)s.")
_NOBODY = gettext_noop("%(form)s may not be decided by %(body)s. Who may is not known for the way of this case.")
_OTHER = gettext_noop("%(form)s may not be decided by %(body)s: it is decided by %(who)s.")
_PROPOSES = gettext_noop("%(form)s may only be proposed by %(body)s: it is decided by %(who)s.")
_PROPOSES_TO = gettext_noop("%(form)s may only be proposed by %(body)s. Who decides is not known for this case.")
_MAY_NOT_PROPOSE = gettext_noop("%(form)s may be neither decided nor proposed by %(body)s.")


def _path(facts: Facts) -> list[Level]:
    """The levels of the path, lowest first; empty while they are not known."""
    return [level for level in Level if level in (facts.path_levels or ())]


def _may(facts: Facts, law: Law, *, own_task: bool, own_cadre: bool, granted: bool = False) -> Powers:
    """What the acting body may do. ``granted``: as if the grassroots committee had every power that can be granted."""
    level = LEVEL_OF[facts.decider]
    if facts.subject_kind is SubjectKind.ORGANIZATION:
        return organization_powers(law, facts.decider, to_accused(level, facts.organization_level, _path(facts)))
    grants = ("authorised", "upper_level", "upper_level_pilot") if granted else facts.grants or ()
    return powers(
        law,
        facts.decider,
        facts.subject_class,
        facts.matter,
        grants=grants,
        own_task=own_task,
        own_cadre=own_cadre,
    )


def _asked(facts: Facts, law: Law, allowed: Callable[[Powers], bool]) -> tuple[Powers, list[str]]:
    """The powers of the body, and the facts that are missing: those always asked, and those that would turn a no."""
    if facts.subject_kind is SubjectKind.ORGANIZATION:
        missing = [name for name in ("path_levels", "organization_level") if getattr(facts, name) is None]
        return (Powers(), missing) if missing else (_may(facts, law, own_task=False, own_cadre=False), [])
    missing = [name for name in ("subject_class", "matter") if getattr(facts, name) is None]
    if missing:
        return Powers(), missing
    level = LEVEL_OF[facts.decider]
    task, cadre = facts.assigned_by is level, facts.managed_by is level
    found = _may(facts, law, own_task=task, own_cadre=cadre)
    if allowed(found):
        return found, []
    if facts.grants is None and allowed(_may(facts, law, own_task=task, own_cadre=cadre, granted=True)):
        missing.append("grants")
    if facts.assigned_by is None and allowed(_may(facts, law, own_task=True, own_cadre=cadre)):
        missing.append("assigned_by")
    if facts.managed_by is None and allowed(_may(facts, law, own_task=task, own_cadre=True)):
        missing.append("managed_by")
    return found, missing


def way_of(facts: Facts, law: Law) -> Chain:
    """The whole way, as far as the facts tell it."""
    if facts.on_the_way is None:
        return Chain(())
    return chain(
        law,
        subject_kind=facts.subject_kind,
        form=facts.form,
        deciders=[decider for decider in Decider if decider in facts.on_the_way],
        subject_class=facts.subject_class or SubjectClass.A,
        matter=facts.matter or Matter.CELL,
        grants=facts.grants or (),
        managed_by=facts.managed_by,
        assigned_by=facts.assigned_by,
        organization_level=facts.organization_level or Level.CELL,
        committees=facts.committees or (),
        temporary_host=bool(facts.temporary_host),
        path=_path(facts),
    )


@rule(MATRIX, id="DIS-45", needs=["decider", "subject_kind", "form"], cured_by="superior")
def body_may_decide(facts: Facts, matrix: Provision, law: Law) -> Verdict:
    """By the matrix of the day; an organisation is disciplined from above (DIS-65, DIS-66)."""
    found, missing = _asked(facts, law, lambda one: facts.form in one.deciding)
    if missing:
        return not_known(facts, *missing)
    numbers: dict[str, Number] = {"body": DECIDER_LABELS[facts.decider], "form": FORM_LABELS[facts.form]}
    if facts.form in found.deciding:
        return Verdict(True, _MORE, numbers, cites=(found.deciding[facts.form],))
    way = way_of(facts, law)
    proposes = facts.form in found.proposing
    cites = found.provisions or (matrix,)
    if way.decider is None:
        return Verdict(False, _PROPOSES_TO if proposes else _NOBODY, numbers, cites=cites)
    numbers["who"] = DECIDER_LABELS[way.decider]
    return Verdict(False, _PROPOSES if proposes else _OTHER, numbers, cites=(*cites, way.links[-1].provision))


@rule(MATRIX, id="DIS-46", needs=["decider", "subject_kind", "form"], cured_by="superior")
def body_may_propose(facts: Facts, matrix: Provision, law: Law) -> Verdict:
    """Who may decide may also propose: the superior's conclusion may point above its power."""
    found, missing = _asked(facts, law, lambda one: facts.form in one.deciding or facts.form in one.proposing)
    if missing:
        return not_known(facts, *missing)
    numbers: dict[str, Number] = {"body": DECIDER_LABELS[facts.decider], "form": FORM_LABELS[facts.form]}
    provision = found.deciding.get(facts.form) or found.proposing.get(facts.form)
    if provision is None:
        return Verdict(False, _MAY_NOT_PROPOSE, numbers, cites=found.provisions or (matrix,))
    return Verdict(True, _MAY_PROPOSE, numbers, cites=(provision,))


@rule(
    "power.section_committee.verifies",
    id="DIS-48",
    needs=["decider"],
    optional=["section.only_verifies"],
)
def section_only_verifies(facts: Facts, classes: Provision, decides: Provision | None) -> Verdict:
    if facts.decider is not Decider.SECTION_COMMITTEE:
        return Verdict(True, gettext_noop("Does not apply: this is no section committee."))
    if facts.subject_class is None:
        return not_known(facts, "subject_class")
    if facts.subject_class not in classes.value:
        return Verdict(False, gettext_noop("The section committee has no part in the case of a member of this class."))
    return Verdict(
        Status.HUMAN, gettext_noop("The section committee verifies and gives its opinion; it does not decide.")
    )


@rule("superior.members_told", id="DIS-58", needs=["decided_by_cell", "subject_class"], cured_by="cell")
def superior_members_told(facts: Facts, classes: Provision) -> Verdict:
    """To every committee of which he is a member, and to who manages him; the cell itself knows."""
    if not facts.decided_by_cell or facts.subject_class not in classes.value:
        return Verdict(True, gettext_noop("Does not apply: the cell disciplined no member of a higher committee."))
    missing = [
        name for name in ("committees", "committees_told", "managing_level_told") if getattr(facts, name) is None
    ]
    if missing:
        return not_known(facts, *missing)
    untold = len(facts.committees - facts.committees_told - {Level.CELL})
    if untold:
        text = gettext_noop("%(count)s of the committees of which he is a member have not been told.")
        return Verdict(False, text, {"count": untold})
    return Verdict(
        facts.managing_level_told,
        gettext_noop("The decision is reported to his committees and to the committee or commission that manages him."),
    )


@rule(SEVERAL_COMMITTEES, id="DIS-59", needs=["decider", "form", "committees", "on_the_way"], cured_by="superior")
def several_committees_go_higher(facts: Facts, forms: Provision, law: Law) -> Verdict:
    """Removal and expulsion of a member of several committees: not below the standing committee over the highest."""
    order = list(Decider)
    floor = standing_above(law, facts.form, facts.committees, [one for one in order if one in facts.on_the_way])
    if floor is None:
        return Verdict(True, gettext_noop("Does not apply: he is not removed or expelled from several committees."))
    return Verdict(
        order.index(facts.decider) >= order.index(floor),
        gettext_noop("He sits in several committees: %(floor)s decides, or who is above it; here it is %(body)s."),
        {"floor": DECIDER_LABELS[floor], "body": DECIDER_LABELS[facts.decider]},
    )


@rule("superior.may_take_over", id="DIS-60", needs=["taken_over"], cured_by="superior")
def take_over_has_a_ground(facts: Facts, grounds: Provision) -> Verdict:
    """The superior then also examines the lower body and its head; normally it first has the cell meet."""
    if not facts.taken_over:
        return Verdict(True, _NOT_TAKEN_OVER)
    if facts.take_over_ground is None:
        return not_known(facts, "take_over_ground")
    return Verdict(
        facts.take_over_ground in grounds.value,
        gettext_noop("A superior takes the case over: %(ground)s."),
        {"ground": TAKE_OVER_LABELS[facts.take_over_ground]},
    )


@rule("superior.directs_first", id="DIS-60", needs=["taken_over"], cured_by="superior")
def cell_was_directed_first(facts: Facts, first: Provision) -> Verdict:
    """What a superior normally does before; it binds nobody."""
    if not facts.taken_over:
        return Verdict(True, _NOT_TAKEN_OVER)
    if facts.cell_directed_on is None:
        message = gettext_noop("Normally the superior first directs the cell to hold its meeting; none is recorded.")
        return Verdict(not first.value, message)
    message = gettext_noop("The superior directed the cell to hold its meeting on %(day)s.")
    return Verdict(True, message, {"day": facts.cell_directed_on.isoformat()})


@rule("superior.verifies_itself", id="DIS-61", needs=["decided_by_superior"], cured_by="authority")
def superior_verified_itself(facts: Facts, itself: Provision) -> Verdict:
    if not facts.decided_by_superior:
        return Verdict(True, _NO_SUPERIOR)
    if facts.verified_by_itself is None:
        return not_known(facts, "verified_by_itself")
    if not facts.verified_by_itself:
        return Verdict(
            False, gettext_noop("A superior does not decide on the lower body's file alone: it verifies by itself.")
        )
    return Verdict(True, gettext_noop("The superior verified by a decision and a team of its own."))


@rule(HOST_FORMS, id="DIS-62", needs=["temporary_host"], cured_by="cell")
def temporary_host_limit(facts: Facts, forms: Provision) -> Verdict:
    if not facts.temporary_host:
        return Verdict(True, _NO_HOST)
    if facts.form is None:
        return not_known(facts, "form")
    numbers: dict[str, Number] = {"form": FORM_LABELS[facts.form], "forms": [FORM_LABELS[Form(f)] for f in forms.value]}
    if facts.form not in forms.value:
        text = gettext_noop(
            "%(form)s is not decided where he is active for a time (only: %(forms)s): the facts and a proposal go to"
            " the organisation he belongs to."
        )
        return Verdict(False, text, numbers)
    if facts.home_told is None:
        return not_known(facts, "home_told")
    if not facts.home_told:
        return Verdict(False, gettext_noop("The organisation he belongs to was not told in writing."))
    return Verdict(
        True, gettext_noop("%(form)s may be decided where he is active for a time; his organisation is told."), numbers
    )


@rule("former_organization.handled_by", id="DIS-63", needs=["in_former_organization"], cured_by="superior")
def common_superior_handles(facts: Facts, handled_by: Provision) -> Verdict:
    """The process itself runs in the organisation that manages the member now."""
    if not facts.in_former_organization:
        return Verdict(True, gettext_noop("Does not apply: the violation does not lie in a former organisation."))
    if facts.handled_by is None:
        return not_known(facts, "handled_by")
    return Verdict(
        facts.handled_by in (handled_by.value, Handler.ASSIGNED),
        gettext_noop(
            "A violation in a former organisation: the common superior of both deals with it or assigns it; here:"
            " %(who)s."
        ),
        {"who": HANDLER_LABELS[facts.handled_by]},
    )


@rule("staff_organs.may", id="DIS-67", needs=["staff_organ"], cured_by="authority")
def staff_organs_decide_nothing(facts: Facts, may: Provision) -> Verdict:
    if not facts.staff_organ:
        return Verdict(True, gettext_noop("Does not apply: the body is no staff organ."))
    if facts.staff_act is None:
        return not_known(facts, "staff_act")
    return Verdict(
        facts.staff_act in may.value,
        gettext_noop("A staff organ or party group reports and proposes; it decides nothing. Here it %(act)s."),
        {"act": STAFF_ACT_LABELS[facts.staff_act]},
    )
