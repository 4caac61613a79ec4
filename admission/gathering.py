"""The facts of a dossier on a day, from its rows, with what the act in hand proposes laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from admission.background.people import background_facts
from admission.codes import Cancellation, CertificateIssuer, Consent, Education, Profile, Signer
from admission.codes import Document as Paper
from admission.facts import Facts, HigherConsent, Introducer
from admission.facts_special import SpecialPaper
from admission.gathering_faults import (
    fault_facts,
    proposed_annulment,
    proposed_annulment_here,
    proposed_redo_order,
    proposed_redo_order_here,
    proposed_removal,
)
from admission.gathering_party_age import party_age_facts
from admission.gathering_readmission import proposed_opening, readmission_facts
from admission.gathering_records import RECORDS_PROPOSED, member_paper_facts, record_facts
from admission.gathering_replies import reply_facts
from admission.gathering_sources import proposed_helper, proposed_permission, source_facts
from admission.gathering_temporary import temporary_facts
from admission.gathering_transfer import gather_transfer
from admission.gathering_unusual import proposed_certificate, proposed_redo, unusual_facts
from admission.gathering_votes import VOTED_AT, at_meeting, votes_of
from admission.member_gathering import MEMBER_PROPOSED, member_values
from admission.relations import Exemption, Relation
from admission.routes import ChainDisabled
from organization.models import Membership, Standing
from workflows.calendar import completed_months
from workflows.facts import Later
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from admission.models import Dossier

#: Facts a person records as they are, kept under their own names.
PARTICULARS = (
    "citizen",
    "special_area",
    "person_of_prestige",
    "over_age_grounds",
    "youth_union_exists",
    "of_youth_age",
    "youth_union_cadre",
    "youth_union_member",
    "trade_union_exists",
    "trade_union_member",
    "believer",
    "dignitary",
    "foreign_spouse",
    "foreign_origin",
    "private_owner",
    "population_flagged",
)


def gather(dossier: Dossier, on: date, proposed: Mapping[str, Any]) -> Facts:
    """A fact with no row is None. ``proposed``: {"step": name, "verb": code, …data of the act}; its facts win over
    the rows.

    What costs a statement is looked up only when a rule asks for it.
    """
    recorded = dossier.particulars
    papers = _Once(lambda: _papers(dossier))
    votes = _Once(lambda: votes_of(dossier))
    values: dict[str, Any] = {
        "profile": Later(lambda: _profile(dossier, on)),
        "born_on": dossier.subject.born_on,
        "education": Education(recorded["education"]) if recorded.get("education") else None,
        **{name: recorded.get(name) for name in PARTICULARS},
        "special_papers": _special_papers(recorded.get("special_papers")),
        "certificate_issued_on": Later(lambda: papers.paper(Paper.CLASS_CERTIFICATE, "issued_on")),
        "certificate_issuer": Later(lambda: _issuer(papers.noted(Paper.CLASS_CERTIFICATE, "certificate_issuer"))),
        "introducers": Later(lambda: _introducers(dossier, on)),
        "dossier_created_on": dossier.created_on,
        "documents": Later(lambda: frozenset(Paper(code) for code in papers() if code in list(Paper))),
        "certified_on": dossier.certified_on,
        "certified_true": dossier.cv_true,
        "certified_political_issue": _political(dossier.political_issue),
        "certified_eligible": dossier.eligible,
        "opinions_organizations": Later(lambda: papers.noted(Paper.OPINIONS, "opinions_organizations")),
        "opinions_residence": Later(lambda: papers.noted(Paper.OPINIONS, "opinions_residence")),
        **_background(dossier),
        **reply_facts(dossier),
        "consents": _consents(dossier.political_issue, recorded.get("consents", ())),
        "cell_official_members": Later(lambda: _official_members(dossier, on)),
        # of a dossier before no open meeting; at one: gathering_votes.py
        "applicants_considered": 1,
        "cell_meeting_on": dossier.cell_resolved_on,
        "cell_vote": Later(lambda: votes().get("cell_vote")),
        "cell_resolved_on": dossier.cell_resolved_on,
        "below_ratio_reported": Later(lambda: votes().get("below_ratio_reported")),
        "section_appraised_on": dossier.section_appraised_on,
        "committee_vote": Later(lambda: votes().get("committee_vote")),
        "committee_authorised": Later(lambda: _authorised(dossier, on)),
        "registered_on": dossier.registered_on,
        "appraised_on": dossier.appraised_on,
        "extract_sent": dossier.extract_sent,
        "standing_committee_vote": Later(lambda: votes().get("standing_committee_vote")),
        "extensions": dossier.extensions,
        "decision_on": dossier.decided_on,
        "decision_number": dossier.decision_number or None,
        "decision_persons": 1 if dossier.decided_on else None,
        "decision_signer": Signer(dossier.decision_signer) if dossier.decision_signer else None,
        "notified_on": dossier.notified_on,
        "decision_received_on": dossier.received_on,
        "ceremony_on": dossier.ceremony_on,
        "late_ceremony_consent": bool(dossier.late_consent) if dossier.ceremony_on else None,
        **unusual_facts(dossier),
        **fault_facts(dossier, on),
        **readmission_facts(dossier),
        **source_facts(dossier),
        **temporary_facts(dossier, on, proposed),
        # a day to come is no fact yet
        "official_on": dossier.official_on if dossier.official_on and dossier.official_on <= on else None,
        "party_age_from": dossier.decided_on if dossier.official_on else None,
        **member_values(dossier, on, proposed, papers),
        **party_age_facts(dossier, on),
        **record_facts(dossier),
        **member_paper_facts(dossier, papers),
    }
    propose = PROPOSED.get(str(proposed.get("verb")))
    values |= gather_transfer(dossier, on, proposed)
    known = {**values, **(at_meeting(dossier, on, proposed) if proposed.get("step") in VOTED_AT else {})}
    return Facts(**{**known, **(propose(dossier, on, proposed) if propose else {})})


def _background(dossier: Dossier) -> dict[str, Any]:
    """The facts of the background check, looked up together when a rule first asks for one."""
    found = _Once(lambda: background_facts(dossier))
    names = ("relatives", "applicant_asked", "exemptions", "commune_confirmed") if dossier.pk else ()
    return {name: Later(partial(_one_of, found, name)) for name in names}


def _one_of(found: Callable[[], dict[str, Any]], name: str) -> Any:
    return found()[name]


class _Once:
    """Rows looked up once for several facts."""

    def __init__(self, look_up: Callable[[], dict[str, Any]]) -> None:
        self._look_up = look_up
        self._rows: dict[str, Any] | None = None

    def __call__(self) -> dict[str, Any]:
        if self._rows is None:
            self._rows = self._look_up()
        return self._rows

    def paper(self, code: Paper, name: str) -> Any:
        """A column of the current paper of the kind; None when there is no such paper."""
        return getattr(self().get(code), name, None)

    def noted(self, code: Paper, name: str) -> Any:
        """What was recorded with the current paper of the kind."""
        return (self.paper(code, "data") or {}).get(name)

    def all_noted(self, code: Paper, name: str) -> set[Any]:
        """The same of every current paper of the kind."""
        return {paper.data.get(name) for paper in self()[_ALL] if paper.code == code}


#: Beside the papers by code: all of them, for kinds of which there are several.
_ALL = "all"


def _papers(dossier: Dossier) -> dict[str, Any]:
    rows = list(dossier.documents.filter(replaced_on__isnull=True)) if dossier.pk else []
    return {_ALL: rows, **{paper.code: paper for paper in rows}}


def _official_members(dossier: Dossier, on: date) -> int:
    counted = Membership.objects.on(on).filter(organization_id=dossier.organization_id, standing=Standing.OFFICIAL)
    return counted.count()


def _profile(dossier: Dossier, on: date) -> Profile | None:
    try:
        return Profile(dossier.route(on).profile)
    except ChainDisabled as error:
        return Profile(error.code)
    except NoRoute:
        return None


def _authorised(dossier: Dossier, on: date) -> bool | None:
    """Whether the grassroots committee decides itself by the powers of the day."""
    try:
        return dossier.route(on).has("authorised")
    except NoRoute:
        return None


def _issuer(code: str | None) -> CertificateIssuer | None:
    return CertificateIssuer(code) if code else None


def _special_papers(codes: list[str] | None) -> frozenset[SpecialPaper] | None:
    return None if codes is None else frozenset(map(SpecialPaper, codes))


def _political(code: str) -> bool | None:
    """Whether an issue is open; one that was within the committee's power and is concluded is not."""
    return None if not code else code in ("needs_conclusion", "needs_higher_consent", "barred")


