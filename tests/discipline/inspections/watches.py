"""A thematic supervision by the programme of a year, moved along its way by the real ``act``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from discipline.supervision.flows import SupervisionFlow
from discipline.supervision.models import Supervision
from tests.discipline.inspections.searches import START, Search
from tests.workflows.files import pdf


def decision() -> SimpleUploadedFile:
    """The paper by which a programme is adopted."""
    return SimpleUploadedFile("decision.pdf", pdf(), "application/pdf")


class Watch(Search):
    """Of a member of the cell by the inspection commission."""

    flow = SupervisionFlow
    opening = "plan_item"
    model = Supervision
    kind = "supervision"

    def given(self) -> dict[str, Any]:
        item = {"kind": self.kind, "theme": "Use of the fund", "year": START.year, "month": 9}
        return {**item, "inspected": None}

    def ways(self) -> dict[str, Callable[[], Any]]:
        return {
            "planned": self.adopt,
            "programmed": lambda: self.do(
                "decide_supervision", number="01-QĐ", content="The fund of the cell", scattered=None
            ),
            "decided": lambda: self.do("deploy_supervision", number="01-BB", how="before him"),
            "deployed": lambda: self.do("hand_in_self_report", account="I report it."),
            "report_received": lambda: self.do("begin_verification"),
            "verifying": lambda: self.do("hold_supervised_meeting", number="02-BB", summary="It was discussed"),
            "org_meeting": self.conclude_it,
        }

    def adopt(self) -> Any:
        return self.do("adopt_item", number="01-CTr", file=decision())

    def conclude_it(self) -> Any:
        return self.do("conclude_supervision", number="03-TB", strengths="Books are kept.", limits="Late reports.")

    def find_signs(self) -> Any:
        self.do("report_signs", signs="Money is missing", task_of_superior=False)
        return self

    def require(self, days: int = 30) -> Any:
        self.do(
            "require_remedy",
            what="Report in time",
            responsible="The secretary",
            due_on=self.day + timedelta(days=days),
        )
        return self.case.remedies.latest("pk")

    def tick(self, remedy: Any) -> Any:
        return self.do(
            "tick_remedy", remedy=remedy, number="04-BC", file=SimpleUploadedFile("proof.pdf", pdf(), "application/pdf")
        )
