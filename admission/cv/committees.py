"""Items 24 to 26 of the CV, as far as later steps have written them: each stands where its act put it."""

from typing import Any

from django.utils.translation import gettext as _

from admission.models import Dossier


def written(dossier: Dossier, *, third_persons: bool) -> dict[str, Any]:
    """{"replies": [{"place", "day", "text"}], "remarks": text, "certificate": [text]}; replies only for who may read
    of third persons.
    """
    replies = []
    if third_persons:
        for row in dossier.verifications.filter(replied_on__isnull=False).order_by("replied_on", "pk"):
            said = _("nothing to object") if row.clear else _("there is something to object")
            text = f"{row.relation}: {row.person_name}. {said}. {row.summary}"
            replies.append({"place": row.place, "day": f"{row.replied_on:%d/%m/%Y}", "text": text})
    return {"replies": replies, "remarks": dossier.cell_remarks, "certificate": _certificate(dossier)}


def _certificate(dossier: Dossier) -> list[str]:
    if dossier.certified_on is None:
        return []
    truth = {True: _("declared truthfully: yes"), False: _("declared truthfully: no"), None: ""}[dossier.cv_true]
    issue = {"": "", "none": _("political issue: none")}.get(dossier.political_issue, _("political issue: yes"))
    verdict = _("eligible") if dossier.eligible else _("not eligible")
    day = _("certified on %(day)s") % {"day": f"{dossier.certified_on:%d/%m/%Y}"}
    return [text for text in (day, truth, issue, verdict) if text]
