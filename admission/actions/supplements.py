"""A dossier is returned below the authority, or not supplied at all (T19, T24); nor is its recognition (T46)."""

from django.utils.translation import gettext_lazy

from admission.models import Dossier
from workflows.acting import Act
from workflows.verbs import verb

CELL, SECTION = "cell", "section"
#: Back to what the level below the committee had left.
_BACK = {CELL: "consider_after_supplement", SECTION: "consider_after_supplement_and_section"}


def _to_committee(dossier: Dossier) -> str:
    if dossier.section_appraised_on:
        dossier.consider_after_supplement_and_section()
        return SECTION
    dossier.consider_after_supplement()
    return CELL


@verb(
    gettext_lazy("Return for supplement"),
    consequence=gettext_lazy(
        "The cell supplies what is missing, then the committee considers. The clock of the decision keeps running."
    ),
    moves="return_to_cell",
)
def return_to_cell(dossier: Dossier, act: Act) -> None:
    """The grassroots committee finds the dossier incomplete before it votes (T19). ``data``: what."""
    dossier.return_to_cell()
    act.record("supplement.requested", what=act.data["what"])


@verb(
    gettext_lazy("Send the supplement"),
    consequence=gettext_lazy("The committee considers the dossier again."),
    moves=_BACK,
)
def supply_to_committee(dossier: Dossier, act: Act) -> str:
    """The supplement came (T19). ``data``: note."""
    act.record("supplement.sent", note=act.data["note"])
    return _to_committee(dossier)


@verb(
    gettext_lazy("Take the dossier back without the supplement"),
    consequence=gettext_lazy("The committee considers the dossier as it stands."),
    moves=_BACK,
)
def take_back_to_committee(dossier: Dossier, act: Act) -> str:
    """Nothing was supplied, and the committee goes on all the same (design, no text). ``data``: reason."""
    act.record("supplement.missing", what=act.data["reason"])
    return _to_committee(dossier)


@verb(
    gettext_lazy("Report that nothing was supplied"),
    consequence=gettext_lazy("The dossier goes before the standing committee as it stands, with this report."),
    moves="report_unsupplied",
    answers=("authority_appraised",),
)
def report_unsupplied(dossier: Dossier, act: Act) -> None:
    """What was asked for did not come: the organisation department takes the dossier back and reports to the standing
    committee (ADM-53, T24). ``data``: what, register_number, extract_sent.
    """
    dossier.registered_on = dossier.registered_on or act.day
    dossier.appraised_on, dossier.extract_sent = act.day, bool(act.data.get("extract_sent"))
    dossier.report_unsupplied()
    act.record("supplement.missing", what=act.data["what"])
    act.record("dossier.appraised", register=act.data["register_number"], remarks="")


@verb(
    gettext_lazy("Report that nothing was supplied for the recognition"),
    consequence=gettext_lazy("The recognition goes before the standing committee as it stands, with this report."),
    moves="report_recognition_unsupplied",
)
def report_recognition_unsupplied(dossier: Dossier, act: Act) -> None:
    """As of an admission (ADM-53, T46; design: the text tells it of the admission). ``data``: what, register_number."""
    row = dossier.probation_row
    row.appraised_on = act.day
    act.add(row)
    dossier.report_recognition_unsupplied()
    act.record("supplement.missing", what=act.data["what"])
    act.record("dossier.appraised", register=act.data["register_number"], remarks="")
