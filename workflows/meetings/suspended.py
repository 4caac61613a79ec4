"""A body whose organisation is suspended does nothing collegial: it neither meets nor goes on with a meeting. What was
counted before is its resolution all the same, and is recorded.
"""

from datetime import date

from django.utils.translation import gettext as _

from organization.models import Body
from organization.standstills import standstill_on
from workflows.acting import Act


def suspended_because(body: Body, *days: date) -> str:
    """Why the body does not act as a collective on one of the days, in words; empty: it may. One statement."""
    held = standstill_on(body.organization_id, *days)
    if held is None:
        return ""
    told = {"organization": held.organization, "number": held.basis, "since": f"{held.since:%d/%m/%Y}"}
    text = _(
        "%(organization)s is suspended by decision %(number)s since %(since)s: its bodies do not meet (a convention)."
    )
    return text % told


def refuse_suspended(act: Act) -> None:
    """Raises Refused for an act of a meeting that was held, or goes on, while the body is suspended."""
    assert act.body is not None
    held = suspended_because(act.body, act.day, act.on)
    if held:
        act.refuse(held)
