"""The pages about a dossier, with the way there: its CV, the background check, the electronic file."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from admission.models import Dossier
from organization.models import User
from permissions.catalogue import Perm
from workflows.documents.reading import may_read
from workflows.screens import PageLink


def pages(dossier: Dossier, user: User, on: date) -> list[PageLink]:
    """The CV as handed in, the background check for who reads of third persons, and the papers as one archive. Three
    statements.
    """
    cv = dossier.cvs.filter(replaced_on__isnull=True).values_list("submitted_on", flat=True).first()
    note = _("not handed in here yet") if cv is None else _("handed in on %(day)s") % {"day": f"{cv:%d/%m/%Y}"}
    found = [PageLink(_("CV (form 2), item by item"), reverse("cv", args=[dossier.public_id]), note)]
    found.append(PageLink(_("Forms: write, sign, print"), reverse("papers", args=[dossier.public_id])))
    if may_read(dossier.pk, user, on, Perm.READ_THIRD_PERSONS):
        found.append(
            PageLink(_("Background check: whom, requests, answers"), reverse("background", args=[dossier.public_id]))
        )
    note = _("document types and folders from a secondary source, not confirmed; what is not for you is left out")
    address = reverse("electronic_file", args=[dossier.public_id])
    return [*found, PageLink(_("Electronic file: the papers as one ZIP"), address, note)]
