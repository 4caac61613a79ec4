"""The rows of a discipline case that its facts, its papers and its pages tell."""

from __future__ import annotations

from typing import ClassVar

from discipline.kept_rows import OF_BODY, KeptRows, Tables
from discipline.records import Circumstance, Deferral, FormVote, Hearing, Summons, TeamMember, Violation
from discipline.suspensions import Suspension


class Rows(KeptRows):
    """Of a discipline case."""

    tables: ClassVar[Tables] = {
        "violations": (Violation, {}),
        "deferrals": (Deferral, {}),
        "summonses": (Summons, {}),
        "hearings": (Hearing, {"body": OF_BODY}),
        "circumstances": (Circumstance, {}),
        "form_votes": (FormVote, {"body": OF_BODY}),
        "suspensions": (Suspension, {}),
        "team": (TeamMember, {"person": ("full_name",)}),
    }

    @property
    def violation_rows(self) -> list[Violation]:
        return sorted(self.rows_of("violations"), key=lambda row: row.number)

    @property
    def deferral_rows(self) -> list[Deferral]:
        return self.rows_of("deferrals")

    @property
    def summons_rows(self) -> list[Summons]:
        return sorted(self.rows_of("summonses"), key=lambda row: (row.sent_on, row.pk))

    @property
    def hearing_rows(self) -> list[Hearing]:
        return self.rows_of("hearings")

    @property
    def circumstance_rows(self) -> list[Circumstance]:
        return self.rows_of("circumstances")

    @property
    def form_vote_rows(self) -> list[FormVote]:
        return self.rows_of("form_votes")

    @property
    def suspension_rows(self) -> list[Suspension]:
        return self.rows_of("suspensions")

    @property
    def team_rows(self) -> list[TeamMember]:
        return self.rows_of("team")
