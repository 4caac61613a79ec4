"""A member is called otherwise from a day on (ADM-100). Its paper comes with the act, so that nothing is looked over in
between: a page that shows an act once more keeps no file.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.applicant import inspect_upload
from admission.actions.member_papers import not_before_the_ceremony
from admission.actions.numbering import take_decision_number
from admission.codes import Document as Paper
from admission.models import Dossier
from admission.name_changes import NameChange
from organization.text import fold
from workflows.acting import Act
from workflows.documents.filing import file_paper
from workflows.verbs import verb


def _change(dossier: Dossier, act: Act, number: str, issuer: str) -> None:
    person, name = dossier.subject, act.data["name"]
    if name == person.full_name:
        act.refuse(_("That is the present name."), "name")
    for field in ("applied_on", "paper_on"):
        if act.data[field] > act.day:
            act.refuse(_("The paper is younger than the decision."), field)
    if not act.data.get("inspected"):
        act.refuse(_("Choose a file."), "file")
    act.add(
        NameChange(
            dossier=dossier,
            former=person.full_name,
            name=name,
            applied_on=act.data["applied_on"],
            paper_number=act.data["paper_number"],
            paper_on=act.data["paper_on"],
            number=number,
            decided_on=act.day,
        )
    )
    dossier.note("names")
    file_paper(act, Paper.NAME_CHANGE, "file", number=number, issued_on=act.day, issuer=issuer, own=True)
    act.record(
        "name.changed",
        former=person.full_name,
        name=name,
        applied_on=act.data["applied_on"].isoformat(),
        paper=act.data["paper_number"],
        paper_on=act.data["paper_on"].isoformat(),
        number=number,
    )
    former = fold(person.full_name)
    person.full_name = name
    act.add(person)
    # found by either name
    dossier.search = f"{person.fill_keys().search} {former} {dossier.organization.search}"[:250]


@verb(
    gettext_lazy("Decide on a change of name"),
    consequence=gettext_lazy("The member is called so from this day on. Older papers keep the former name."),
    day="signed_on",
    prepare=inspect_upload,
    answers=("name_change_has_its_papers",),
)
def change_name(dossier: Dossier, act: Act) -> None:
    """The superior decides, on an application with the official paper (ADM-100)."""
    act.require_seat_on_day("signed_on")
    _change(dossier, act, take_decision_number(act), str(act.body))


@verb(
    gettext_lazy("Record the superior's decision on a change of name"),
    consequence=gettext_lazy("The member is called so from this day on. Older papers keep the former name."),
    day="signed_on",
    prepare=inspect_upload,
    answers=("name_change_has_its_papers",),
    orders=False,
)
def record_name_change(dossier: Dossier, act: Act) -> None:
    """Where the grassroots committee is authorised, its superior is on no way of the dossier (ADM-100)."""
    not_before_the_ceremony(dossier, act, "signed_on")
    _change(dossier, act, act.data["number"], act.data["issuer"])
