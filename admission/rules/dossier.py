"""The papers and the verification: ADM-37 to ADM-41."""
# mypy: no-strict-optional
# judge() never calls a rule one of whose ``needs`` is None.

from django.utils.translation import gettext_noop

from admission.codes import DOCUMENT_LABELS, Consent, Document
from admission.facts import Facts
from admission.rules.eligibility import consented, considered_on, organization_that_introduces
from workflows.calendar import add_months
from workflows.law import Law, Provision
from workflows.rules import Number, Status, Verdict, not_known, rule

_RESOLUTIONS = {
    "youth_union": Document.YOUTH_UNION_RESOLUTION,
    "trade_union": Document.TRADE_UNION_RESOLUTION,
}


@rule(
    "verification.certified_by",
    id="ADM-37",
    needs=["certified_on", "certified_true", "certified_political_issue", "certified_eligible"],
    optional=["certification.eligible_only"],
    cured_by="grassroots",
)
def background_is_certified(facts: Facts, certifier: Provision, eligible_only: Provision | None) -> Verdict:
    """A certificate that says no decides nothing by itself nationally; a local rule may keep the cell from opening."""
    numbers: dict[str, Number] = {"day": facts.certified_on.isoformat()}
    if not facts.certified_eligible:
        status = False if eligible_only and eligible_only.value else Status.HUMAN
        return Verdict(status, gettext_noop("The certificate of %(day)s says: not eligible."), numbers)
    if not facts.certified_true:
        return Verdict(Status.HUMAN, gettext_noop("The certificate of %(day)s says: not declared truthfully."), numbers)
    if facts.certified_political_issue and not consented(facts, Consent.POLITICAL):
        return Verdict(
            Status.HUMAN,
            gettext_noop(
                "The certificate of %(day)s says: a political issue; the competent level must conclude (ADM-11)."
            ),
            numbers,
        )
    return Verdict(True, gettext_noop("The curriculum vitae was certified on %(day)s."), numbers)


@rule(
    "opinions.asked",
    id="ADM-38",
    needs=["opinions_organizations", "opinions_residence", "documents"],
    cured_by="cell",
)
def opinions_are_collected(facts: Facts, asked: Provision) -> Verdict:
    collected = {"organizations": facts.opinions_organizations, "residence": facts.opinions_residence}
    labels = {
        "organizations": gettext_noop("the socio-political organisations"),
        "residence": gettext_noop("the cell at the residence"),
    }
    missing = [labels[who] for who in asked.value if not collected[who]]
    if missing:
        return Verdict(False, gettext_noop("Opinions are missing: %(missing)s."), {"missing": missing})
    return Verdict(
        Document.OPINIONS in facts.documents,
        gettext_noop("The opinions must be put together in one document, the synthesis."),
    )


@rule("dossier.stale", "dossier.redo_when_stale", id="ADM-39", needs=["dossier_created_on"], cured_by="cell")
def dossier_is_fresh(facts: Facts, months: Provision, redo: Provision, law: Law) -> Verdict:
    since = max(facts.dossier_created_on, facts.redone_on or facts.dossier_created_on)
    last = add_months(since, months.value)
    numbers: dict[str, Number] = {
        "since": since.isoformat(),
        "last": last.isoformat(),
        "months": months.value,
        "day": considered_on(facts, law).isoformat(),
    }
    if considered_on(facts, law) <= last:
        return Verdict(True, gettext_noop("The papers of %(since)s serve until %(last)s (%(months)s months)."), numbers)
    return Verdict(
        False,
        gettext_noop(
            "The papers of %(since)s served until %(last)s (%(months)s months): the letters of introduction, the"
            " resolution of the organisation, the opinions, and what changed in the verification must be redone."
        ),
        numbers,
    )


@rule("cell.official_members_min", id="ADM-40", needs=["cell_official_members"], cured_by="superior")
def cell_can_act(facts: Facts, minimum: Provision) -> Verdict:
    return Verdict(
        facts.cell_official_members >= minimum.value,
        gettext_noop("The cell has %(count)s official members; to act it needs %(min)s."),
        {"count": facts.cell_official_members, "min": minimum.value},
    )


@rule("cell.official_members_min", id="ADM-40", needs=["cell_official_members"])
def cell_is_too_small(facts: Facts, minimum: Provision) -> Verdict:
    """Only then is the superior told, which reinforces the cell or merges it."""
    enough = cell_can_act(facts, minimum)
    return Verdict(enough.status is False, enough.message, enough.numbers)


@rule(
    "cell.papers",
    id="ADM-41",
    needs=["documents"],
    optional=["youth.age_max", "youth.cadre_age_max"],
    cured_by="cell",
)
def papers_are_complete(
    facts: Facts, papers: Provision, age_max: Provision | None, cadre_age_max: Provision | None, law: Law
) -> Verdict:
    wanted = [Document(code) for code in papers.value if code != "organization_resolution"]
    if "organization_resolution" in papers.value:
        path = organization_that_introduces(facts, considered_on(facts, law), age_max, cadre_age_max)
        if path is None:
            return not_known(facts, "youth_union_exists", "of_youth_age", "trade_union_exists")
        wanted += [_RESOLUTIONS[path]] if path in _RESOLUTIONS else []
    missing: Number = [DOCUMENT_LABELS[document] for document in wanted if document not in facts.documents]
    if missing:
        return Verdict(False, gettext_noop("Papers are missing: %(missing)s."), {"missing": missing})
    return Verdict(True, gettext_noop("The papers the cell considers are complete."))


@rule("cell.one_applicant_at_a_time", id="ADM-41", needs=["applicants_considered"], cured_by="cell")
def one_applicant_at_a_time(facts: Facts, single: Provision) -> Verdict:
    return Verdict(
        facts.applicants_considered == 1 or not single.value,
        gettext_noop("Applicants are considered one at a time; here: %(count)s."),
        {"count": facts.applicants_considered},
    )
