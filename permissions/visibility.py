"""The only question about seeing. Asked of the queryset handed in; this module knows no case model.

The model behind the queryset has ``subject`` (Person), ``of_organization`` (whether it is about ``organization``
itself, for which ``subject`` speaks), ``accesses`` (dated rows body x case), ``named_persons`` (dated rows user x
case), ``persons_concerned`` (rows person x case: who belonged to that organisation or spoke for it) and
``standing_aside`` (rows person x case x body: who takes no part in the case there, by a decision of who presides).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from operator import or_
from typing import Any, Self, TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import IsNull

from organization.models import Membership, Person, Role, Seat, Standing, User, valid_on
from organization.prepared import Prepared
from organization.queries import LEADING
from permissions.catalogue import Pairs

M = TypeVar("M", bound=Model)
#: Bodies that are named one by one; the planner takes as long as the answer when it reads thousands.
MANY = 200


def visible_to(cases: QuerySet[M], user: User, on: date, *, one: bool = False) -> QuerySet[M]:
    """The cases ``user`` may see officially on the day: through a body he sits in, or by name. Never his own, nor one
    about an organisation that he belongs to, belonged to when it was opened, or spoke for; and nothing through a body
    in which he stands aside.

    ``one``: the caller narrows them to a single case. The same is then asked of that case; otherwise the database first
    gathers all he sees, which a list needs and a page of one case waits for.
    """
    if not user.is_active or user.person_id is None:
        return cases.none()
    through_bodies = seen_through(cases.model, user.person_id, on)
    by_name = _named(cases.model, user.pk, on)
    if one:
        # a row of it, not EXISTS: for that PostgreSQL may gather everything all the same
        ways = (through_bodies.filter(case_id=OuterRef("pk")), by_name.filter(content_object_id=OuterRef("pk")))
        seen = reduce(or_, (Q(IsNull(Subquery(rows.values("pk")[:1]), False)) for rows in ways))
    else:
        seen = Q(pk__in=through_bodies.values("case_id")) | Q(pk__in=by_name.values("content_object_id"))
    return not_own(cases.filter(seen), user.person_id, on)


def read_in_full(cases: QuerySet[M], user: User, on: date, pairs: Pairs) -> QuerySet[M]:
    """Of the cases, those that ``user`` sees through a seat of one of the ``pairs`` (kind of body, role), in a body
    with access on the day. Never his own; who is only named on a case is not among them.
    """
    if not user.is_active or user.person_id is None:
        return cases.none()
    seats = Q()
    for kind, role in sorted(pairs):
        seats |= Q(body__kind=kind, body__seats__role=role)
    through = seen_through(cases.model, user.person_id, on, seats)
    return not_own(cases.filter(pk__in=through.values("case_id")), user.person_id, on)


@dataclass(frozen=True)
class Sight:
    """The same question of rows that hang on cases, with what lets a user see on a day read once.

    ``posts``: {(body id, kind of body, role)} he holds; ``named``: ids of the cases he sees by name. The database then
    plans with plain numbers: for lists over very many cases. A test compares it with ``visible_to``.
    """

    person_id: int | None
    on: date
    posts: frozenset[tuple[int, str, str]] = frozenset()
    named: frozenset[int] = frozenset()

    @classmethod
    def of(cls, case_model: type[Model], user: User, on: date) -> Self:
        """One statement."""
        if not user.is_active or user.person_id is None:
            return cls(None, on)
        rows = _posts_and_names(case_model).rows(user.person_id, user.pk, on)
        posts = frozenset((pk, kind, role) for pk, kind, role in rows if kind)
        return cls(user.person_id, on, posts, frozenset(pk for pk, kind, _role in rows if not kind))

    def bodies(self, pairs: Pairs | None = None) -> tuple[int, ...]:
        """Ids of the bodies he sits in; ``pairs``: only those in which he is one of these (kind of body, role)."""
        return tuple(sorted({body for body, *post in self.posts if pairs is None or tuple(post) in pairs}))

    def among(self, pairs: Pairs | None = None) -> tuple[int, ...] | QuerySet:
        """The same for a condition ``…__in``: where they are too many to be named, as a query of his seats."""
        found = self.bodies(pairs)
        if len(found) <= MANY or self.person_id is None:
            return found
        seats = Seat.objects.on(self.on).filter(valid_on(self.on, "body__"), person_id=self.person_id)
        wanted = Q()
        for kind in sorted({kind for kind, _role in pairs or ()}):
            wanted |= Q(body__kind=kind, role__in=sorted(role for of, role in pairs or () if of == kind))
        return seats.filter(wanted).values("body_id")

    def over(self, rows: QuerySet[M], link: str) -> QuerySet[M]:
        """The ``rows`` whose case, reached through ``link``, he may see officially."""
        if not (self.posts or self.named):
            return rows.none()
        case_model = rows.model._meta.get_field(link).related_model
        accesses = case_model._meta.get_field("accesses").related_model  # type: ignore[union-attr]
        here = ~stands_aside(case_model, self.person_id, self.on), valid_on(self.on)  # type: ignore[arg-type]
        through = accesses.objects.filter(*here, body_id__in=self.among())  # type: ignore[union-attr]
        seen = Q(**{f"{link}__in": through.values("case_id")})
        if self.named:
            seen |= Q(**{f"{link}__in": sorted(self.named)})
        own = case_model._default_manager.filter(subject_id=self.person_id)  # type: ignore[union-attr]
        rows = rows.filter(seen).exclude(**{f"{link}__in": own.values("pk")})
        of_his = _of_his_organization(case_model, self.person_id, self.on)  # type: ignore[arg-type]
        return rows.exclude(**{f"{link}__in": of_his}).exclude(
            **{f"{link}__in": _concerning(case_model, self.person_id)}
        )


@cache
def _posts_and_names(case_model: type[Model]) -> Prepared:
    """Of a person, his account and a day: (body id, kind of body, role) of each seat, ("", "") with each case he sees
    by name."""

    def compose(person_id: int, user_id: int, on: date) -> QuerySet:
        nothing = Value("", CharField())
        seats = Seat.objects.on(on).filter(valid_on(on, "body__"), person_id=person_id)
        by_name = _named(case_model, user_id, on).values_list("content_object_id", nothing, nothing)
        return seats.values_list("body_id", "body__kind", "role").union(by_name, all=True)

    return Prepared(compose, int, int, date)


def _named(case_model: type[Model], user_id: int, on: date) -> QuerySet:
    named = case_model._meta.get_field("named_persons").related_model
    rows = named.objects.filter(valid_on(on), user_id=user_id)  # type: ignore[union-attr]
    return rows.filter(permission__codename="view_case")


def not_own(cases: QuerySet[M], person_id: int, on: date) -> QuerySet[M]:
    """Without those about him or about his organisation, and those in which he stands aside."""
    cases = cases.exclude(subject_id=person_id).exclude(pk__in=_concerning(cases.model, person_id))
    return cases.exclude(pk__in=_of_his_organization(cases.model, person_id, on))


def seen_through(case_model: type[Model], person_id: int, on: date, seats: Q | None = None) -> QuerySet:
    """The accesses of bodies through which the person sees cases by his seats (``seats``: only by such)."""
    accesses = case_model._meta.get_field("accesses").related_model
    # in one filter, so that all of it is about the same seat
    found: QuerySet = accesses.objects.filter(  # type: ignore[union-attr]
        seats or Q(),
        ~stands_aside(case_model, person_id, on),
        valid_on(on),
        valid_on(on, "body__"),
        valid_on(on, "body__seats__"),
        body__seats__person_id=person_id,
    )
    return found


def stands_aside(case_model: type[Model], person_id: int | None, on: date, case: str = "case_id") -> Exists:
    """Of rows with a body and a case (its column: ``case``): whether the person was decided to stand aside there."""
    aside = case_model._meta.get_field("standing_aside").related_model
    rows = aside.objects.filter(  # type: ignore[union-attr]
        case_id=OuterRef(case), body_id=OuterRef("body_id"), person_id=person_id, stands=True, decided_on__lte=on
    )
    return Exists(rows)


def _concerning(case_model: Any, person_id: int | None) -> QuerySet:
    """Ids of the cases in which the person stands aside for good."""
    concerned = case_model._meta.get_field("persons_concerned").related_model
    return concerned.objects.filter(person_id=person_id).values("case_id")


def _of_his_organization(case_model: type[Model], person_id: int, on: date) -> QuerySet:
    """Ids of the cases about an organisation to which the person belongs on the day: he sits in one of its bodies or is
    counted in it (organization.queries.belonging_to, asked from the other side).
    """
    seats = Seat.objects.on(on).filter(valid_on(on, "body__"), person_id=person_id)
    standing = (Standing.OFFICIAL, Standing.PROBATIONARY)
    counted = Membership.objects.on(on).filter(person_id=person_id, standing__in=standing)
    his = Q(organization_id__in=seats.values("body__organization_id"))
    his |= Q(organization_id__in=counted.values("organization_id"))
    return case_model._default_manager.filter(his, of_organization=True).values("pk")


def own_file_of(cases: QuerySet[M], person: Person | None, on: date | None = None) -> QuerySet[M]:
    """The cases about ``person`` that he follows himself: the other door, a projection without remarks and votes.

    ``on``: those about the organisation whose secretary he is on the day too; where nobody is, those in which he was
    named to speak for it. Without a day there are none of these. A case that he has not been told of yet does not exist
    for him.
    """
    if person is None:
        return cases.none()
    his = Q(subject=person, of_organization=False)
    if on is not None:
        leading = Seat.objects.on(on).filter(valid_on(on, "body__"), role=Role.SECRETARY, body__kind__in=LEADING)
        led = leading.filter(person=person).values("body__organization_id")
        somebody = leading.filter(body__organization_id=OuterRef("organization_id"))
        his |= Q(of_organization=True, organization_id__in=led)
        his |= Q(~Exists(somebody), of_organization=True, subject=person)
    return cases.filter(his, in_own_file=True)
