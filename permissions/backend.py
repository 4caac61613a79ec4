"""The same two questions behind ``user.has_perm``. guardian's own backend is not installed: it knows no ``until``."""

import unicodedata

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from organization.clock import today
from organization.models import Body, User, administrable
from organization.prepared import Prepared
from organization.sign_in.sessions import owner_just_read
from permissions.catalogue import Perm
from permissions.checks import may
from permissions.visibility import visible_to

_USER = Prepared(lambda user_id: User.objects.filter(pk=user_id), int)


class SeatBackend(ModelBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: object
    ) -> User | None:
        """Names and passwords compare in one spelling (NFC): keyboards send both."""
        if username is None or password is None:
            return None
        spelled = [unicodedata.normalize("NFC", text) for text in (username, password)]
        return super().authenticate(request, username=spelled[0].strip(), password=spelled[1])

    def get_user(self, user_id: int) -> User | None:
        """Who a session belongs to: asked by every page."""
        found = owner_just_read(user_id) or next(iter(_USER(user_id)), None)
        return found if found and self.user_can_authenticate(found) else None

    def has_perm(self, user_obj: User, perm: str, obj: Model | None = None) -> bool:  # type: ignore[override]
        """Seeing a case: ``visible_to``. Acting in a body: ``may``. All else: the administrator's models only."""
        if not user_obj.is_active:
            return False
        codename = perm.partition(".")[2]
        if obj is None:
            return administrable(perm) and super().has_perm(user_obj, perm)
        if isinstance(obj, Body):
            return codename in Perm.values and bool(may(user_obj, codename, obj, today()))
        if codename == "view_case" and hasattr(obj, "accesses"):
            cases: QuerySet = type(obj)._default_manager.filter(pk=obj.pk)
            return visible_to(cases, user_obj, today()).exists()
        return False
