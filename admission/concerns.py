"""Acts of no open step: whether one is worth showing as the dossier stands, and what stands against it but seats and
law.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from admission.complaints import open_complaint
from admission.states import SUPPLEMENT_BELOW, State
from organization.models import Standing
from organization.queries import path_on

if TYPE_CHECKING:
    from admission.models import Dossier
    from workflows.models import Deadline

#: Of use only while a loss of the file is being made good.
_ON_LOSS = ("opine_on_lost_file", "record_lost_file_opinion", "restore_lost_part", "close_lost_file")
#: Of the authority where the member is now, in place of the issuer (ADM-87).
_BY_WHO_RECEIVED = ("annul_after_intake", "order_redo_here")
GROWING_STALE = ("declare_stale", "take_up_stale")
#: What ends a case that has not ended yet; in the state of a cancelled decision both are possible.
ENDING = ("withdraw", "withdraw_for_applicant", "report_death")


def term(dossier: Dossier) -> Deadline | None:
    """The running clock of the dossier itself."""
    return dossier.deadlines.filter(kind="stale", closed_on__isnull=True).first()


def _rules_hold(verb: str) -> Callable[[Dossier, date], bool]:
    """Whether what the law asks of the act holds: until then nobody needs to see it."""

    def asked(dossier: Dossier, on: date) -> bool:
        node = dossier.flow_class.anytime(verb)
        return not any(found.stops for found in dossier.judged(node.doings[verb].rules, on))

    return asked


def _received_from_elsewhere(dossier: Dossier, on: date) -> bool:
    """Whether the issuer still exists and lies on no way of the cell where the member is now."""
    issuer = dossier.issuer_on(on)
    return issuer is not None and issuer.organization not in path_on(dossier.organization_id, on)


def _unchecked(dossier: Dossier, on: date) -> bool:
    return any(row.committee_checked_on is None for row in dossier.outside_rows)


def _declared(dossier: Dossier, on: date) -> bool:
    return bool(dossier.outside_rows)


def _on_the_list(dossier: Dossier, on: date) -> bool:
    """After a refusal: whether the list of the cell still names the person; before the permission it does."""
    if dossier.state != State.REFUSED:
        return True
    listed = dossier.subject.memberships.filter(standing=Standing.SYMPATHIZER, until__isnull=True)
    return bool(listed.filter(organization_id=dossier.organization_id).exists())


def _never_made(dossier: Dossier, on: date) -> bool:
    """A dossier that was made is not followed anew: what was refused stays what it is."""
    return dossier.authorised_on is None


def _lost(dossier: Dossier, on: date) -> bool:
    return dossier.lost_file is not None


def _not_lost(dossier: Dossier, on: date) -> bool:
    return dossier.lost_file is None


def _waits_at(step: str) -> Callable[[Dossier, date], bool]:
    """Who returned the dossier is told by the step at which the cell supplies it."""

    def waits(dossier: Dossier, on: date) -> bool:
        return dossier.open_step == step

    return waits


def _may_complain(dossier: Dossier, on: date) -> bool:
    """Once the removal is announced, and while no complaint waits for its answer."""
    return dossier.probation_row.removal_announced_on is not None and open_complaint(dossier) is None


def _complained(dossier: Dossier, on: date) -> bool:
    return open_complaint(dossier) is not None


_ANSWERING = ("answer_complaint", "restore_member")
_UNSUPPLIED = {
    "report_unsupplied": _waits_at("supplement"),
    "take_back_to_committee": _waits_at(SUPPLEMENT_BELOW),
}


def _unconfirmed(dossier: Dossier, on: date) -> bool:
    """Put on the list here, and not confirmed since."""
    row = dossier.source
    return row is not None and row.confirmed_on is None


def _unstamped(dossier: Dossier, on: date) -> bool:
    return "stamped_on" not in dossier.data


_WORTH_SHOWING: dict[str, Callable[[Dossier, date], bool]] = {
    "take_up_stale": _rules_hold("take_up_stale"),
    "send_to_class_again": _rules_hold("send_to_class_again"),
    **_UNSUPPLIED,
    **dict.fromkeys(_ANSWERING, _complained),
    "record_complaint": _may_complain,
    **dict.fromkeys(_BY_WHO_RECEIVED, _received_from_elsewhere),
    "take_off_list": _on_the_list,
    "confirm_list": _unconfirmed,
    "stamp_cv": _unstamped,
    "report_small_cell": _rules_hold("report_small_cell"),
    "follow_again": _never_made,
    "check_times_outside": _unchecked,
    "decide_party_age": _declared,
    "record_party_age": _declared,
    "report_lost_file": _not_lost,
    **dict.fromkeys(_ON_LOSS, _lost),
    **dict.fromkeys(ENDING, lambda dossier, on: not dossier.finished),
}


def concerns(dossier: Dossier, verb: str, on: date) -> bool:
    asked = _WORTH_SHOWING.get(verb)
    return asked is None or asked(dossier, on)


def hindrance(dossier: Dossier, verb: str, on: date) -> str:
    """In words; empty: nothing. A dossier on the agenda of a meeting held in time is considered there, whenever the
    outcome is entered.
    """
    if verb in ENDING and dossier.finished:
        return _("The case has ended.")
    if verb == "record_complaint" and not _may_complain(dossier, on):
        return _("The removal is not announced yet, or a complaint waits for its answer.")
    if verb in _ANSWERING and not _complained(dossier, on):
        return _("No complaint waits for an answer.")
    if verb == "confirm_list" and not _unconfirmed(dossier, on):
        return _("The list is confirmed already.")
    if verb == "stamp_cv" and not _unstamped(dossier, on):
        return _("The CV is stamped already.")
    if verb in _UNSUPPLIED and not _UNSUPPLIED[verb](dossier, on):
        return _("Another body returned the dossier: what it asked for is supplied to it.")
    if verb == "take_off_list" and not _on_the_list(dossier, on):
        return _("The list of the cell does not name the person any more.")
    if verb == "follow_again" and not _never_made(dossier, on):
        return _("A dossier was made already: follow the person in a new case.")
    if verb in _BY_WHO_RECEIVED and not _received_from_elsewhere(dossier, on):
        return _("The member was not received from elsewhere: who issued the decision cancels it.")
    if verb == "check_times_outside" and not _unchecked(dossier, on):
        return _("No time outside party life waits for the check.")
    if verb in _ON_LOSS and not _lost(dossier, on):
        return _("No loss of the file is reported.")
    if verb not in GROWING_STALE:
        return ""
    clock, item = term(dossier), dossier.agenda_item
    if clock is not None and item is not None and item.meeting.held_on <= clock.due_on:
        return _("The dossier is on the agenda of a meeting of the cell that is held in time.")
    return ""
