"""Who sees a denunciation by name, and who may read who made it: each for a time, ended early, named anew."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.denunciations.models import Denunciation, DenunciationTeamMember, IdentityReader
from discipline.team import IDENTITY_DAYS, TEAM_DAYS, end, refuse_length, refuse_stranger, renew
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
    _let_see(case, act, Named(user, str(READER), until))
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
    _end_sight(case, act, row.user)
    act.record("reader.ended", person=str(row.user.person), until=act.on.isoformat(), reason=act.data["reason"])


@verb(
    gettext_lazy("Name a member of the team"),
    consequence=gettext_lazy("He sees the denunciation until the day that is named, not who made it."),
    day="day",
)
def name_denunciation_team(case: Denunciation, act: Act) -> None:
    """He sees the denunciation, not who made it. ``data``: member (User), until."""
    user, until = act.data["member"], act.data["until"]
    if user.person_id == case.subject_id:
        act.refuse(_("The person concerned is no member of the team."), "member")
    refuse_stranger(act, user)
    refuse_length(act, TEAM_DAYS)
    renew(act, case.team.filter(person=user.person_id))
    act.add(DenunciationTeamMember(person=user.person, named_by=act.by, since=act.on, until=until))
    _let_see(case, act, Named(user, str(MEMBER), until))
    act.record("team.joined", person=str(user.person), until=until.isoformat())


@verb(
    gettext_lazy("End a membership of the team"),
    consequence=gettext_lazy("From this day on he sees the case no longer by name."),
    day="day",
)
def end_denunciation_team(case: Denunciation, act: Act) -> None:
    """Before the day that was named. ``data``: membership (DenunciationTeamMember), reason."""
    row = act.data["membership"]
    end(act, row, Perm.CONCLUDE_DENUNCIATION)
    _end_sight(case, act, User.objects.get(person=row.person_id))
    act.record("team.left", person=str(row.person), until=act.on.isoformat(), reason=act.data["reason"])


def _let_see(case: Denunciation, act: Act, named: Named) -> None:
    """One row lets him see the case, whatever he is named for: until the last of his days."""
    besides = [one for one in _running(case, act, named.user) if one.until > named.until]
    act.naming.append(besides[0] if besides else named)


def _end_sight(case: Denunciation, act: Act, user: User) -> None:
    """What he is named for besides goes on."""
    besides = _running(case, act, user)
    if besides:
        act.naming.append(besides[0])
    else:
        act.unnaming.append(user.person_id or 0)


def _running(case: Denunciation, act: Act, user: User) -> list[Named]:
    """For what he is named on the day, the longest first, without what this act ends."""
    ended = {(type(row), row.pk) for row in act.additions}
    readers = case.identity_readers.filter(valid_on(act.on), user=user)
    members = case.team.filter(valid_on(act.on), person=user.person_id)
    rows: list[tuple[Any, Any]] = [*((READER, row) for row in readers), *((MEMBER, row) for row in members)]
    found = [Named(user, str(why), row.until) for why, row in rows if (type(row), row.pk) not in ended]
    return sorted(found, key=lambda one: one.until, reverse=True)
