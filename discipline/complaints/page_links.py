"""From a case to the complaints about it and back, for those who see both; where a posted one is entered."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from discipline.complaints.models import Complaint
from discipline.models import DisciplineCase
from organization.models import User
from organization.queries import seats_of
from permissions.catalogue import Perm, roles_for
from workflows.models import Case
from workflows.screens import PageLink


def page_links(case: DisciplineCase | Complaint, user: User, on: date) -> list[PageLink]:
    """Only what the user may see: the other cases through the one door."""
    if isinstance(case, Complaint):
        about = Case.objects.visible_to(user, on).filter(pk=case.of_id)
        return [PageLink(_("The case complained of"), reverse("case", args=[row.public_id])) for row in about]
    found = [
        PageLink(
            _("Complaint %(n)s, of %(day)s") % {"n": row.ordinal, "day": f"{row.complained_on:%d/%m/%Y}"},
            reverse("case", args=[row.public_id]),
            row.state_label,
        )
        for row in Complaint.objects.visible_to(user, on).filter(of_id=case.pk).order_by("pk")
    ]
    if case.complainable and enters_complaints(user, on):
        found.append(PageLink(_("Enter a complaint that came by post"), reverse("enter_complaint")))
    return found


def enters_complaints(user: User, on: date) -> bool:
    """Whether a seat of the day lets him enter one."""
    seats = seats_of(user.person, on)
    return any(seat.role in roles_for(Perm.RESOLVE_COMPLAINT, seat.body.kind) for seat in seats)
