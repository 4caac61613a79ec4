"""After the recognition: it is announced in the cell, and the card handed over."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from admission.actions.temporary import leave_stay
from admission.models import Dossier
from workflows.acting import Act
from workflows.verbs import verb


@verb(gettext_lazy("Record the announcement in the cell"), day="announced_on")
def announce_recognition(dossier: Dossier, act: Act) -> None:
    """At the next meeting of the cell; who is active elsewhere for a time is not forgotten there (ADM-81)."""
    row = dossier.probation_row
    if row.announced_on is not None:
        act.refuse(_("The recognition has been announced already."), "announced_on")
    row.announced_on = act.day
    act.add(row)
    act.record("recognition.announced", number=row.decision_number, elsewhere=bool(act.data.get("temporary_informed")))


@verb(gettext_lazy("Send a misprinted card back"), day="found_on")
def return_card(dossier: Dossier, act: Act) -> None:
    """The card is printed again (T48)."""
    act.record("card.returned", reason=act.data["reason"])


@verb(
    gettext_lazy("Record the handing over of the card"),
    consequence=gettext_lazy("The dossier ends: an official member with a party card."),
    moves="hand_over_card",
    day="handed_on",
    grave=True,
)
def hand_over_card(dossier: Dossier, act: Act) -> None:
    """At the nearest meeting of the cell; no number of days is set (ADM-96, T48)."""
    row = dossier.probation_row
    if row.card_decided_on is None:
        number, decided_on = act.data.get("card_decision_number"), act.data.get("card_decided_on")
        if not number:
            act.refuse(_("The decision on the card is needed: its number."), "card_decision_number")
        if decided_on is None:
            act.refuse(_("The decision on the card is needed: its day."), "card_decided_on")
        if decided_on > act.day or (row.decided_on and decided_on < row.decided_on):
            text = _("The card is decided on after the recognition and before it is handed over.")
            act.refuse(text, "card_decided_on")
        row.card_decision_number, row.card_decided_on = number, decided_on
    row.card_number, row.card_on = act.data["card_number"], act.day
    act.add(row)
    leave_stay(dossier, act)
    dossier.hand_over_card()
    act.record("card.handed_over", number=row.card_number, decision=row.card_decision_number)
