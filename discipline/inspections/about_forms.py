"""Whom an inspection or a supervision is about: an organisation below the body, or a member of one."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organization.models import Body, Kind, Membership, Organization, Person, Standing
from organization.queries import organizations_of, path_on, secretary_of, subtree_on
from organization.seeking import OrganizationSought, PersonSought
from workflows.forms import ActForm

_MEMBERS = (Standing.OFFICIAL, Standing.PROBATIONARY)
#: DIS-142 names for a cell its members; of other bodies no text was found.
NONE_OF_ITS_OWN = _(
    "An organisation below this body, none that you belong to: a body does not inspect or supervise its own"
    " organisation, who stands above it does (a convention of this system, no article was found; a cell inspects its"
    " members alone, DIS-142)."
)


class InspectedField(OrganizationSought):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(error_messages={"invalid_choice": NONE_OF_ITS_OWN}, **kwargs)


class AboutFields(ActForm):
    """``offer`` fills the organisations below the body to which the user does not belong, and the members of those
    below it, himself aside.
    """

    organization = InspectedField(label=_("Organisation"), required=False, help_text=NONE_OF_ITS_OWN)
    person = PersonSought(label=_("Member concerned"), required=False)

    def offer(self, body: Body, on: date) -> None:
        below = subtree_on(body.organization_id, on).values("pk")
        where, who = self.fields["organization"], self.fields["person"]
        assert isinstance(where, InspectedField)
        assert isinstance(who, PersonSought)
        own = self.user.person_id or 0
        offered = Organization.objects.filter(pk__in=below).exclude(kind=Kind.GROUP)
        where.queryset = offered.exclude(pk__in=organizations_of(own, on).values("pk"))
        rows = Membership.objects.on(on).filter(organization__in=below, standing__in=_MEMBERS)
        who.queryset = Person.objects.filter(pk__in=rows.values("person_id")).exclude(pk=own)
        self._body = body

    def about_organization(self, where: Organization, day: date) -> dict[str, Any]:
        """What the opening act is told of it; an error at its place where nobody speaks for it."""
        speaker = secretary_of(where.pk, day)
        if speaker is None:
            message = _("On that day it has no secretary who speaks for it: name the member concerned.")
            self.add_error("organization", ValidationError(message))
        return {"person": speaker, "cell": None, "inspected": where}

    def about_member(self, person: Person, day: date, below: Organization) -> dict[str, Any]:
        """The cell in which he is counted on the day; an error at its place where that is not below."""
        row = Membership.objects.on(day).filter(person=person, standing__in=_MEMBERS).first()
        above = {place.pk for place in path_on(row.organization_id, day)} if row else set()
        if row is None or below.pk not in above:
            message = _("On that day he is no member below %(organization)s.") % {"organization": below}
            self.add_error("person", ValidationError(message))
        return {"person": person, "cell": row.organization if row else None, "inspected": None}

    def answers(self) -> list[tuple[str, str]]:
        return [
            (str(self[name].label), self._spoken(name, value))
            for name, value in self.act_data.items()
            if name in self.fields and self._shown(name)
        ]
