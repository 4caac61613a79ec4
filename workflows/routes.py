"""Which bodies a case passes: computed from the path of its organisation and the powers granted on the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from organization.models import Body, BodyKind, Organization


class NoRoute(Exception):
    """No loaded profile fits the organisation on the day, or a body of the profile does not exist; the message says
    which.
    """


@dataclass(frozen=True)
class Route:
    """``profile``: its code.

    ``levels``: {level: organisation}, lowest first. ``bodies``: {(organisation id, kind): body} of the day.
    """

    profile: str
    on: date
    levels: Mapping[str, Organization]
    bodies: Mapping[tuple[int, str], Body]

    def has(self, level: str) -> bool:
        return level in self.levels

    def body(self, level: str, kind: str) -> Body:
        """The body of ``kind`` at ``level``. Raises NoRoute when nobody sits there."""
        if level not in self.levels:
            raise NoRoute(
                _("The route %(profile)s has no level %(level)s.") % {"profile": self.profile, "level": level}
            )
        organization = self.levels[level]
        try:
            return self.bodies[organization.pk, kind]
        except KeyError:
            raise NoRoute(
                _("%(organization)s has no %(body)s on %(day)s.")
                % {
                    "organization": organization,
                    "body": BodyKind(kind).label,
                    "day": self.on.strftime("%d/%m/%Y"),
                }
            ) from None
