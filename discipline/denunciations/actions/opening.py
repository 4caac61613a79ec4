"""The receipt of a denunciation: who made it is laid apart at once, and never leaves its own table."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discipline.denunciations.models import Allegation, DenouncerIdentity, Denunciation
from discipline.denunciations.records import Who
from workflows.acting import Act
from workflows.documents.filing import file_paper, inspected, issue_paper
from workflows.verbs import verb


@verb(
    gettext_lazy("Receive a denunciation"),
    consequence=gettext_lazy("Who denounced is kept apart from the content and is seen by nobody who is not named."),
    moves="receive",
    day="day",
)
def register_denunciation(case: Denunciation, act: Act) -> None:
    """N01. ``data``: person, cell, day, number, anonymous, signatories, allegation; name, address and contact of who
    denounced, as Secret."""
    case.register_number = act.data["number"]
    case.anonymous, case.signatories = bool(act.data.get("anonymous")), act.data.get("signatories") or 1
    if not case.anonymous:
        act.add(_identity(act))
    case.receive()
    issue_paper(act, "denunciation_entry", case.register_number)
    act.record("denunciation.received", number=case.register_number, anonymous=case.anonymous)
    _allege(act, 1)


def _identity(act: Act) -> DenouncerIdentity:
    for name in ("name", "address"):
        if not act.data.get(name):
            act.refuse(_("Needed, unless the denunciation is anonymous."), name)
    who = Who(str(act.data["name"]), str(act.data["address"]), str(act.data.get("contact") or ""))
    return DenouncerIdentity.of(act.case, who)


@verb(gettext_lazy("Add an allegation"), day="day")
def add_allegation(case: Denunciation, act: Act) -> None:
    """``data``: allegation."""
    _allege(act, case.allegations.count() + 1)


def _allege(act: Act, number: int) -> None:
    act.add(Allegation(number=number, described=act.data["allegation"]))
    act.record("allegation.added", number=number, described=act.data["allegation"])


@verb(gettext_lazy("Add a person who signed"), day="day")
def add_denouncer(case: Denunciation, act: Act) -> None:
    """Another signature of the same paper. ``data``: name, address, contact, as Secret."""
    if case.anonymous:
        act.refuse(_("The denunciation was received as anonymous."), "name")
    act.add(_identity(act))
    act.record("denouncer.added")


@verb(gettext_lazy("Lay the original paper under seal"), day="day", prepare=inspected("original"))
def seal_original(case: Denunciation, act: Act) -> None:
    """It bears the name: it lies with the identity, among no papers of the case. ``data``: original."""
    row = DenouncerIdentity.objects.filter(case=case).select_related("case").order_by("pk").first()
    if row is None:
        act.refuse(
            _("The denunciation was received as anonymous; its paper is filed as a paper of the case."), "original"
        )
    upload, stored = act.data["original"], act.data["inspected"]
    upload.seek(0)
    row.lay_in(stored.file_name, stored.content_type, upload.read())
    act.add(row)
    act.record("original.sealed")


@verb(gettext_lazy("File a paper that does not tell who denounced"), day="day", prepare=inspected("file"))
def file_denunciation_paper(case: Denunciation, act: Act) -> None:
    """``data``: code, number, tells_nothing, file."""
    if not act.data.get("tells_nothing"):
        act.refuse(_("A paper from which the denouncer can be known is not filed here."), "tells_nothing")
    file_paper(act, act.data["code"], "file", issued_on=act.day, number=act.data.get("number") or "")
    act.record("paper.filed", code=act.data["code"])


@verb(
    gettext_lazy("Begin to screen the denunciation"),
    consequence=gettext_lazy("Who is competent, and whether anything speaks against handling it."),
    moves="screen",
    day="day",
)
def screen_denunciation(case: Denunciation, act: Act) -> None:
    """N02."""
    case.screen()
    act.record("denunciation.screening")
