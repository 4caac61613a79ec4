"""Who sees a denunciation by name, and who may read who made it: each for a time, ended early, named anew."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.denunciations.models import Denunciation, IdentityReader
from discipline.team import (
    IDENTITY_DAYS,
    Besides,
    end,
    join,
    leave,
    let_see,
    refuse_length,
    refuse_stranger,
    renew,
    see_no_longer,
)
from organization.models import User, valid_on
from permissions.catalogue import Perm
from workflows.acting import Act, Named
from workflows.verbs import verb

READER, MEMBER = gettext_lazy("May read who denounced"), gettext_lazy("Member of the team")


@verb(
    gettext_lazy("Name a person to read who denounced"),
    consequence=gettext_lazy("Until the day that is named; each reading is recorded. Named anew, the new day counts."),
    day="day",
    grave=True,
)
def name_identity_reader(case: Denunciation, act: Act) -> None:
    """Need to know, one by one (DIS-136). ``data``: member (User), reason, until."""
    user, until = act.data["member"], act.data["until"]
    if user.person_id == case.subject_id:
        act.refuse(_("The person denounced never learns who denounced him."), "member")
    if user == act.by:
        act.refuse(_("Nobody names himself."), "member")
    refuse_stranger(act, user)
    refuse_length(act, IDENTITY_DAYS)
    reason = act.data["reason"]
    renew(act, case.identity_readers.filter(user=user))
    act.add(
        IdentityReader(user=user, body=case.handler, named_by=act.by, reason=reason, since=act.on, until=until),
    )
    let_see(act, Named(user, str(READER), until), _besides(case, act))
    act.record("reader.named", person=str(user.person), until=until.isoformat(), reason=reason)


@verb(
    gettext_lazy("End that somebody may read who denounced"),
    consequence=gettext_lazy("From this day on he reads it no longer; what he has read stays in the record."),
    day="day",
)
def end_identity_reader(case: Denunciation, act: Act) -> None:
    """Before the day that was named. ``data``: membership (IdentityReader), reason."""
    row = act.data["membership"]
    end(act, row, Perm.CONCLUDE_DENUNCIATION)
    see_no_longer(act, row.user.person_id, _besides(case, act))
    act.record("reader.ended", person=str(row.user.person), until=act.on.isoformat(), reason=act.data["reason"])


@verb(
    gettext_lazy("Name a member of the team"),
    consequence=gettext_lazy("He sees the denunciation until the day that is named, not who made it."),
    day="day",
)
def name_denunciation_team(case: Denunciation, act: Act) -> None:
    """He sees the denunciation, not who made it. ``data``: member (User), until."""
    join(act, case.team.all(), str(MEMBER), besides=_besides(case, act), event="team.joined")


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_denunciation_team(case: Denunciation, act: Act) -> None:
    """Before the day that was named. ``data``: membership (DenunciationTeamMember), reason."""
    leave(act, Perm.CONCLUDE_DENUNCIATION, besides=_besides(case, act))


def _besides(case: Denunciation, act: Act) -> Besides:
    """As a reader and as a member of the team, without what this act ends or begins."""

    def running(user: User) -> list[Named]:
        ended = {(type(row), row.pk) for row in act.additions}
        readers = case.identity_readers.filter(valid_on(act.on), user=user)
        members = case.team.filter(valid_on(act.on), person=user.person_id)
        rows: list[tuple[Any, Any]] = [*((READER, row) for row in readers), *((MEMBER, row) for row in members)]
        found = [Named(user, str(why), row.until) for why, row in rows if (type(row), row.pk) not in ended]
        return sorted(found, key=lambda one: one.until, reverse=True)

    return running
