"""The table of chains for its page: which there are, since and until when each applies, why some never do."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from admission.codes import PROFILE_LABELS, Profile
from admission.law_of_day import law_of
from admission.routes import disabled_profiles, profiles
from admission.rules.chain import shown_profile
from admission.ways import cited
from workflows.law import regulations_in
from workflows.procedures import law_folder

#: English source strings.
DISABLED = {
    "own_rules": gettext_noop("The armed forces have rules of their own (ADM-50), which are not known here."),
    "draft": gettext_noop(
        "Known from the draft of 2026 alone; the ratio of its middle step is not known. Never applied."
    ),
}


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
    disabled = disabled_profiles().items()
    return rows + [ChainRow(shown_profile(code), "", reason=_(DISABLED[reason])) for code, reason in disabled]


@lru_cache
def _in_force(name: str) -> tuple[date | None, date | None]:
    """From when until when the provision is in force: found at the days on which a regulation takes effect."""
    days = sorted({rules.effective for rules in regulations_in(law_folder("admission")) if not rules.draft})
    held = [day for day in days if name in law_of(day)]
    if not held:
        return None, None
    after = [day for day in days if day > held[-1]]
    return held[0], after[0] if after else None
