"""To whom something is handed: a body of this system, or an organisation outside it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organization.seeking import BodySought
from workflows.forms import ActForm, TextField


class BodyField(BodySought):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_label=_("– none in this system –"), **kwargs)


class ReceiverFields(ActForm):
    """One of the two. A form that takes bodies of this system alone leaves out ``receiver_name``."""

    receiver = BodyField(label=_("Receiving body"), required=False)
    receiver_name = TextField(label=_("Receiving organisation outside this system"), required=False)
    needed = {
        "receiver": _("needed where no other organisation is named"),
        "receiver_name": _("needed where no body of this system is chosen"),
    }

    def offer_receivers(self, bodies: Any) -> None:
        field = self.fields["receiver"]
        assert isinstance(field, BodyField)
        field.queryset = bodies

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        body, elsewhere = data.get("receiver"), data.get("receiver_name")
        if "receiver_name" not in self.fields or self.has_error("receiver"):
            return data
        if not body and not elsewhere:
            self.add_error("receiver_name", ValidationError(_("Name the receiving body or organisation.")))
        if body and elsewhere:
            message = _("Name a body of this system or an organisation outside it, not both.")
            self.add_error("receiver_name", ValidationError(message))
        return data
