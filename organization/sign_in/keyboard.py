"""Signing in at the keyboard of the server, for commands that persons decide: never weaker than the pages."""

import getpass

from django.conf import settings
from django.contrib.auth import authenticate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organization.clock import today
from organization.models import User
from organization.queries import seats_of
from organization.sign_in import factor, throttle
from organization.sign_in.obligation import obliged


class NotSignedIn(Exception):
    """Why he is not signed in, in words."""


@sensitive_variables()
def signed_in(name: str) -> User:
    """Who typed the password of the user name and, where the account has one, its second factor; each attempt counts as
    on the pages. Raises NotSignedIn, TooOften, and NoKey where the server has lost its key.
    """
    tried = throttle.attempt(name, "")
    user = authenticate(None, username=name, password=getpass.getpass(_("Password of %(user)s: ") % {"user": name}))
    if not isinstance(user, User):
        tried.failed()
        raise NotSignedIn(_("%(user)s could not be signed in.") % {"user": name})
    tried.succeeded()
    if settings.SECOND_FACTOR and factor.has_factor(user):
        code = getpass.getpass(_("Code of the telephone, or one on paper, of %(user)s: ") % {"user": name})
        if not factor.verify(user, code):
            raise NotSignedIn(_("The code is not right, or was used already."))
    elif obliged(user, seats_of(user.person, today())):
        raise NotSignedIn(_("%(user)s has to set up the telephone first, on the page of signing in.") % {"user": name})
    return user
