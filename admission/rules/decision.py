"""The decision, its clocks, the ceremony and the dates after it: ADM-53 to ADM-60, ADM-68, ADM-83."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_noop

from admission.codes import CONSENT_LABELS, Consent
from admission.facts import Facts
from admission.rules.clocks import OLD_CLOCK, spent, within
from admission.rules.eligibility import consented
from admission.rules.transfer import new_authority_decides_in_time
from workflows.calendar import Calendar, add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Verdict, not_known, reads, rule

# Read by the flow, which starts these clocks; no rule on the way to the ceremony asks them.
reads("verification.reply_domestic", "verification.reply_abroad")


def decision_due(start: date, length: Provision, extension: Provision, extensions: int, days: Calendar) -> date:
    """The last day of the decision for a cell resolution of ``start``, with ``extensions`` of the deadline."""
    return days.add_working_days(start, length.value + extensions * extension.value)


def kept_in_time(
    told: tuple[date, int, date | None],
    given: tuple[Provision, ...],
    law: Law,
    calendar: Calendar,
    *,
    held: str,
    late: str,
) -> Verdict:
    """Whether a body decided in its time from a cell resolution on.

    ``told``: the day of the resolution, how often the deadline was extended, the day of the decision (None: the day of
    the law). ``given``: length first, extension and their greatest number last; judged by the law of the resolution.
    ``held``, ``late``: English source strings with due, days, start, day, late.
    """
    start, extensions, decided_on = told
    of_that_day = [law.at(start).get(one.name) for one in given]
    cites = tuple(one for one in of_that_day if one is not None)
    if len(cites) < len(given):
        return Verdict(None, OLD_CLOCK, {"start": start.isoformat()})
    length, *_others, extension, most = cites
    if extensions > most.value:
        return Verdict(
            False,
            gettext_noop("The deadline was extended %(count)s times; allowed: %(max)s."),
            {"count": extensions, "max": most.value},
            cites=cites,
        )
    due = decision_due(start, length, extension, extensions, calendar)
    day = decided_on or law.on
    days = length.value + extensions * extension.value
    numbers = {"start": start.isoformat(), **spent(days, due, day, calendar)}
    certainty = calendar.certainty_between(start, due)
    return Verdict(day <= due, held if day <= due else late, numbers, certainty, cites)


def one_more_extension(start: date, extensions: int, extension: Provision, most: Provision, law: Law) -> Verdict:
    """Of one more beside those there were, by the law of the day on which the clock began."""
    by, limit = law.at(start).get(extension.name), law.at(start).get(most.name)
    if by is None or limit is None:
        return Verdict(None, OLD_CLOCK, {"start": start.isoformat()})
    if extensions >= limit.value:
        message = gettext_noop("The deadline was extended %(count)s times already; allowed: %(max)s.")
        return Verdict(False, message, {"count": extensions, "max": limit.value}, cites=(limit,))
    message = gettext_noop("In a special case the deadline may be extended by %(days)s working days.")
    return Verdict(True, message, {"days": by.value}, cites=(by, limit))


@rule("appraisal.by", id="ADM-53", cured_by="authority")
def authority_appraised(facts: Facts, department: Provision) -> Verdict:
    for name in ("registered_on", "appraised_on", "extract_sent"):
        if getattr(facts, name) is None:
            return not_known(facts, name)
    return Verdict(
        facts.extract_sent,
        gettext_noop(
            "Registered on %(registered)s, appraised on %(appraised)s; an extract goes to the members beforehand."
        ),
        {"registered": facts.registered_on.isoformat(), "appraised": facts.appraised_on.isoformat()},
    )


@rule("consent.before_decision", id="ADM-54", needs=["consents"], cured_by="province")
def consents_precede_the_decision(facts: Facts, before: Provision) -> Verdict:
    matters = dict.fromkeys(consent.matter for consent in facts.consents)
    missing: Number = [CONSENT_LABELS[Consent(matter)] for matter in matters if not consented(facts, matter)]
    if missing:
        return Verdict(
            False,
            gettext_noop("Written consent must exist before the day of the decision: %(missing)s."),
            {"missing": missing},
        )
    return Verdict(True, gettext_noop("Every consent that is required exists before the decision."))


@rule(
    "decision.deadline",
    "decision.deadline_starts",
    "decision.extension",
    "decision.extensions_max",
    id="ADM-55",
    needs=["cell_resolved_on"],
    cured_by="authority",
)
def decision_is_in_time(
    facts: Facts,
    length: Provision,
    starts: Provision,
    extension: Provision,
    extensions_max: Provision,
    law: Law,
    calendar: Calendar,
) -> Verdict:
    """Length and extension are those of the day of the resolution, on which the clock began (design). A dossier that
    came undecided from another place has the clock of ADM-66 instead.
    """
    if facts.transfer_received_on and facts.transfer_sent and not facts.transfer_decided:
        return new_authority_decides_in_time(facts, law["transfer.decide_within"], law=law, calendar=calendar)
    return kept_in_time(
        (facts.cell_resolved_on, facts.extensions or 0, facts.decision_on),
        (length, starts, extension, extensions_max),
        law,
        calendar,
        held=gettext_noop(
            "The decision is due on %(due)s, %(days)s working days from the cell resolution of %(start)s."
        ),
        late=gettext_noop(
            "The decision was due on %(due)s, %(days)s working days from the cell resolution of %(start)s;"
            " %(day)s is %(late)s working days late. The decision stays valid."
        ),
    )


@rule("decision.extension", "decision.extensions_max", id="ADM-55", needs=["cell_resolved_on", "extensions"])
def extension_is_allowed(facts: Facts, extension: Provision, most: Provision, law: Law) -> Verdict:
    """Of one more beside those there were. By the law of the day of the resolution, as the deadline itself."""
    return one_more_extension(facts.cell_resolved_on, facts.extensions, extension, most, law)


@rule("decision.notify_cell", id="ADM-56", needs=["notified_on"], cured_by="authority")
def cell_is_notified(facts: Facts, notify: Provision) -> Verdict:
    return Verdict(
        True, gettext_noop("The cell was notified of the result on %(day)s."), {"day": facts.notified_on.isoformat()}
    )


@rule(
    "decision.takes_effect",
    id="ADM-58",
    needs=["decision_on", "decision_number"],
    optional=["decision.one_per_person", "decision.signers"],
    cured_by="authority",
)
def decision_is_drawn_up(
    facts: Facts, effect: Provision, single: Provision | None, signers: Provision | None
) -> Verdict:
    """Number, single person and signer are asked where a local rule asks them."""
    if not facts.decision_number.strip():
        return Verdict(False, gettext_noop("The decision has no number."))
    if single and single.value:
        if facts.decision_persons is None:
            return not_known(facts, "decision_persons")
        if facts.decision_persons != 1:
            return Verdict(
                False,
                gettext_noop("One decision admits one person; here: %(count)s."),
                {"count": facts.decision_persons},
            )
    if signers:
        if facts.decision_signer is None:
            return not_known(facts, "decision_signer")
        if facts.decision_signer not in signers.value:
            return Verdict(False, gettext_noop("The decision is signed by the secretary or a deputy secretary."))
    return Verdict(
        True,
        gettext_noop("Decision %(number)s of %(day)s takes effect on its date."),
        {"number": facts.decision_number, "day": facts.decision_on.isoformat()},
    )


def _ceremony_clock(facts: Facts, law: Law, starts: Provision) -> tuple[str, date | None]:
    """The fact that starts the clock, by the law of the day of the decision."""
    of_that_day = law.at(facts.decision_on).get(starts.name) if facts.decision_on else starts
    name = "decision_received_on" if (of_that_day or starts).value == "receipt" else "decision_on"
    return name, getattr(facts, name)


@rule("ceremony.deadline", "ceremony.deadline_starts", id="ADM-59", cured_by="cell")
def ceremony_is_in_time(facts: Facts, length: Provision, starts: Provision, law: Law, calendar: Calendar) -> Verdict:
    name, start = _ceremony_clock(facts, law, starts)
    if start is None:
        return not_known(facts, name)
    in_time = gettext_noop("The ceremony is due on %(due)s, %(days)s working days from %(start)s.")
    late = gettext_noop(
        "The ceremony was due on %(due)s, %(days)s working days from %(start)s; %(day)s is %(late)s working days late."
    )
    found = within(start, length, facts.ceremony_on, in_time, late, law=law, calendar=calendar)
    return replace(found, cites=(*found.cites, starts)) if found.cites else found


@rule("ceremony.deadline", "ceremony.deadline_starts", "ceremony.late_consent", id="ADM-60", cured_by="superior")
def late_ceremony_is_consented(
    facts: Facts, length: Provision, starts: Provision, consent: Provision, law: Law, calendar: Calendar
) -> Verdict:
    in_time = ceremony_is_in_time(facts, length, starts, law=law, calendar=calendar)
    if in_time.status is not False:
        message = gettext_noop("Does not apply: the ceremony is not late.") if in_time.status else in_time.message
        return Verdict(in_time.status, message, in_time.numbers, in_time.certainty, in_time.cites)
    return Verdict(
        bool(facts.late_ceremony_consent),
        gettext_noop(
            "The ceremony is later than %(due)s: it is reported to the direct superior, who must consent first."
        ),
        in_time.numbers,
        in_time.certainty,
        in_time.cites,
    )


@rule("probation.length", "probation.starts", id="ADM-68", needs=["ceremony_on"])
def probation_runs_from_ceremony(facts: Facts, length: Provision, starts: Provision) -> Verdict:
    end = add_months(facts.ceremony_on, length.value)
    numbers: dict[str, Number] = {
        "start": facts.ceremony_on.isoformat(),
        "end": end.isoformat(),
        "months": length.value,
    }
    return Verdict(
        facts.official_on in (None, end),
        gettext_noop("The probation runs %(months)s months from the ceremony of %(start)s, to %(end)s."),
        numbers,
    )


@rule("party_age.starts", "probation.length", id="ADM-83", needs=["decision_on", "ceremony_on"])
def dates_are_kept_apart(facts: Facts, starts: Provision, length: Provision) -> Verdict:
    official = add_months(facts.ceremony_on, length.value)
    numbers: dict[str, Number] = {
        "decision": facts.decision_on.isoformat(),
        "ceremony": facts.ceremony_on.isoformat(),
        "official": official.isoformat(),
    }
    right = facts.party_age_from in (None, facts.decision_on) and facts.official_on in (None, official)
    return Verdict(
        right and facts.decision_on <= facts.ceremony_on,
        gettext_noop(
            "Party age counts from the decision of %(decision)s; admitted on the ceremony of %(ceremony)s;"
            " official member from %(official)s."
        ),
        numbers,
    )
