"""Which body is the instance of a complaint on a day, who prepares its answer, and what it may decide."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from discipline.ballots import forms_ballot
from discipline.codes import FORM_LABELS, NO_DISCIPLINE, Decider, Form, Level, SubjectKind
from discipline.codes_complaint import LEVEL_LABELS, ORGAN_LABELS, Organ
from discipline.competence import Powers
from discipline.complaint_window import governing
from discipline.instances import Levels, levels_along, place_by_kind
from discipline.ladder import Place, Step, is_final, ladder, next_instance
from discipline.routes import DisciplineRoute
from organization.models import BodyKind
from workflows.meetings.outcomes import Mode
from workflows.routes import NoRoute

if TYPE_CHECKING:
    from discipline.complaints.models import Complaint
    from discipline.models import DisciplineCase
    from discipline.records import FormVote
    from organization.models import Body
    from workflows.law import Law
    from workflows.meetings.ballot import Ballot
    from workflows.routes import Route

OUTCOMES = "complaint.outcomes"
_SEVERITY = list(Form)
WHOLE = ("subject", "organization", "issuer__organization", "registrar__organization")
#: The bodies of the matrix of powers that resolve complaints, by level of the route.
_DECIDERS = {
    Level.BASE: {
        BodyKind.INSPECTION: Decider.BASE_INSPECTION,
        BodyKind.STANDING_COMMITTEE: Decider.BASE_STANDING,
        BodyKind.COMMITTEE: Decider.BASE_COMMITTEE,
    },
    Level.UPPER: {
        BodyKind.INSPECTION: Decider.UPPER_INSPECTION,
        BodyKind.STANDING_COMMITTEE: Decider.UPPER_STANDING,
        BodyKind.COMMITTEE: Decider.UPPER_COMMITTEE,
    },
}


def decider_of(body: Body, route: Route) -> Decider:
    """What the body is in the matrix of powers; what lies above the levels of the matrix is taken as its highest."""
    for level, by_kind in _DECIDERS.items():
        place = route.levels.get(level)
        if place is not None and place.pk == body.organization_id and body.kind in by_kind:
            return by_kind[BodyKind(body.kind)]
    return Decider.NEXT_ABOVE


class Instance:
    """Of a complaint."""

    of: DisciplineCase
    of_id: int
    _meta: Any
    level: str
    organ: str
    contested_form: str
    expected_form: str
    new_form: str
    issuer: Body | None
    law: Any
    facts: Any
    if TYPE_CHECKING:

        @property
        def place(self) -> Place: ...
        @property
        def question(self) -> str: ...
        @property
        def answered(self) -> list[Complaint]: ...

    @property
    def complained_of(self) -> DisciplineCase:
        """``of``, with the person, the organisation and the bodies that every question here asks: one statement."""
        link: Any = self._meta.get_field("of")
        if not link.is_cached(self):
            self.of = link.related_model.objects.select_related(*WHOLE).get(pk=self.of_id)
        return self.of

    def route(self, on: date) -> DisciplineRoute:
        """The way of the case complained of. Raises NoRoute."""
        return self.complained_of.route(on)

    def instances(self, on: date) -> Levels:
        """The levels of the way of the day and their bodies; asked once per day and object. Raises NoRoute."""
        if on not in self._instances:
            route = self.route(on)
            self._instances[on] = levels_along(route.path, route.seated)
        return self._instances[on]

    def decided_by(self, on: date) -> Place:
        """The body of the first decision. Raises NoRoute."""
        decided = self.complained_of
        return self.place_of(decided.issuer or decided.registrar, on)

    def other_deciders(self, on: date) -> tuple[Place, ...]:
        """Other bodies that voted on the decision: their proposals led to it."""
        found = dict.fromkeys(self.place_of(vote.body, on) for vote in self._votes)
        return tuple(place for place in found if place != self.decided_by(on))

    def place_of(self, body: Body, on: date) -> Place:
        """Of a body that decided, though it may have ended since. Raises NoRoute for one that decides nothing."""
        return self.instances(on).place_of(body) or place_by_kind(body)

    @property
    def passed(self) -> tuple[Place, ...]:
        """The bodies that have answered so far, in their order."""
        return tuple(one.place for one in self.answered)

    def ladder(self, on: date) -> tuple[Step, ...]:
        """By the law of the day on which the right to complain arose (DIS-04, 117, 119). Raises NotInForce."""
        return ladder(
            self._then(on),
            decided_by=self.decided_by(on),
            path=self.instances(on).tiers,
            form=Form(self.new_form or self.contested_form),
            took_part=self.other_deciders(on),
        )

    def due_instance(self, on: date) -> Step | None:
        """Where this complaint belongs: the instance after the body that answered last."""
        return next_instance(self.ladder(on), self.passed[-1] if self.passed else None)

    def instance_body(self, on: date) -> Body:
        """The body that resolves it. Raises NoRoute."""
        return self.instances(on).body(self.place)

    def voting_at(self, on: date) -> str:
        """The name of the body that resolves it; "" where this system holds none on the day."""
        try:
            return str(self.instance_body(on))
        except NoRoute:
            return ""

    def conductor(self, on: date) -> Body:
        """Who receives, verifies and prepares the answer: the inspection commission of the level, unless it decided or
        answered itself; then the body that resolves it (DIS-118).
        """
        office = Place(self.place.level, Organ.INSPECTION)
        bodies = self.instances(on).bodies
        took_part = {self.decided_by(on), *self.other_deciders(on), *self.passed}
        return bodies[office] if office in bodies and office not in took_part else self.instance_body(on)

    def answering_body(self, on: date) -> Body:
        """Whose answer it is, while it exists; the one in its place afterwards."""
        issuer = self.issuer
        alive = issuer is not None and (issuer.until is None or issuer.until > on)
        return issuer if issuer is not None and alive else self.instance_body(on)

    def commissions_above(self, on: date) -> list[Body]:
        """The inspection commissions of the levels above the instance: it lies in their territory."""
        bodies = self.instances(on).bodies.items()
        higher = [(at, body) for at, body in bodies if at.organ is Organ.INSPECTION and at.height > self.place.height]
        return [body for at, body in higher if at.level is not self.place.level]

    def decider_on(self, on: date) -> Decider:
        """What the instance is in the matrix of powers."""
        return decider_of(self.instance_body(on), self.route(on))

    def powers_at(self, place: Place, on: date) -> Powers:
        """What a body may do about the form: uphold or lighten what a lower body decided; make it heavier only within
        its own power of the matrix (DIS-122).
        """
        own = self.of.powers_of(decider_of(self.instances(on).body(place), self.route(on)), on)
        upto = _SEVERITY.index(Form(self.contested_form)) + 1
        outcomes = self.law(on)[OUTCOMES]
        return Powers({**dict.fromkeys(_SEVERITY[:upto], outcomes), **own.deciding}, {}, own.verifying)

    def mode(self, on: date) -> Mode:
        """Whether the vote decides or proposes, fixed before it from the form that the report proposes."""
        form = self.expected_form or self.contested_form
        return Mode.DECIDE if form in self.powers_at(self.place, on).decides else Mode.PROPOSE

    def ballot(self, level: str, on: date) -> Ballot:
        """As in the case itself (DIS-69 to 74); "no discipline" cancels the decision. The form complained of can be
        upheld though he holds no office any more.
        """
        return forms_ballot(
            self.law(on),
            subject_kind=SubjectKind(self.of.subject_kind),
            holds_office=self.of.holds_office(on) or self.contested_form == Form.REMOVAL,
            powers=self.powers_at(self.place, on),
            question=self.question,
            labels={
                **{form.value: _(label) for form, label in FORM_LABELS.items()},
                self.contested_form: _("%(form)s (the decision is upheld)")
                % {"form": _(FORM_LABELS[Form(self.contested_form)])},
                NO_DISCIPLINE: _("The decision is cancelled"),
            },
        )

    def is_last(self, on: date) -> bool:
        """Whether what the instance decides is final (DIS-119)."""
        return is_final(self.ladder(on), self.place)

    def onward(self, on: date) -> str:
        """To whom he may complain about the answer, in words; "" where nobody is left. Raises NoRoute, NotInForce."""
        step = next_instance(self.ladder(on), self.place)
        if step is None or self.is_last(on):
            return ""
        body = self.instances(on).bodies.get(step.place)
        return str(body) if body else f"{_(ORGAN_LABELS[step.organ])}, {_(LEVEL_LABELS[step.level])}"

    def go_up(self, form: str, on: date) -> bool:
        """Let the complaint stand at the next instance that may decide the form; False where this system has none."""
        bodies = self.instances(on).bodies
        above = [
            step.place for step in self.ladder(on) if step.place.height > self.place.height and step.place in bodies
        ]
        able = [place for place in above if not form or form in self.powers_at(place, on).decides]
        if not above:
            return False
        place = (able or above)[0]
        self.level, self.organ = place.level, place.organ
        return True

    def _then(self, on: date) -> Law:
        return governing(self.facts(on), self.law(on))

    @cached_property
    def _votes(self) -> list[FormVote]:
        return self.of.form_vote_rows

    @cached_property
    def _instances(self) -> dict[date, Levels]:
        return {}
