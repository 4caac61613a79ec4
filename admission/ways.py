"""The way of a dossier on a day in words: which chain, who acts at each level, by which ratio and article."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.codes import PROFILE_LABELS
from admission.codes import Profile as Code
from admission.models import Dossier
from admission.routes import profile_of
from admission.rules.chain import shown_profile
from organization.models import BodyKind
from workflows.findings import CERTAINTY_LABELS
from workflows.law import Certainty, Law, Provision
from workflows.routes import NoRoute, Route

#: Level -> (body that acts there, what it does); a level with a ratio votes by it. English source strings.
_LEVELS: dict[str, tuple[str, str]] = {
    "cell": (BodyKind.CELL, gettext_noop("votes first")),
    "section": (BodyKind.SECTION_COMMITTEE, gettext_noop("appraises, decides nothing")),
    "grassroots": (BodyKind.COMMITTEE, gettext_noop("votes and proposes")),
    "authority": (BodyKind.STANDING_COMMITTEE, gettext_noop("decides")),
}
_DECIDES_ITSELF = gettext_noop("is authorised: decides itself")
_BY_GROUP = gettext_noop("decides by its permanent members and department heads")


def way_lines(dossier: Dossier, on: date) -> list[tuple[str, str]]:
    """[(organisation or body, what it does)] from the cell upward; one line with the reason where there is no way."""
    if dossier.finished:
        return []
    law = dossier.law(on)
    try:
        route = dossier.route(on)
    except NoRoute as error:
        return [(_("No way"), str(error))]
    profile = profile_of(route)
    label = _(PROFILE_LABELS[Code(profile.code)])
    lines = [(_("Chain %(code)s") % {"code": shown_profile(profile.code)}, f"{label}\n{cited(law.get(profile.steps))}")]
    return lines + [(_who(route, level), _what(route, level, law)) for level in _LEVELS if route.has(level)]


def _who(route: Route, level: str) -> str:
    kind, _does = _LEVELS[level]
    body: Any = route.bodies.get((route.levels[level].pk, kind))
    return str(body or route.levels[level])


def _what(route: Route, level: str, law: Law) -> str:
    profile = profile_of(route)
    _kind, does = _LEVELS[level]
    if level == "grassroots" and route.has("authorised"):
        does = _DECIDES_ITSELF
    elif level == "authority" and profile.deciders:
        does = _BY_GROUP
    ratio = law.get(profile.ratios.get(level, ""))
    return f"{_(does)}: {ratio.value}\n{cited(ratio)}" if ratio else _(does)


def cited(provision: Provision | None) -> str:
    """Article and regulation of a provision, with its certainty where the text itself was not read."""
    if provision is None:
        return ""
    found = f"{provision.article} {provision.title}".strip()
    if provision.certainty is Certainty.TEXT:
        return found
    return f"{found} ({_(CERTAINTY_LABELS[provision.certainty])})"
