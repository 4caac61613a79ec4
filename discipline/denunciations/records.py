"""Rows of a denunciation: its allegations; and apart from them, sealed, who denounced and who may read it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from organization.at_rest.columns import SealedColumn
from organization.models import Body, Person, User


class Allegation(models.Model):
    """One allegation, in words that do not tell who made it. ``conclusion``: a code of AllegationConclusion."""

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="allegations")
    number = models.PositiveIntegerField(_("number"))
    described = models.TextField(_("what he is said to have done"))
    conclusion = models.CharField(_("conclusion"), max_length=30, blank=True)
    reasons = models.TextField(_("reasons of the conclusion"), blank=True)

    class Meta:
        verbose_name = _("allegation")
        verbose_name_plural = _("allegations")
        default_permissions = ()
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_allegation_per_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.described}"


class Who(NamedTuple):
    """One who denounced."""

    name: str
    address: str
    contact: str = ""


class Original(NamedTuple):
    """The paper that he wrote."""

    file_name: str
    content_type: str
    content: bytes


class DenouncerIdentity(models.Model):
    """Who denounced (DIS-136): read through ``identity.py`` alone, and kept nowhere else.

    Sealed with the key of the office and bound to its case: the database, its dump and its backup do not tell it. The
    original paper lies here too, not among the documents: it bears the name. No page of the administration, no
    list, no search and no record knows this table; ``str`` tells nothing.
    """

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="+")
    who = SealedColumn(bound_to="case.public_id")
    original = SealedColumn(bound_to="case.public_id", null=True, blank=True)

    class Meta:
        verbose_name = _("identity of a denouncer")
        verbose_name_plural = _("identities of denouncers")
        default_permissions = ()

    def __str__(self) -> str:
        return "–"

    @classmethod
    def of(cls, case: Any, who: Who) -> DenouncerIdentity:
        """An unsaved row. Raises NoKey."""
        row = cls(case=case)
        _column("who").seal(row, json.dumps(who).encode())
        return row

    def open(self) -> Who:
        """Raises NoKey, Spoiled."""
        return Who(*json.loads(_column("who").unseal(self)))

    def lay_in(self, file_name: str, content_type: str, content: bytes) -> None:
        """Put the original paper under the seal; the row is not saved. Raises NoKey."""
        head = json.dumps([file_name, content_type]).encode()
        _column("original").seal(self, head + b"\n" + content)

    def take_out(self) -> Original:
        """The original paper of a row that has one. Raises NoKey, Spoiled."""
        head, _end, content = _column("original").unseal(self).partition(b"\n")
        file_name, content_type = json.loads(head)
        return Original(file_name, content_type, content)


def _column(name: str) -> SealedColumn:
    column = DenouncerIdentity._meta.get_field(name)
    assert isinstance(column, SealedColumn)
    return column


class IdentityReader(models.Model):
    """A person who is named to read who denounced, from a day until the day before another, and why."""

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="identity_readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("reader of an identity")
        verbose_name_plural = _("readers of an identity")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)


class DenunciationTeamMember(models.Model):
    """A named person who verifies a denunciation, with the days between which he sees it; not who made it."""

    case = models.ForeignKey("discipline.Denunciation", models.PROTECT, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("member of the team of a denunciation")
        verbose_name_plural = _("members of the team of a denunciation")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)
