"""Rows true from a day until a day: the base of everything that is asked of a day."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DatedQuerySet(models.QuerySet):
    """Rows true on a day: ``since`` <= day < ``until``."""

    def on(self, day: date, prefix: str = "") -> Self:
        return self.filter(valid_on(day, prefix))


def valid_on(day: date, prefix: str = "") -> Q:
    """That a dated row (reached through ``prefix``) is true on ``day``; ``until`` is the first day it is not."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


class Dated(models.Model):
    since = models.DateField(_("from"))
    until = models.DateField(_("until (first day no longer valid)"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def begins(self) -> bool:
        """Whether a beginning is given; a form may have left it out."""
        return self.__dict__.get("since") is not None

    def runs_on(self, day: date) -> bool:
        """As ``valid_on`` asks of the database."""
        return self.since <= day and (self.until is None or day < self.until)

    def clean(self) -> None:
        if self.begins and self.until and self.until <= self.since:
            raise ValidationError({"until": _("The end lies before the beginning.")})


def overlapping(rows: models.QuerySet, row: Dated) -> bool:
    """Whether one of ``rows``, other than ``row`` itself, is true on a day on which ``row`` is."""
    others = rows.exclude(pk=row.pk).filter(Q(until__isnull=True) | Q(until__gt=row.since))
    return (others.filter(since__lt=row.until) if row.until else others).exists()


def share_a_day(first: Dated, second: Dated) -> bool:
    """Whether two rows are true on one day."""
    return (first.until is None or second.since < first.until) and (second.until is None or first.since < second.until)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=name)
