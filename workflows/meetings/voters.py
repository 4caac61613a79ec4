"""Whose log-in is a vote at the moment: what the administration of log-ins is told of the votes that go on."""

from datetime import date

from django.utils.translation import gettext as _

from organization.log_ins import holds_log_ins
from organization.models import Person
from workflows.meetings.ballots import boxes_that_expect
from workflows.meetings.models import ItemState, Teller


@holds_log_ins
def votes_now(person: Person, on: date) -> str:
    """Who can sign in as a voter casts his ballot, and as a teller exchanges his key, as long as the box is not sealed
    and the day of its meeting is not over.
    """
    keys = Teller.objects.filter(person=person, item__state=ItemState.READY, item__meeting__held_on=on)
    if not boxes_that_expect(person, on) and not keys.exists():
        return ""
    return _(
        "%(person)s takes part in an electronic vote that is open: password and person of the log-in stay as they are"
        " until the box is sealed."
    ) % {"person": person}
