"""When an examination waits, and special situations of the member: DIS-30 to DIS-36."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from discipline.facts import Facts
from discipline.facts.deferral import DEFERRAL_LABELS, Capacity, Deferral
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Status, Verdict, not_known, rule

_NURSING = (Deferral.NURSING, Deferral.NURSING_FATHER)
_ALIVE = gettext_noop("Does not apply: no death is recorded.")


@rule(
    "deferral.grounds",
    "deferral.nursing",
    "deferral.hospital_certifies",
    id="DIS-30",
    optional=["deferral.father"],
    needs=["deferral_situations"],
)
def examination_is_not_deferred(
    facts: Facts,
    grounds: Provision,
    nursing: Provision,
    certifies: Provision,
    father: Provision | None,
    law: Law,
) -> Verdict:
    """Broken while it must wait (DIS-30, DIS-31), with the day of release where that can be computed."""
    waits = None
    for situation in sorted(facts.deferral_situations):
        ground = _ground(situation, grounds, father)
        if ground is None:
            continue
        verdict = _waits(facts, situation, (ground, nursing, certifies), law)
        if verdict.status is None:
            return verdict
        if verdict.status is False and waits is None:
            waits = verdict
    return waits or Verdict(True, gettext_noop("Nothing defers the examination."))


def _ground(situation: Deferral, grounds: Provision, father: Provision | None) -> Provision | None:
    """The provision by which the situation defers; None when it does not."""
    if situation in grounds.value:
        return grounds
    return father if situation is Deferral.NURSING_FATHER else None


def _waits(facts: Facts, situation: Deferral, law_of: tuple[Provision, Provision, Provision], law: Law) -> Verdict:
    ground, nursing, certifies = law_of
    label = {"situation": DEFERRAL_LABELS[situation]}
    if situation in _NURSING:
        if facts.child_born_on is None:
            return not_known(facts, "child_born_on")
        release = add_months(facts.child_born_on, nursing.value)
        numbers = {**label, "release": release.isoformat()}
        if law.on >= release:
            return Verdict(True, gettext_noop("The deferral ended on %(release)s: %(situation)s."), numbers)
        message = gettext_noop("Not examined yet, up to %(release)s: %(situation)s.")
        return Verdict(False, message, numbers, cites=(ground, nursing))
    if situation is Deferral.INPATIENT:
        if facts.discharged_on is not None:
            return Verdict(True, gettext_noop("The deferral ended with recovery or discharge."))
        if facts.hospital_certified is None:
            return not_known(facts, "hospital_certified")
        if not facts.hospital_certified:
            return Verdict(True, gettext_noop("No deferral: the hospital does not certify the illness."))
        message = gettext_noop("Not examined yet, until recovery or discharge: %(situation)s.")
        return Verdict(False, message, label, cites=(ground, certifies))
    return Verdict(False, gettext_noop("Not examined yet: %(situation)s."), label, cites=(ground,))


@rule("deferral.none_for", id="DIS-35", needs=["deferral_situations"])
def hindrance_defers_nothing(facts: Facts, none_for: Provision) -> Verdict:
    found = [DEFERRAL_LABELS[one] for one in sorted(facts.deferral_situations) if one in none_for.value]
    if not found:
        return Verdict(True, gettext_noop("Nothing of this kind hinders the examination."))
    message = gettext_noop("The examination goes on without him: %(situations)s.")
    return Verdict(True, message, {"situations": found})


@rule("deceased.no_form", id="DIS-32", cured_by="authority")
def no_form_for_the_deceased(facts: Facts, no_form: Provision) -> Verdict:
    """Examined and concluded, but no form imposed, unless the violation is especially serious."""
    if facts.died_on is None:
        return Verdict(True, _ALIVE)
    if facts.form is None:
        return Verdict(True, gettext_noop("Died: examined and concluded, no form is imposed."))
    if facts.especially_serious is None:
        return not_known(facts, "especially_serious")
    message = gettext_noop("Of a deceased member only an especially serious violation is disciplined.")
    return Verdict(facts.especially_serious, message)


@rule("deceased.no_inspection_if_found_later", id="DIS-32", cured_by="authority")
def nothing_found_after_death_is_inspected(facts: Facts, none: Provision) -> Verdict:
    if facts.died_on is None:
        return Verdict(True, _ALIVE)
    if not facts.violations:
        return not_known(facts, "violations")
    unknown = [one.reference for one in facts.violations if one.discovered_on is None]
    late = [one.reference for one in facts.violations if one.discovered_on and one.discovered_on > facts.died_on]
    if not late:
        message = gettext_noop("Discovered before the death: concluded only.")
        return not_known(facts, "violations") if unknown else Verdict(True, message)
    if facts.especially_serious is None:
        return not_known(facts, "especially_serious")
    message = gettext_noop(
        "Discovered only after the death: not inspected, unless especially serious (%(violations)s)."
    )
    return Verdict(facts.especially_serious, message, {"violations": late})


@rule("missing.concludes_only", id="DIS-33", cured_by="authority")
def missing_member_is_only_concluded(facts: Facts, only: Provision) -> Verdict:
    if facts.missing_since is None or facts.found_on is not None:
        return Verdict(True, gettext_noop("Does not apply: not declared missing, or found alive."))
    return Verdict(
        facts.form is None,
        gettext_noop("Declared missing: concluded now, disciplined when found alive."),
    )


@rule("incapable.no_form", id="DIS-34", needs=["capacity"], cured_by="authority")
def incapable_member_is_not_disciplined(facts: Facts, no_form: Provision) -> Verdict:
    if facts.capacity is Capacity.HAD:
        return Verdict(True, gettext_noop("Had civil capacity at the time of the act."))
    if facts.capacity is Capacity.LACKED_UNPROVEN:
        return Verdict(Status.HUMAN, gettext_noop("That he lacked civil capacity is not certified: to be concluded."))
    return Verdict(facts.form is None, gettext_noop("Lacked civil capacity at the time of the act: not disciplined."))


@rule("transfer.temporary_only", id="DIS-36", needs=["official_transfer_asked"], cured_by="cell")
def member_is_not_transferred_meanwhile(facts: Facts, temporary: Provision) -> Verdict:
    return Verdict(
        not facts.official_transfer_asked,
        gettext_noop("While his case is examined membership is not transferred officially, only temporarily."),
    )