def _consents(political_issue: str, recorded: Iterable[Mapping[str, str]]) -> tuple[HigherConsent, ...] | None:
    if not political_issue:
        return None
    given = {Consent(row["matter"]): date.fromisoformat(row["given_on"]) for row in recorded}
    if political_issue == "needs_higher_consent":
        return tuple(HigherConsent(matter, given.get(matter)) for matter in {Consent.POLITICAL, *given})
    return tuple(HigherConsent(matter, day) for matter, day in given.items())


def _introducers(dossier: Dossier, on: date) -> tuple[Introducer, ...]:
    if not dossier.pk:
        return ()
    official = Membership.objects.on(on).filter(person_id=OuterRef("person_id"), standing=Standing.OFFICIAL)
    rows = dossier.introducers.annotate(official=Exists(official)).select_related("person").order_by("pk")
    return tuple(
        Introducer(
            person=row.person.full_name,
            official=row.official,
            months_together=completed_months(row.together_since, on),
            substitute=row.substitute,
            available=row.left_on is None or row.left_on > on,
        )
        for row in rows
    )


def _proposed_request(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"verifier_relation": Relation(data["verifier_relation"]) if data.get("verifier_relation") else None}


def _proposed_exemption(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    """The exemptions with the one in hand, and the confirmation that comes with it."""
    known, ground = background_facts(dossier), Exemption(data["ground"])
    exemptions, relatives = known["exemptions"] | {ground}, known["relatives"]
    place = str(data.get("member") or "")
    if relatives is not None and place.isdigit() and int(place) < len(relatives):
        chosen = int(place)
        confirmed = bool(data.get("confirmed_on"))
        relatives = tuple(
            replace(one, confirmed=one.confirmed or confirmed) if number == chosen else one
            for number, one in enumerate(relatives)
        )
    commune = bool(data.get("confirmed_on")) if ground is Exemption.SAME_COMMUNE else known["commune_confirmed"]
    return {"exemptions": exemptions, "relatives": relatives, "commune_confirmed": commune}


def _proposed_certificate(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "certified_on": on,
        "certified_true": data["cv_true"],
        "certified_political_issue": _political(data["political_issue"]),
        "certified_eligible": True,
        "consents": _consents(data["political_issue"], dossier.particulars.get("consents", ())),
    }


def _proposed_appraisal(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"registered_on": dossier.registered_on or on, "appraised_on": on, "extract_sent": data.get("extract_sent")}


def _proposed_decision(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"decision_on": on, "decision_persons": 1, "decision_number": "…"}


def _proposed_cancellation(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    return {"cancellation_ground": Cancellation(data["ground"])}


def _proposed_ceremony(dossier: Dossier, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
    official = Membership.objects.on(on).filter(standing=Standing.OFFICIAL, person__public_id=str(data.get("helper")))
    return {
        "ceremony_on": on,
        "late_ceremony_consent": bool(data.get("consent_number") and data.get("consent_on")),
        "ceremony_helper_official": Later(official.exists),
    }


PROPOSED: dict[str, Callable[[Dossier, date, Mapping[str, Any]], dict[str, Any]]] = {
    "request_verification": _proposed_request,
    "record_exemption": _proposed_exemption,
    "certify_cv": _proposed_certificate,
    "appraise": _proposed_appraisal,
    "report_unsupplied": _proposed_appraisal,
    "issue_decision": _proposed_decision,
    "open_dossier": proposed_opening,
    "follow_person": proposed_opening,
    "put_on_list": proposed_helper,
    "assign_helper": proposed_helper,
    "allow_dossier": proposed_permission,
    "record_certificate": proposed_certificate,
    "annul": proposed_annulment,
    "annul_after_intake": proposed_annulment_here,
    "order_redo": proposed_redo_order,
    "order_redo_here": proposed_redo_order_here,
    "order_recognition_redo": proposed_redo_order,
    "remove_name": proposed_removal,
    "redo_stale": proposed_redo,
    "file_new_certificate": proposed_certificate,
    "hold_ceremony": _proposed_ceremony,
    "cancel_decision": _proposed_cancellation,
    "cancel_on_petition": _proposed_cancellation,
    **MEMBER_PROPOSED,
    **RECORDS_PROPOSED,
}
