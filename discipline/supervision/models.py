"""A thematic supervision or inspection: what it holds, and what it answers of the law.

The programme of a body for a year is its supervisions of that year (docs/decisions/0010-programme.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discipline.codes_complaint import Organ
from discipline.codes_inspection import KIND_LABELS, InspectionKind
from discipline.facts import Facts
from discipline.inspections.models import Inspection
from discipline.inspections.watching import Watching, columns_of
from discipline.supervision.records import RemediationItem as RemediationItem
from discipline.supervision.states import ITEM, STRAIGHT, SupervisionState
from discipline.supervision.transitions import SupervisionTransitions
from organization.models import Body, BodyKind
from organization.queries import headcount
from workflows.facts import Later
from workflows.models import Case


class Supervision(SupervisionTransitions, Watching, Case):
    """A thematic supervision (giám sát chuyên đề) or inspection (kiểm tra chuyên đề) by ``body``.

    ``year``, ``month``: for which it is planned; ``programme_number``, ``adopted_on``: the decision that put it into
    the programme, empty as long as it is only proposed. ``led_to``: the inspection on the signs that it found
    (DIS-149).
    """

    states = SupervisionState
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("supervising body"))
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    programme_number = models.CharField(_("number of the programme"), max_length=60, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    topic = models.CharField(_("kind"), max_length=20)
    theme = models.TextField(_("theme"))
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decided_on = models.DateField(_("supervision decided on"), null=True, blank=True)
    scattered = models.BooleanField(_("the activity of the cell is scattered"), null=True, blank=True)
    deployed_on = models.DateField(_("made known on"), null=True, blank=True)
    reported_on = models.DateField(_("report on the supervision of oneself of"), null=True, blank=True)
    extensions = models.PositiveSmallIntegerField(_("extensions"), default=0)
    days_added = models.PositiveSmallIntegerField(_("days added"), default=0)
    found_signs = models.BooleanField(_("signs of violation found"), default=False)
    led_to = models.OneToOneField(Inspection, models.PROTECT, null=True, blank=True, related_name="supervision")
    strengths = models.TextField(_("what is good"), blank=True)
    limits = models.TextField(_("limits and shortcomings"), blank=True)
    concluded_on = models.DateField(_("supervision concluded on"), null=True, blank=True)
    conclusion_number = models.CharField(_("number of the notice"), max_length=60, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("thematic supervision")
        verbose_name_plural = _("thematic supervisions")
        default_permissions = ()
        indexes = [models.Index(fields=["body", "year"], name="programme_of_body")]

    def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Facts:
        """A fact with no row is None; those that the act in hand proposes win."""
        values: dict[str, Any] = {
            "inspection_kind": InspectionKind(self.topic),
            "inspection_by": self.organ,
            "inspection_decided_on": self.decided_on,
            "inspection_started_on": self.deployed_on,
            "inspection_made_known_on": self.deployed_on,
            "inspection_concluded_on": self.concluded_on,
            "inspection_extensions": self.extensions,
            "inspection_days_added": self.days_added,
            "inspection_team": Later(lambda: self.team_size(on)),
            "cell_has_committee": Later(lambda: self._has_committee(on)),
            "cell_members": Later(lambda: headcount(self.seated.organization_id, on)),
            "cell_scattered": self.scattered if self._asks_of_cell else False,
            "supervision_found_signs": self.found_signs,
            "supervision_transferred": self.led_to_id is not None,
        }
        return Facts(**values | self._proposed(on, proposed or {}))

    def _proposed(self, on: date, data: Mapping[str, Any]) -> dict[str, Any]:
        verb = data.get("verb")
        if verb == "decide_supervision":
            asked = {"cell_scattered": data.get("scattered")} if self._asks_of_cell else {}
            return {**asked, "inspection_decided_on": on}
        if verb == "name_inspector" and data.get("member"):
            return {"inspection_team": Later(lambda: self.team_size(on, data["member"].person_id))}
        if verb == "deploy_supervision":
            return {"inspection_made_known_on": on}
        if verb == "extend_supervision":
            added = self.days_added + data["days"]
            return {"inspection_extensions": self.extensions + 1, "inspection_days_added": added}
        return {"inspection_concluded_on": on} if verb == "conclude_supervision" else {}

    @property
    def _asks_of_cell(self) -> bool:
        """Whether a cell supervises by a theme: only then its activity matters (DIS-148)."""
        return self.organ == Organ.CELL and self.topic == InspectionKind.SUPERVISION

    def _has_committee(self, on: date) -> bool:
        here = Body.objects.on(on).filter(organization_id=self.seated.organization_id, kind=BodyKind.CELL_COMMITTEE)
        return here.exists()

    @cached_property
    def all_remedies(self) -> list[RemediationItem]:
        """What has been asked for, the first to be remedied first; asked once per object."""
        return list(self.remedies.all())

    @property
    def open_remedies(self) -> list[RemediationItem]:
        """What is asked for and not remedied yet."""
        return [row for row in self.all_remedies if row.open]

    @property
    def is_item(self) -> bool:
        """Whether it is no more than an item of the programme."""
        return self.state in ITEM

    @property
    def programme(self) -> str:
        return f"{self.programme_number} ({self.year})" if self.programme_number else str(self.year)

    @property
    def kind_label(self) -> str:
        return gettext(KIND_LABELS[InspectionKind(self.topic)])

    def concerns(self, verb: str, on: date) -> bool:
        return verb != "end_inspector" or self.team_size(on) > 0

    @property
    def stages(self) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in STRAIGHT]

    @property
    def state_label(self) -> str:
        return str(SupervisionState(self.state).label)

    @classmethod
    def begin(cls, flow: Any, *, body: Body, on: date, data: dict[str, Any]) -> Supervision:
        """An unsaved case for the opening act; ``data``: of ``columns_of``; kind, theme, year, month."""
        planned = {name: data[name] for name in ("theme", "year", "month")}
        return cls(flow_class=flow, body=body, topic=data["kind"], **planned, **columns_of(data, on))
