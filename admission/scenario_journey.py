"""One synthetic dossier on its way: every move is a real act of the engine, by whose seat it takes, on a past day."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from admission.codes import Cancellation, CertificateIssuer, Education
from admission.codes import Document as Paper
from admission.flows import AdmissionFlow
from admission.law_of_day import law_of
from admission.models import Dossier
from admission.scenario_meetings import hold
from organization.models import BodyKind, Kind, Person, Role, User
from organization.scenario_tree import Unit
from organization.scenarios import Khoi, Way
from workflows.actions import act, act_on_case, open_case
from workflows.calendar import Calendar
from workflows.models import Task
from workflows.scenario_meetings import pdf


@lru_cache
def texts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "scenario_data.yaml").read_text(encoding="utf-8"))
    return loaded


def usual_issuer(day: date) -> CertificateIssuer:
    """Whose certificate of the awareness class the law of the day names first."""
    return CertificateIssuer(law_of(day)["certificate.issuers"].value[0])


class Journey:
    """A dossier of ``person`` in ``cell``, which goes ``way``; ``number`` is written on its papers.

    A method does what its step needs, by whoever has that step on this way.
    """

    def __init__(
        self,
        khoi: Khoi,
        cell: Unit,
        person: Person,
        way: Way,
        *,
        number: int,
        start: date,
        rng: random.Random,
        calendar: Calendar,
    ) -> None:
        self.khoi, self.cell, self.person, self.way, self.number = khoi, cell, person, way, number
        self.rng, self.calendar = rng, calendar
        self.day = self._working(start)
        self.youth = rng.random() < 0.7
        self.case: Dossier

    # who acts

    @property
    def secretary(self) -> User:
        return self.khoi.user(self.cell, BodyKind.CELL, Role.SECRETARY)

    @property
    def clerk(self) -> User:
        return self.khoi.user(self.cell, BodyKind.CELL, Role.CLERK)

    @property
    def base_secretary(self) -> User:
        return self.khoi.user(self.cell.base, BodyKind.COMMITTEE, Role.SECRETARY)

    @property
    def officer(self) -> User:
        return self.khoi.user(self.cell.authority, BodyKind.ORGANIZATION_DEPARTMENT, Role.OFFICER)

    @property
    def standing_secretary(self) -> User:
        return self.khoi.user(self.cell.authority, BodyKind.STANDING_COMMITTEE, Role.SECRETARY)

    @property
    def certifier(self) -> User:
        """Who leads the grassroots organisation, be it a cell."""
        return self.secretary if self.way in (Way.GRASSROOTS_CELL, Way.DIRECT_CELL) else self.base_secretary

    @property
    def decider(self) -> User:
        return self.base_secretary if self.way is Way.AUTHORISED else self.standing_secretary

    @property
    def notifier(self) -> User:
        return self.base_secretary if self.way is Way.AUTHORISED else self.officer

    # time and acts

    def wait(self, days: int) -> None:
        """Let about so many days pass; the next act falls on a working day, never after the scenario's own day."""
        self.at(self.day + timedelta(days=days))

    def at(self, day: date) -> None:
        """The day of the next act: this one or the working day after it, never after the scenario's own day."""
        self.day = min(self._working(day), self.khoi.day)

    def _working(self, day: date) -> date:
        while not self.calendar.is_working_day(day):
            day += timedelta(days=1)
        return day

    def key(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def do(self, verb: str, by: User, **data: Any) -> None:
        task = Task.objects.open().get(process_id=self.case.pk)
        result = act(task, verb, by=by, on=self.day, key=self.key(), data={"acknowledge": True, **data})
        self.case = result.case

    def do_on_case(self, verb: str, by: User | None, **data: Any) -> None:
        done = {"acknowledge": True, **data}
        self.case = act_on_case(self.case, verb, by=by, on=self.day, key=self.key(), data=done).case

    def text(self, *path: str) -> str:
        found: Any = texts()
        for part in path:
            found = found[part]
        above = self.cell.authority.bodies
        return str(found).format(
            n=self.number,
            name=self.person.full_name,
            year=self.day.year,
            committee=above[BodyKind.STANDING_COMMITTEE].symbol,
            department=above[BodyKind.ORGANIZATION_DEPARTMENT].symbol,
        )

    # the steps, in the order of the chain

    def open(self) -> None:
        data = {
            "person": self.person,
            "authorisation_number": self.text("authorisation"),
            "authorised_on": self.day - timedelta(days=3),
            "acknowledge": True,
        }
        body = self.cell.bodies[BodyKind.CELL]
        self.case = open_case(AdmissionFlow, by=self.secretary, body=body, on=self.day, key=self.key(), data=data).case

    def file_certificate(self, *, with_file: bool = False) -> None:
        issued_on = self.day - timedelta(days=self.rng.randint(200, 700))
        self._file(
            Paper.CLASS_CERTIFICATE,
            "certificate",
            issued_on=issued_on,
            certificate_issuer=usual_issuer(issued_on),
            file=self.upload("certificate") if with_file else None,
        )

    def draft(self, *, with_files: bool = False) -> None:
        """Papers, particulars and introducers; then the CV goes out."""
        self.file_certificate()
        self.wait(2)
        for code in (Paper.APPLICATION, Paper.CV):
            file = self.upload(code.value) if with_files else None
            self.do(
                "file_paper", self.clerk, code=code.value, issued_on=self.day, issuer=self.person.full_name, file=file
            )
        self.do("record_particulars", self.clerk, **self._particulars())
        for introducer in self.cell.officials[4 : 5 if self.youth else 6]:
            since = self.day - timedelta(days=self.rng.randint(500, 600))
            self.do("add_introducer", self.clerk, person=introducer.public_id, together_since=since, substitute=False)
        if self.youth:
            self._file(Paper.YOUTH_UNION_RESOLUTION, "youth_union", issued_on=self.day)
        self.wait(3)
        self.do("submit_for_verification", self.clerk)

    def ask(self) -> None:
        for asked in texts()["requests"][: self.rng.randint(1, 2)]:
            self.do(
                "request_verification",
                self.clerk,
                relation=asked["relation"],
                person_name=self.person.full_name,
                place=asked["place"],
                abroad=False,
                sent_on=self.day,
                letter_number=asked["letter"].format(n=self.number),
            )

    def answer(self) -> None:
        for request in self.case.verifications.filter(replied_on__isnull=True).order_by("pk"):
            data = {"request": request.public_id, "replied_on": self.day, "clear": True, "summary": self.text("reply")}
            self.do("record_reply", self.clerk, **data)
        self.do("conclude_verification", self.clerk, remarks=self.text("remarks"))

    def certify(self) -> None:
        self.do("certify_cv", self.certifier, cv_true=True, political_issue="none", signed_on=self.day)

    def complete(self) -> None:
        for introducer in self.cell.officials[4 : 5 if self.youth else 6]:
            self._file(Paper.INTRODUCTION_LETTER, "", issuer=introducer.full_name, issued_on=self.day)
        self._file(Paper.OPINIONS, "opinions", issued_on=self.day, opinions_organizations=True, opinions_residence=True)
        self.do("declare_complete", self.clerk)

    def cell_votes(self, *, passes: bool = True) -> None:
        hold(self, "record_cell_vote", "cell", self.secretary, passes=passes)

    def section_appraises(self) -> None:
        """Nothing where the cell stands directly under the base."""
        section = self.cell.parent
        if section is None or section.kind != Kind.SECTION:
            return
        self.do(
            "appraise_section",
            self.khoi.user(section, BodyKind.SECTION_COMMITTEE, Role.SECRETARY),
            held_on=self.day,
            report_number=self.text("section", "number"),
            remarks=self.text("section", "remarks"),
        )

    def committee_votes(self, *, passes: bool = True) -> None:
        """The committee proposes; an authorised one decides."""
        verb = "record_deciding_vote" if self.way is Way.AUTHORISED else "record_committee_vote"
        hold(self, verb, "grassroots", self.base_secretary, passes=passes)

    def appraise(self) -> None:
        data = {"register_number": self.text("appraisal", "register"), "remarks": self.text("appraisal", "remarks")}
        self.do("appraise", self.officer, extract_sent=True, **data)

    def ask_supplement(self) -> None:
        self.do("return_for_supplement", self.officer, what=self.text("supplement", "what"))

    def return_below(self) -> None:
        self.do("return_to_cell", self.base_secretary, what=self.text("supplement", "what"))

    def supply(self) -> None:
        self.do("supply", self.clerk, note=self.text("supplement", "note"))

    def standing_votes(self, *, passes: bool = True) -> None:
        hold(self, "record_standing_vote", "standing", self.standing_secretary, passes=passes)

    def decide(self) -> None:
        self.do("issue_decision", self.decider, signed_on=self.day)

    def notify_refusal(self) -> None:
        number, reason = self.text("refusal", "number"), self.text("refusal", "reason")
        self.do("notify_refusal", self.notifier, number=number, notified_on=self.day, reason=reason)

    def receive(self) -> None:
        self.do("receive_decision", self.clerk, received_on=self.day)

    def hold_ceremony(self) -> None:
        helper = self.cell.officials[4].public_id
        self.do("hold_ceremony", self.secretary, held_on=self.day, helper=helper, consent_number="", consent_on=None)

    def clarify(self) -> None:
        self.do("return_for_clarification", self.certifier, reason=self.text("clarification"))

    def stop_after_shortfall(self) -> None:
        self.do("stop_after_shortfall", self.decider, reason=self.text("shortfall"))

    def withdraw(self) -> None:
        """By the applicant, who gets a log-in without a password for it unless he has one."""
        self.do_on_case("withdraw", self._owner(), reason=self.text("withdrawal"))

    def cancel(self) -> None:
        data = {"ground": Cancellation.PROCEDURE, "signed_on": self.day}
        self.do_on_case("cancel_decision", self.decider, reason=self.text("cancellation"), **data)

    # details

    def _owner(self) -> User:
        known = User.objects.filter(person=self.person).first()
        if known is not None:
            return known
        joined = timezone.make_aware(datetime.combine(self.day, time()))
        user = User(username=f"nguoixin.{self.cell.short}.{self.number}", person=self.person, date_joined=joined)
        user.set_unusable_password()
        user.save()
        return user

    def _particulars(self) -> dict[str, Any]:
        return {
            "education": Education.HIGHER,
            "citizen": True,
            "special_area": False,
            "person_of_prestige": False,
            "youth_union_exists": self.youth,
            "of_youth_age": True,
            "youth_union_cadre": False,
            "youth_union_member": self.youth,
            "trade_union_exists": False,
            "trade_union_member": False,
            "believer": False,
            "dignitary": False,
            "foreign_spouse": False,
            "foreign_origin": False,
            "private_owner": False,
            "population_flagged": False,
        }

    def _file(self, code: Paper, text: str, **data: Any) -> None:
        written = {part: self.text(text, part) for part in ("number", "issuer") if text}
        self.do("file_paper", self.clerk, code=code.value, **{"file": None, **written, **data})

    def upload(self, text: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(texts()[text]["file"], pdf(), content_type="application/pdf")


Move = Callable[[Journey], None]
