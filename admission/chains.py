"""The table of chains for its page: which there are, since and until when each applies, why some never do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.codes import PROFILE_LABELS, Profile
from admission.law_of_day import law_of
from admission.routes import DISABLED, disabled_profiles, profiles, route_of
from admission.rules.chain import shown_profile
from admission.ways import cited
from organization.models import Organization
from organization.queries import path_on
from workflows.law import change_days
from workflows.procedures import law_folder
from workflows.routes import NoRoute


@dataclass(frozen=True)
class ChainRow:
    """``since``, ``until``: of the time in which its provision is in force, the last day excluded; ``votes``: [(level,
    ratio with its article)] of the day asked, nothing on other days. ``reason``: why it is never applied, or ""."""

    code: str
    way: str
    source: str = ""
    since: date | None = None
    until: date | None = None
    applies: bool = False
    votes: tuple[tuple[str, str], ...] = ()
    reason: str = ""


_LEVELS = {
    "cell": gettext_noop("Cell"),
    "grassroots": gettext_noop("Grassroots committee"),
    "authorised": gettext_noop("Authorised committee, on members"),
    "superior": gettext_noop("Its superior, after votes below the ratio"),
    "authority": gettext_noop("Deciding body"),
}


def chain_rows(on: date) -> list[ChainRow]:
    """Every chain of the table of profiles, in its order; then those that are known and disabled."""
    law, rows = law_of(on), []
    for profile in profiles().values():
        steps = law.get(profile.steps)
        since, until = _in_force(profile.steps)
        votes = [(level, law.get(name)) for level, name in profile.ratios.items()] if steps else []
        rows.append(
            ChainRow(
                code=shown_profile(profile.code),
                way=_(PROFILE_LABELS[Profile(profile.code)]),
                source=cited(steps),
                since=since,
                until=until,
                applies=steps is not None,
                votes=tuple((_(_LEVELS[level]), f"{ratio.value} – {cited(ratio)}") for level, ratio in votes if ratio),
            )
        )
    return rows + [
        ChainRow(
            shown_profile(disabled.code),
            "",
            source=cited(law.get(disabled.provision)) if disabled.provision else "",
            reason=_(DISABLED[disabled.reason]),
        )
        for disabled in disabled_profiles()
    ]


@dataclass(frozen=True)
class PlaceRow:
    """The chain of one organisation on the day. ``reason``: why it has none, or ""; ``draft``: of a chain that a draft
    would lead it to, and why that is never applied.
    """

    place: Organization
    code: str = ""
    way: str = ""
    reason: str = ""
    draft: str = ""


def place_row(place: Organization, on: date) -> PlaceRow:
    """Three statements."""
    law = law_of(on)
    drafts = "\n".join(_would_go(place, on))
    try:
        route = route_of(place, on, law)
    except NoRoute as error:
        return PlaceRow(place, reason=str(error), draft=drafts)
    return PlaceRow(place, shown_profile(route.profile), _(PROFILE_LABELS[Profile(route.profile)]), draft=drafts)


def _would_go(place: Organization, on: date) -> Iterator[str]:
    kinds = [above.kind for above in path_on(place.pk, on)]
    newer = {regulation.code for regulation in law_of(on).superseded_by}
    for disabled in disabled_profiles():
        if disabled.regulation in newer and disabled.profile and disabled.profile.fits(kinds, set()):
            named = _("Chain %(code)s") % {"code": shown_profile(disabled.code)}
            yield f"{named}: {_(DISABLED[disabled.reason])}"


@lru_cache
def _in_force(name: str) -> tuple[date | None, date | None]:
    """From when until when the provision is in force: found at the days on which the law changes."""
    days = change_days(law_folder("admission"))
    held = [day for day in days if name in law_of(day)]
    if not held:
        return None, None
    after = [day for day in days if day > held[-1]]
    return held[0], after[0] if after else None
