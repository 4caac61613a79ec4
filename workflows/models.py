"""The spine: a case, its tasks, what was judged, which clocks run, who may see it. Knows no procedure."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin
from viewflow.workflow.models import AbstractProcess
from viewflow.workflow.status import STATUS

from organization.models import (
    Body,
    Organization,
    Person,
    User,
    new_public_id,
)
from organization.queries import Belonging, belonging_to
from organization.writing import update
from permissions.catalogue import GRANTS, Perm
from permissions.visibility import own_file_of, read_in_full, visible_to
from workflows.access_rows import AccessReason, CaseAccess, CasePerson
from workflows.audit.models import (
    AdministrationChain,
    AdministrationEvent,
    Checkpoint,
    CheckpointHead,
    Event,
    EventPayload,
    Reading,
    ReadingDay,
)
from workflows.beholding import Beholder, Shut
from workflows.calendar_days import CalendarDay
from workflows.concerned import ConcernedPerson
from workflows.deadline_rows import Deadline
from workflows.documents.models import Document, Register
from workflows.judgement_rows import Judgement
from workflows.mandates import Mandate
from workflows.meetings.models import (
    GONE,
    ON_AGENDA,
    AgendaItem,
    CountedBallot,
    Meeting,
    SealedBallot,
    Tally,
    Teller,
    WrappedKey,
)
from workflows.standing_aside import StandingAside
from workflows.task_rows import Task

if TYPE_CHECKING:
    from workflows.law import Law
    from workflows.meetings.ballot import Ballot
    from workflows.routes import Route

__all__ = [
    "AccessReason",
    "AdministrationChain",
    "AdministrationEvent",
    "AgendaItem",
    "CalendarDay",
    "Case",
    "CaseAccess",
    "CasePerson",
    "Checkpoint",
    "CheckpointHead",
    "ConcernedPerson",
    "CountedBallot",
    "Deadline",
    "Document",
    "Event",
    "EventPayload",
    "Judgement",
    "Mandate",
    "Meeting",
    "Reading",
    "ReadingDay",
    "Register",
    "SealedBallot",
    "StandingAside",
    "Tally",
    "Task",
    "Teller",
    "WrappedKey",
]

#: No text was found that says who of an accused organisation stands aside above it (a convention of this system).
OF_HIS_ORGANIZATION = _(
    "The case is about the party organisation that he belongs to: he takes no part in it elsewhere (a convention of"
    " this system; no article was found)."
)
OF_HIS_ORGANIZATION_ONCE = _(
    "He belonged to the party organisation concerned when the case was opened, or spoke for it since: he takes no part"
    " in it elsewhere (a convention of this system; no article was found)."
)


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User, on: date, *, one: bool = False) -> Self:
        """The one door for official views: see permissions/visibility.py."""
        return visible_to(self, user, on, one=one)  # type: ignore[return-value]

    def read_in_full(self, user: User, on: date, perm: str) -> Self:
        """Those of which a seat with ``perm``, in a body that sees the case, reads more than others see."""
        return read_in_full(self, user, on, GRANTS[perm])  # type: ignore[return-value]

    def own_file_of(self, person: Person | None, on: date | None = None) -> Self:
        """The one door for the person concerned; with a day, for who speaks for the organisation concerned too."""
        return own_file_of(self, person, on)  # type: ignore[return-value]


class Case(FSMModelMixin, AbstractProcess):
    """A matter on its way through the bodies. Procedures extend it by multi-table inheritance.

    ``status`` is viewflow's (is the process running), ``state`` says what the case legally is; only transitions change
    it.
    ``last_day``: the latest legal day of an act; no act lies before it. ``event_count``, ``head_hash``: its chain.
    ``of_organization``: it is about ``organization`` itself; ``subject`` is who spoke for it when it was entered, or
    was named since. ``in_own_file``: whether the person concerned follows it; of a case that he is not told of yet he
    sees nothing.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(_("procedure"), max_length=20, db_index=True)
    subject = models.ForeignKey(Person, models.PROTECT, related_name="cases", verbose_name=_("person concerned"))
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="cases", verbose_name=_("organisation"))
    state = FSMField(_("state"), max_length=40, protected=True, db_index=True)
    opened_on = models.DateField(_("opened on"))
    last_day = models.DateField(_("day of the last act"))
    of_organization = models.BooleanField(_("about the organisation itself"), default=False)
    in_own_file = models.BooleanField(_("followed by the person concerned"), default=True)
    search = models.CharField(max_length=250, db_index=True, editable=False)
    event_count = models.PositiveIntegerField(default=0, editable=False)
    head_hash = models.CharField(max_length=64, blank=True, editable=False)
    data = models.JSONField(default=dict, blank=True)
    parent_task = None

    #: The states a case of the procedure can be in, with their words.
    states: ClassVar[type[models.TextChoices]]
    #: What is read along with the case by every act and every page.
    read_with: ClassVar[tuple[str, ...]] = ("subject", "organization")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ()
        permissions = [("view_case", _("see the case")), *Perm.choices]
        indexes = [
            # few cases: whoever lists cases leaves out those about his own organisation
            models.Index(fields=["organization"], name="cases_of_organizations", condition=Q(of_organization=True))
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How people name the case: its random id in groups of four."""
        return "-".join(self.public_id[i : i + 4] for i in range(0, 12, 4))

    @property
    def whom(self) -> Person | Organization:
        """Whom it is about, as pages and papers name it."""
        return self.organization if self.of_organization else self.subject

    @property
    def chain(self) -> str:
        """The profile of the route the case took last; empty before its first step."""
        return self.data.get("chain", "")

    def remember(self) -> None:
        """Note what the row holds, so that ``save_changes`` writes only what an act changed."""
        held = {field.name: getattr(self, field.attname) for field in self._meta.concrete_fields}
        self._row = {name: copy.deepcopy(v) if isinstance(v, dict | list) else v for name, v in held.items()}

    def save_changes(self) -> None:
        """Save the columns that differ from what was remembered; all of them where nothing was."""
        row = getattr(self, "_row", None)
        if row is None:
            self.save()
        else:
            update(self, [f.name for f in self._meta.concrete_fields if getattr(self, f.attname) != row[f.name]])

    def follow(self, route: Route) -> None:
        """Remember the route of a step, for pages: what counts is computed anew at each act."""
        self.data = {**self.data, "chain": route.profile, "levels": list(route.levels)}

    def concerns(self, verb: str, on: date) -> bool:
        """Whether a verb of no open task is worth showing as the case stands."""
        return True

    def foreign(self, verb: str) -> bool:
        """Whether a verb of its steps never concerns a case of this kind: no page shows it, and a gate shuts it."""
        return False

    def hindrance(self, verb: str, on: date) -> str:
        """What stands against a verb beside seats and law, in words; empty: nothing."""
        return ""

    def lent_to(self, body: Body) -> bool:
        """Whether the body sees the case until a day told before, whatever waits for it."""
        return False

    @cached_property
    def agenda_item(self) -> AgendaItem | None:
        """Where its open step stands on the agenda of a meeting; asked once per object, one statement.

        ``last_checkpoint`` of it is asked with it.
        """
        if not self.pk:
            return None
        live = AgendaItem.objects.filter(case_id=self.pk, task__status=STATUS.NEW).exclude(state__in=GONE)
        signed = Checkpoint.objects.order_by("-number").values(told=JSONObject(number="number", hash="hash"))[:1]
        return live.annotate(last_signed=Subquery(signed)).select_related(*ON_AGENDA).first()

    def ballot(self, level: str, on: date) -> Ballot:
        """What a vote at the level asks, by the law of the day."""
        raise NotImplementedError

    @property
    def follows_from(self) -> Case | None:
        """The case whose persons concerned stand aside here too."""
        return None

    def shut_to(self, beholder: Beholder) -> Shut:
        """What of the case who sees it does not read."""
        return Shut()

    def barred(self, person_id: int, on: date) -> str:
        """Why a person may not act officially on the case beside its being his own, in words; empty: nothing."""
        return self.of_the_accused(on).get(person_id, "")

    def recused(self, on: date) -> dict[int, str]:
        """{person id: why in words} of those who take no part in a vote on the case; the person concerned is one."""
        return self.of_the_accused(on) if self.of_organization else {self.subject_id: str(_("The matter is his own."))}

    def aside_in(self, body_id: int) -> dict[int, str]:
        """{person id: why in words} of those who stand aside in this body by a decision; no statement where nothing
        was ever declared or decided."""
        if not self.data.get("aside"):
            return {}
        rows = StandingAside.objects.filter(case_id=self.pk, body_id=body_id, stands=True)
        text = _("He stands aside in this body by the decision of %(day)s.")
        return {pk: str(text) % {"day": f"{day:%d/%m/%Y}"} for pk, day in rows.values_list("person_id", "decided_on")}

    def stands_aside_in(self, person_id: int | None) -> frozenset[int]:
        """Ids of the bodies in which the person takes no part in it by a decision; no statement where none was."""
        if person_id is None or not self.data.get("aside"):
            return frozenset()
        rows = StandingAside.objects.filter(case_id=self.pk, person_id=person_id, stands=True)
        return frozenset(rows.values_list("body_id", flat=True))

    def own_vote(self, body: Body | None, on: date) -> bool:
        """Whether the person concerned votes in the body all the same."""
        return False

    def of_the_accused(self, on: date) -> dict[int, str]:
        """{person id: why in words} of those whose organisation it is about on the day, or was (workflows.concerned);
        empty where it is about a person.
        """
        if not self.of_organization:
            return {}
        once = {self.subject_id, *(person_id for person_id, _reason in self.noted_persons(on))}
        now = dict.fromkeys(self.belonging(on), str(OF_HIS_ORGANIZATION))
        return {**dict.fromkeys(once, str(OF_HIS_ORGANIZATION_ONCE)), **now}

    def noted_persons(self, on: date) -> frozenset[tuple[int, str]]:
        """{(person id, Concern)}, asked with who belongs to it on the day."""
        return self._belonging_on(on).beside

    def belonging(self, on: date) -> frozenset[int]:
        """Ids of those who belong to the organisation it is about on the day; none where it is about a person."""
        return self._belonging_on(on).persons if self.of_organization else frozenset()

    def _belonging_on(self, on: date) -> Belonging:
        """One statement for each day and object."""
        if on not in self._belonging:
            noted = ConcernedPerson.objects.filter(case_id=self.pk).values_list("person_id", "reason")
            self._belonging[on] = belonging_to(self.organization_id, on, noted if self.pk else None)
        return self._belonging[on]

    @cached_property
    def _belonging(self) -> dict[date, Belonging]:
        return {}

    def concerned(self, on: date) -> frozenset[int]:
        """Ids of those whose own matter it is: they neither preside over it, take its minutes nor count its votes."""
        return frozenset(self.of_the_accused(on)) | {self.subject_id}

    def followed_by(self, on: date) -> int:
        """Id of the person who follows it in a file of his own (permissions.visibility.own_file_of, of one case)."""
        return (self._belonging_on(on).secretary if self.of_organization else None) or self.subject_id

    def own_of(self, person_id: int | None, on: date) -> bool:
        """Whether the person follows it himself: it is about him, or he speaks for the organisation it is about."""
        return person_id is not None and person_id == self.followed_by(on)

    # What a procedure answers (admission/models.py):
    def facts(self, on: date, proposed: dict[str, Any] | None = None) -> Any:
        """Everything rules may know of the case on the day, with what the act in hand proposes."""
        raise NotImplementedError

    def law(self, on: date) -> Law:
        raise NotImplementedError

    def route(self, on: date) -> Route:
        """Which bodies the case passes, by the tree and the powers of the day."""
        raise NotImplementedError

    @property
    def stages(self) -> list[tuple[str, str]]:
        """(state, label) of the straight way, for the stage line."""
        raise NotImplementedError
