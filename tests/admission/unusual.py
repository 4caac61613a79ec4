"""What tests of the unusual ways share: a journey with the acts that the straight way does not know."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from admission.staleness import note_stale
from organization.models import User
from tests.chain import Chain, Journey
from tests.workflows.files import pdf
from workflows.actions import Result
from workflows.audit.chain import verify
from workflows.findings import RuleBroken
from workflows.models import Deadline
from workflows.screens import screen_of
from workflows.timeline import entries, events_of


def scan(name: str = "van-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(), content_type="application/pdf")


def told(journey: Journey) -> list[str]:
    """The record of the case in sentences."""
    dossier = journey.dossier
    lines = entries(dossier, events_of(dossier), screen_of("admission"))
    return [line for entry in lines for line in entry.lines]


def broken(error: RuleBroken) -> list[tuple[str, str]]:
    return [(found.rule, found.name) for found in error.findings]


class UnusualJourney(Journey):
    """``Journey`` with what may interrupt it."""

    def __init__(self, chain: Chain, **options: Any) -> None:
        super().__init__(chain, **options)
        self.know_actors()

    def know_actors(self) -> None:
        """Who usually acts on the unusual steps."""
        chain, users = self.chain, self.chain.users
        own = {"stale": "cell", "class_again": "cell", "political_review": "standing", "consent": "department"}
        own |= {
            "name_removal": "cell",
            "redo_papers": "cell",
            "redo_cell": "cell",
            "redo_certification_in_cell": "cell",
        }
        own |= {"redo_review": "standing", "authorised_redo_review": "grassroots", "redo_standing": "standing"}
        own |= {"redo_certification_above": "standing"}
        own |= {"redo_certification": "grassroots", "redo_grassroots": "grassroots"}
        own |= dict.fromkeys(("prospect", "sympathizer", "class_enrolled", "class_certified"), "cell")
        own |= dict.fromkeys(("class_permission", "dossier_permission"), "grassroots")
        own |= dict.fromkeys(("class_permission_above", "dossier_permission_above"), "standing")
        own |= {"authorised_review": "grassroots", "authorised_consent": "grassroots"}
        chain.actors |= {step: users[name] for step, name in own.items() if name in users}

    @property
    def decides(self) -> bool:
        return self.step in ("standing", "redo_standing") or (
            self.step != "redo_cell" and self.dossier.route(self.day).has("authorised")
        )

    @property
    def recording_verb(self) -> str:
        """Also of a vote that is taken again."""
        again = {
            "redo_cell": "record_cell_vote_again",
            "redo_grassroots": "record_deciding_vote_again" if self.decides else "record_committee_vote_again",
            "redo_standing": "record_standing_vote_again",
        }
        return again.get(self.step) or super().recording_verb

    def clock(self, kind: str) -> Deadline:
        return Deadline.objects.get(case=self.case_id, kind=kind, closed_on__isnull=True)

    def grow_stale(self) -> date:
        """The system notes it on the first stale day, which is returned."""
        self.day = self.clock("stale").due_on + timedelta(days=1)
        assert note_stale(self.day) == (1, 0)
        return self.day

    def file_again(self, issued_on: date | None, codes: Sequence[str] = ("introduction_letter", "opinions")) -> None:
        for code in codes:
            collected = {"opinions_organizations": True, "opinions_residence": True}
            noted: dict[str, Any] = collected if code == "opinions" else {}
            for issuer in ("A", "B") if code == "introduction_letter" else ("",):
                self.do("file_paper", code=code, issued_on=issued_on, issuer=issuer, **noted)

    def redo(self, *, changed: bool = False, **data: Any) -> Result:
        return self.do("redo_stale", changed=changed, conclusion="đã rà soát", acknowledge=True, **data)

    def by_cell(self, verb: str, *, by: User | None = None, **data: Any) -> Result:
        return self.do_on_case(verb, by=by or self.chain.users["cell"], acknowledge=True, **data)

    def recorded(self) -> bool:
        """Whether the record of the case is whole."""
        return bool(verify(self.dossier).ok)
