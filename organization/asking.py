"""Who asks for a page: the seats he holds today, read once per request."""

from django.http import HttpRequest, QueryDict

from organization.clock import today
from organization.models import Person, Seat, User
from organization.queries import seats_of


def my_seats(request: HttpRequest) -> list[Seat]:
    """The asker's seats of today. Kept on the request, where what every page shows of them finds them too.

    The person behind them is put beside the user, who would otherwise be asked again.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User) or user.person_id is None:
        return []
    known: list[Seat] | None = getattr(request, "_my_seats", None)
    if known is None:
        known = list(seats_of(Person(pk=user.person_id), today()).select_related("person"))
        request._my_seats = known  # type: ignore[attr-defined]
        if known:
            user.person = known[0].person
    return known


def may_look(request: HttpRequest) -> bool:
    """Whether tree, bodies and seats are his to see: who holds a seat today, and administrators. Nobody else."""
    user = request.user
    return bool(user.is_active and (my_seats(request) or user.is_staff))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent for a form to be bound to, be it nothing at all; None where nobody sent anything."""
    return request.POST if request.method == "POST" else None
