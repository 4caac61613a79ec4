"""Whom the background check is about, from the CV handed in: who has to be asked about, and what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from admission.facts_background import Relative
from admission.relations import RELATION_LABELS, Exemption, Relation, Scope
from admission.rules.background import BESIDE_PERSONS, duty
from organization.models import User
from workflows.law import Law

#: How the applicant himself is named in a form.
SELF = "self"


@dataclass(frozen=True)
class Subject:
    """Somebody who is verified or declared. ``place``: SELF or his number in item 21, as forms name him.

    ``wanted``: what has to be asked about him; None when nothing has to.
    """

    place: str
    relation: Relation
    name: str
    residence: str
    abroad: bool
    relative: Relative | None
    wanted: Scope | None
    requests: tuple[Any, ...] = ()

    @property
    def done(self) -> bool:
        asked = {row.scope for row in self.requests}
        return self.wanted is None or Scope.FULL in asked or self.wanted in asked


def background_facts(dossier: Any) -> dict[str, Any]:
    """{fact: value} of a saved dossier; three statements, and none of them before a rule asks."""
    cv, claims, requests = _rows(dossier)
    commune = next((one for one in claims if one.ground == Exemption.SAME_COMMUNE), None)
    return {
        "relatives": _relatives(cv, claims, requests),
        "applicant_asked": any(row.relation_code == Relation.SELF for row in requests),
        "exemptions": frozenset(Exemption(one.ground) for one in claims),
        "commune_confirmed": bool(commune and commune.confirmed_on) if commune else None,
    }


def subjects_of(dossier: Any, law: Law) -> list[Subject]:
    """The applicant and everybody of item 21, in its order; empty when no CV was handed in here."""
    cv, claims, requests = _rows(dossier)
    if cv is None:
        return []
    grounds = {Exemption(one.ground) for one in claims}
    persons, beside = law.get("verification.persons"), [law.get(name) for name in BESIDE_PERSONS]
    self_wanted = Scope.FULL if persons and SELF in persons.value and Exemption.SAME_COMMUNE not in grounds else None
    found = [
        Subject(
            place=SELF,
            relation=Relation.SELF,
            name=cv.answers.get("birth_name", ""),
            residence=cv.answers.get("permanent_residence", ""),
            abroad=False,
            relative=None,
            wanted=self_wanted,
            requests=tuple(row for row in requests if row.relation_code == Relation.SELF),
        )
    ]
    relatives = _relatives(cv, claims, requests) or ()
    for place, (person, relative) in enumerate(zip(cv.answers.get("family", ()), relatives, strict=True)):
        wanted = duty(relative, grounds, persons, *beside) if persons else None
        found.append(
            Subject(
                place=str(place),
                relation=relative.relation,
                name=person.get("full_name", ""),
                residence=person.get("residence", ""),
                abroad=person.get("abroad") is True,
                relative=relative,
                wanted=wanted,
                requests=tuple(row for row in requests if _about(row, person)),
            )
        )
    return found


def nearest_of(dossier: Any, codes: Iterable[str]) -> dict[str, Relation]:
    """{name as compared: relation} of those in item 21 who may not verify."""
    cv = _rows(dossier)[0]
    people = cv.answers.get("family", ()) if cv else ()
    return {same_name(one["full_name"]): Relation(one["relation"]) for one in people if one["relation"] in set(codes)}


def same_name(name: str) -> str:
    return " ".join(name.casefold().split())


def requests_of(dossier: Any) -> list[Any]:
    """The requests of a dossier alone; no statement where the whole check has been read."""
    held = dossier.__dict__.get("_background")
    return held[2] if held else list(dossier.verifications.order_by("sent_on", "pk"))


def _rows(dossier: Any) -> tuple[Any, list[Any], list[Any]]:
    """The CV handed in (None: none), the exemptions and the requests of a dossier; read once per object."""
    if "_background" not in dossier.__dict__:
        cv = dossier.cvs.filter(replaced_on__isnull=True).first()
        requests = list(dossier.verifications.order_by("sent_on", "pk"))
        dossier.__dict__["_background"] = (cv, list(dossier.exemptions.all()), requests)
    found: tuple[Any, list[Any], list[Any]] = dossier.__dict__["_background"]
    return found


def _relatives(cv: Any, claims: list[Any], requests: list[Any]) -> tuple[Relative, ...] | None:
    if cv is None:
        return None
    confirmed = {(one.relation, one.person_name) for one in claims if one.confirmed_on}
    return tuple(
        Relative(
            relation=Relation(person["relation"]),
            member=person.get("party_member") is True,
            confirmed=(person["relation"], person.get("full_name", "")) in confirmed,
            capable=person.get("full_capacity"),
            together=person.get("lives_together"),
            asked=_asked(row.scope for row in requests if _about(row, person)),
        )
        for person in cv.answers.get("family", ())
    )


def _about(row: Any, person: dict[str, Any]) -> bool:
    return (row.relation_code, row.person_name) == (person["relation"], person.get("full_name", ""))


def _asked(scopes: Iterable[str]) -> Scope | None:
    known = set(scopes)
    return Scope.FULL if Scope.FULL in known else Scope.CURRENT if Scope.CURRENT in known else None


def why_not_answering(row: Any, user: User, law: Law) -> str:
    """Why a user does not answer this request though his seat would let him (ADM-35); empty when he may."""
    excluded = law.get("verification.verifier_excluded")
    if excluded is None or user.person is None:
        return ""
    relation = nearest_of(row.dossier, excluded.value).get(same_name(user.person.full_name))
    if relation is None:
        return ""
    told = _("The CV names somebody of your name as %(relation)s of the applicant: another member answers.")
    return told % {"relation": _(RELATION_LABELS[relation])}
