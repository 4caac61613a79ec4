"""Whose own matter a case about an organisation is for good: dated rows with their reason. Written by acts alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.models import Person
from organization.writing import insert

if TYPE_CHECKING:
    from workflows.acting import Act


class Concern(models.TextChoices):
    BELONGED = "belonged", _("belonged to the organisation when the case was opened")
    SPOKE = "spoke", _("spoke for the organisation")


class ConcernedPerson(models.Model):
    """``person`` stands aside in ``case`` for ever, whatever he becomes afterwards; ``since``: the day of the act that
    says so.

    That who belonged to it at the opening is meant, and not who did when it broke the rules, is a rule of this system:
    no text was found. Who joins later stands aside while he belongs to it, by his seat or membership of the day.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="persons_concerned")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    since = models.DateField(_("since"))
    reason = models.CharField(_("reason"), max_length=20, choices=Concern.choices)

    class Meta:
        verbose_name = _("person concerned beside an accused organisation")
        verbose_name_plural = _("persons concerned beside an accused organisation")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "person", "reason"], name="concerned_once_for_a_reason")]
        # whole in the index: whoever lists cases leaves out these
        indexes = [models.Index(fields=["person", "case"], name="cases_concerning_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.reason}"


def note_concerned(act: Act, *, opens: bool) -> None:
    """Of a case about an organisation: at every act who speaks for it then; where the act ``opens`` it, who belongs to
    it, and whom the case concerns that it follows from. To be called when the case has its key; one statement where
    somebody is new, none otherwise.
    """
    case = act.case
    if not case.of_organization:
        return
    found = {(pk, Concern.SPOKE.value) for pk in (case.subject_id, case.followed_by(act.on))}
    if opens:
        found |= {(pk, Concern.BELONGED.value) for pk in _belonging_at_opening(act)} | _inherited(case)
    else:
        found -= case.noted_persons(act.on)
    insert([ConcernedPerson(case=case, person_id=pk, since=act.day, reason=reason) for pk, reason in sorted(found)])


def _belonging_at_opening(act: Act) -> frozenset[int]:
    """On the day of the report and on the day of its entry; of an organisation that had ended, on its last day."""
    ended = act.case.organization.until
    last = act.on if ended is None else min(act.on, ended - timedelta(days=1))
    persons: frozenset[int] = act.case.belonging(last)
    return persons | act.case.belonging(min(act.day, last))


def _inherited(case: Any) -> set[tuple[int, str]]:
    before = case.follows_from
    return set() if before is None else set(before.persons_concerned.values_list("person_id", "reason"))
