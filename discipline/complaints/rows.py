"""The rows of a complaint that its facts and its pages tell."""

from __future__ import annotations

from typing import ClassVar

from discipline.complaints.records import ComplaintGround, ComplaintTeamMember, PartyHeard
from discipline.kept_rows import OF_BODY, KeptRows, Tables


class ComplaintRows(KeptRows):
    """Of a complaint."""

    tables: ClassVar[Tables] = {
        "bars": (ComplaintGround, {}),
        "parties": (PartyHeard, {"body": OF_BODY}),
        "team": (ComplaintTeamMember, {"person": ("full_name",)}),
    }

    @property
    def bar_rows(self) -> list[ComplaintGround]:
        return self.rows_of("bars")

    @property
    def party_rows(self) -> list[PartyHeard]:
        return self.rows_of("parties")

    @property
    def team_rows(self) -> list[ComplaintTeamMember]:
        return self.rows_of("team")
